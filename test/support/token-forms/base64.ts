import { alone, base64, ids, json, type TokenForm, whole } from './form.ts'

const folded = (text: string) => base64(text).replace(/(.{76})/g, '$1\n')
const url = (text: string) => Buffer.from(text).toString('base64url')

export const encoded: readonly TokenForm[] = [
  ...alone('base64', {
    'a bare value': (t) => base64(t),
    'a bare value with a line break inside': (t) => base64(`${t}\n`),
    'with its name': (t) => `SLACK_BOT_TOKEN=${base64(t)}`,
    'data of a Kubernetes Secret': (t) =>
      `apiVersion: v1\nkind: Secret\nmetadata:\n  name: slack\ntype: Opaque\ndata:\n  SLACK_TOKEN: ${base64(t)}\n  OTHER: ${base64('some other thing')}\n`,
    'kubectl get -o json': (t) =>
      JSON.stringify(
        { apiVersion: 'v1', kind: 'Secret', data: { token: base64(t), password: base64('sim') } },
        null,
        4,
      ),
    'a .env in a Secret': (t) =>
      `apiVersion: v1\nkind: Secret\ndata:\n  .env: ${base64(`SLACK_BOT_TOKEN=${t}\nSLACK_CLIENT_ID=1.2\n`)}\n`,
    'kubectl describe': (t) => `Name: slack\nData\n====\ntoken:  ${base64(t)}\nType: Opaque`,
    'echo | base64 -d': (t) => `echo '${base64(t)}' | base64 -d`,
    'a Basic header': (t) => `Authorization: Basic ${base64(`user:${t}`)}`,
    'url-safe': (t) => `{"state":"${url(`>>??${t}`)}"}`,
    'a sealed message of a queue': (t) =>
      JSON.stringify({ message: { data: base64(`{"token":"${t}"}`), messageId: '1' } }),
    'a file folded at 76': (t) =>
      folded(`# the file of settings that the bot reads at start\nSLACK_BOT_TOKEN=${t}\n# end\n`),
    'a data: address': (t) => `data:text/plain;base64,${base64(t)}`,
  }),
  ...whole('base64', {
    'a bare answer': (t) => base64(json(t)),
    'an answer folded at 76': (t) => folded(json(t)),
    'the body of a HAR file': (t) =>
      JSON.stringify({
        log: {
          version: '1.2',
          entries: [
            {
              request: { method: 'POST', url: 'https://slack.com/api/oauth.v2.access' },
              response: {
                status: 200,
                content: { mimeType: 'application/json', encoding: 'base64', text: base64(json(t)) },
              },
            },
          ],
        },
      }),
    'an event of AWS Lambda': (t) => JSON.stringify({ statusCode: 200, body: base64(json(t)), isBase64Encoded: true }),
    'encoded twice': (t) => base64(base64(json(t))),
    'in a Secret of Kubernetes': (t) =>
      `apiVersion: v1\nkind: Secret\nmetadata:\n  name: ${ids.team.toLowerCase()}\ndata:\n  installation.json: ${base64(json(t))}\n`,
  }),
]
