import type { Shape } from '../../src/shape/shape.ts'
import { controlRoutes } from '../../src/simulator/control/route-table.ts'

/** Returns the text of `docs/control.md`, generated from the table of routes. */
export function controlDocument(): string {
  return `${head}\n${Object.values(controlRoutes)
    .map((row) => section(row))
    .join('\n')}`
}

const head = `# The control interface of the simulator

Generated from the table of routes in src/simulator/control/ by \`npm run docs\`; a test compares the two.

A test in any language can steer a running simulator over HTTP: let people act, move the clock forward, let calls fail
and read the deliveries to apps. [pytest](../examples/pytest-app/test_app.py) and
[Go](../examples/go-app/app_test.go) show how.

    token=$(slack-tokens sim start --detach --json | jq -r .controlToken)
    curl -s localhost:4717/_sim/say -H "authorization: Bearer $token" -H 'content-type: application/json' \\
      -d '{"channel": "#general", "text": "<@bot> hello", "user": "dana"}'

- A \`GET\` has its fields in the query and needs no token. Every other request needs a JSON object, the content type
  \`application/json\`, and \`authorization: Bearer\` with \`controlToken\` of \`slack-tokens sim start --json\`. When the
  simulator already runs, \`slack-tokens sim status --json\` has it.
- An answer is a JSON object with \`"ok": true\` and the fields below; or \`"ok": false\` with \`error\`, a code, and
  \`message\`. An action that the person cannot do has the code \`invalid_arguments\` and status 400.
- A delivery has \`what\`, \`by\` (http, socket or nothing), \`to\`, \`ok\`, \`status\`, \`error\`, \`body\` (the app’s answer), \`ms\`,
  \`attempt\` and \`payload\`. Over a socket, \`wrongAcks\` has what the app sent meanwhile and what acknowledged nothing:
  \`error\` and \`message\` say why, \`frame\` is what came.
- \`missed\` has the events that an app did not get, and \`why\`; with \`addressed: true\` the event is about the app itself,
  such as a mention of its bot.
- A body with a field that the route does not have is refused; \`message\` names the field.
`

function section({
  method,
  path,
  about,
  body,
  answer,
}: {
  readonly method: string
  readonly path: string
  readonly about: string
  readonly body: object
  readonly answer: object
}): string {
  const fields = Object.entries<string>({ ...body })
  const answers = Object.entries<Shape<unknown>>({ ...answer }).map(([name]) => `\`${name}\``)
  const lines = [
    `## ${method} ${path}`,
    '',
    escaped(about),
    ...(fields.length > 0 ? ['', ...fields.map(([name, means]) => `- \`${name}\`: ${escaped(means)}`)] : []),
    ...(answers.length > 0 ? ['', `Answers ${answers.join(', ')}.`] : []),
  ]
  return `${lines.join('\n')}\n`
}

function escaped(text: string): string {
  return text.replace(/[<>*_]/g, (mark) => `\\${mark}`)
}
