import { alone, type TokenForm } from './form.ts'

const sent = '{"channel":"C0SIM0001","text":"hello"}'
const got = '{"ok":true,"channel":"C0SIM0001","ts":"1615041757.001500","message":{"text":"hello","user":"U0SIMBOT1"}}'

/** Formats in which the token stands outside of every object in the text. */
export const outside: readonly TokenForm[] = [
  ...alone('outside the object', {
    'curl -H with double quotes': (token) =>
      `curl -H "Authorization: Bearer ${token}" -d '${sent}' https://slack.com/api/chat.postMessage\n${got}`,
    'curl over lines': (token) =>
      `curl --request POST \\\n  --url https://slack.com/api/chat.postMessage \\\n  --header 'authorization: Bearer ${token}' \\\n  --data '${sent}'\n\n${got}\n`,
    'curl -F token': (token) => `$ curl -F token=${token} -F file=@a.txt https://slack.com/api/files.upload\n${got}`,
    'curl --oauth2-bearer': (token) => `curl --oauth2-bearer ${token} --json '${sent}' https://slack.com/api/x\n${got}`,
    'curl -v': (token) =>
      `*   Trying 127.0.0.1:443...\n* Connected to slack.com\n> POST /api/chat.postMessage HTTP/1.1\n> Host: slack.com\n> Authorization: Bearer ${token}\n>\n< HTTP/1.1 200 OK\n< content-type: application/json\n<\n${got}`,
    'request and answer': (token) =>
      `POST /api/chat.postMessage HTTP/1.1\nHost: slack.com\nAuthorization: Bearer ${token}\nContent-Type: application/json\n\n${sent}\n\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n${got}`,
    'form body of a request': (token) =>
      `POST /api/auth.test HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\n\ntoken=${token}&pretty=1\n\nHTTP/2 200\n\n${got}`,
    httpie: (token) => `http POST slack.com/api/auth.test Authorization:"Bearer ${token}"\n\n${got}`,
    'fetch of JavaScript': (token) =>
      `await fetch('https://slack.com/api/auth.test', {\n  method: 'POST',\n  headers: { Authorization: \`Bearer ${token}\` },\n})\n// ${got}`,
    'requests of Python': (token) =>
      `requests.post("https://slack.com/api/auth.test", headers={"Authorization": f"Bearer ${token}"})\n${got}`,
    'Invoke-RestMethod': (token) =>
      `Invoke-RestMethod -Uri https://slack.com/api/auth.test -Headers @{ Authorization = "Bearer ${token}" }\n\nok : True\nteam : Acme`,
    'wget --header': (token) =>
      `wget --header="Authorization: Bearer ${token}" -qO- https://slack.com/api/auth.test\n${got}`,
    'a header in a trace of Go': (token) =>
      `2026/01/05 10:00:00 > Authorization: [Bearer ${token}]\n2026/01/05 10:00:01 < ${got}`,
    'a query of an address': (token) => `GET https://slack.com/api/auth.test?token=${token}&pretty=1 200 OK ${got}`,
    'new WebClient': (token) => `const web = new WebClient('${token}');\nweb.auth.test() // => ${got}`,
    'a shell that prints': (token) => `$ echo $SLACK_BOT_TOKEN\n${token}\n$ cat body.json\n${sent}`,
  }),
]

const line = (n: number) => JSON.stringify({ level: 30, time: 1_767_600_000_000 + n, msg: 'request', ms: n })

/** Log records in which the token is on a line between JSON lines. */
export const between: readonly TokenForm[] = [
  ...alone('between JSON lines', {
    'one on each side': (token) => `${line(1)}\n${token}\n${line(2)}`,
    'after many': (token) => `${Array.from({ length: 50 }, (_one, n) => line(n)).join('\n')}\n${token}\n`,
    'before many': (token) => `${token}\n${Array.from({ length: 50 }, (_one, n) => line(n)).join('\n')}`,
    'with its name': (token) => `${line(1)}\nSLACK_TOKEN=${token}\n${line(2)}`,
    'in a sentence': (token) => `${line(1)}\nstarting with token ${token}, please wait\n${line(2)}`,
    'in quotes': (token) => `${line(1)}\n"${token}"\n${line(2)}\n`,
    'with a prefix on each line': (token) =>
      `web-1  | ${line(1)}\nweb-1  | token: ${token}\nweb-1  | ${line(2)}\nweb-1  | done`,
    'between indented objects': (token) => `{\n  "a": 1\n}\n${token}\n{\n  "b": [1, 2]\n}`,
    'in one of the records': (token) => `${line(1)}\n{"level":30,"msg":"use ${token} for calls","pid":7}\n${line(2)}`,
    'under a name in a record': (token) => `${line(1)}\n{"config":{"slack":{"token":"${token}"}}}\n${line(2)}`,
    'in a list of records': (token) => `[{"a":1},{"b":2},{"note":"see ${token}"},{"c":3}]`,
    'between answers of other calls': (token) =>
      `{"ok":true,"channels":[{"id":"C1"}]}\n> ${token}\n{"ok":true,"members":["U1"]}`,
    'behind a record, on its line': (token) => `${line(1)} ${token}\n${line(2)}`,
    'between colours': (token) => `\u001b[32m${line(1)}\u001b[0m\n\u001b[1m${token}\u001b[0m\n${line(2)}`,
  }),
]
