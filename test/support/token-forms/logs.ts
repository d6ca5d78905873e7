import { alone, answer, ids, json, type TokenForm, whole } from './form.ts'

const sent =
  "send: b'POST /api/oauth.v2.access HTTP/1.1\\r\\nHost: slack.com\\r\\nAccept-Encoding: identity\\r\\n\\r\\n'"

export const httpDebugging: readonly TokenForm[] = [
  ...alone('send and reply', {
    'a token in send:': (t) =>
      `send: b'POST /api/chat.postMessage HTTP/1.1\\r\\nHost: slack.com\\r\\nAuthorization: Bearer ${t}\\r\\nContent-Length: 2\\r\\n\\r\\n'\nsend: b'{"channel": "C1"}'\nreply: 'HTTP/1.1 200 OK\\r\\n'\nheader: Date: Mon\nheader: Content-Type: application/json\n`,
    'a token in the form that is sent': (t) =>
      `send: b'POST /api/auth.test HTTP/1.1\\r\\n\\r\\n'\nsend: b'token=${t}&pretty=1'\nreply: 'HTTP/1.1 200 OK\\r\\n'\nheader: X: y\n`,
    'a token at the start of a line': (t) => `send: b'${t}\\r\\n'\nreply: 'HTTP/1.1 200 OK\\r\\n'`,
    'a header alone': (t) => `header: Authorization: Bearer ${t}`,
    'Python 2': (t) =>
      `send: 'POST /api/auth.test HTTP/1.1\\r\\nAuthorization: Bearer ${t}\\r\\n\\r\\n'\nreply: 'HTTP/1.1 200 OK\\r\\n'`,
    'urllib3 beside it': (t) =>
      `DEBUG:urllib3.connectionpool:Starting new HTTPS connection (1): slack.com:443\nsend: b'POST / HTTP/1.1\\r\\nAuthorization: Bearer ${t}\\r\\n\\r\\n{"a": 1}'`,
    'Net::HTTP of Ruby': (t) =>
      `opening connection to slack.com:443...\n<- "POST /api/auth.test HTTP/1.1\\r\\nAuthorization: Bearer ${t}\\r\\nHost: slack.com\\r\\n\\r\\n"\n-> "HTTP/1.1 200 OK\\r\\n"\nreading 15 bytes...\n-> "{\\"ok\\":true}"`,
  }),
  ...whole('send and reply', {
    'the answer behind the headers': (t) =>
      `${sent}\nreply: 'HTTP/1.1 200 OK\\r\\n'\nheader: Content-Type: application/json\n${json(t)}`,
    'the answer printed as a dict': (t) =>
      `${sent}\nreply: 'HTTP/1.1 200 OK\\r\\n'\nheader: Date: Mon, 05 Jan 2026\n${json(t).replaceAll('"', "'").replaceAll('true', 'True').replaceAll('false', 'False').replaceAll('null', 'None')}`,
    'the answer sent on as bytes': (t) =>
      `send: b'POST /store HTTP/1.1\\r\\n\\r\\n'\nsend: b'${json(t)}'\nreply: 'HTTP/1.1 204 No Content\\r\\n'`,
    'the answer sent on with its headers': (t) =>
      `send: b'POST /store HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n${json(t)}'\nreply: 'HTTP/1.1 204\\r\\n'`,
    'Net::HTTP of Ruby, the body': (t) =>
      `-> "HTTP/1.1 200 OK\\r\\n"\nreading 300 bytes...\n-> ${JSON.stringify(json(t))}\nread 300 bytes`,
    'debugging of aiohttp': (t) => `DEBUG:asyncio:Using selector\nDEBUG:http:status=200 body=b'${json(t)}'`,
  }),
]

export const logfmt: readonly TokenForm[] = [
  ...whole('logfmt', {
    'fields of the answer': (t) =>
      `time=2026-01-05T10:00:00Z level=info msg="token received" ok=true access_token=${t} token_type=bot team_id=${ids.team} app_id=${ids.app} bot_user_id=${ids.bot}`,
    'with quotes': (t) =>
      `level=info access_token="${t}" scope="chat:write users:read" team_id="${ids.team}" bot_user_id="${ids.bot}"`,
    'groups of slog': (t) =>
      `time=2026-01-05T10:00:00Z level=INFO msg=ok resp.access_token=${t} resp.team.id=${ids.team} resp.authed_user.id=${ids.user}`,
    'JSON under a key': (t) => `level=info msg="response" body=${JSON.stringify(json(t))} status=200`,
    'JSON bare under a key': (t) => `level=info body=${json(t)} status=200`,
    'JSON in single quotes': (t) => `level=info body='${json(t)}' status=200`,
  }),
  ...alone('logfmt', {
    'a key and more': (t) => `ts=1767600000 lvl=dbg msg="calling slack" token=${t} dur=3ms`,
    'a token in the message': (t) => `level=warn msg="token ${t} was refused" err="invalid_auth"`,
    'a token in a header': (t) => `level=debug req.header.authorization="Bearer ${t}" status=200`,
    'a token last, with a comma': (t) => `level=debug, token=${t}, `,
    klog: (t) => `I0105 10:00:00.000000       1 main.go:12] "starting" token="${t}" port=80`,
    'the router of Heroku': (t) => `at=info method=GET path="/hook?token=${t}" host=x.test fwd="1.2.3.4" status=200`,
    'two lines': (t) => `level=info msg=start port=80\nlevel=info msg=auth token=${t} ok=true\n`,
    'brackets of winston': (t) => `info: connected {"service":"bot"} token=${t}`,
  }),
]

const letters = (text: string) =>
  Array.from(text)
    .map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('')
const coloured = (text: string, code: number) => `\u001b[${code}m${text}\u001b[0m`

export const layered: readonly TokenForm[] = [
  ...whole('layers', {
    'JSON in JSON': (t) => JSON.stringify({ statusCode: 200, body: json(t) }),
    'JSON in JSON in JSON': (t) => JSON.stringify({ Records: [{ body: JSON.stringify({ Message: json(t) }) }] }),
    'a message of CloudWatch': (t) => JSON.stringify({ logEvents: [{ id: '1', message: `INFO\tgot ${json(t)}\n` }] }),
    'a field of Docker': (t) => JSON.stringify({ log: `${json(t)}\n`, stream: 'stdout', time: '2026-01-05T10:00:00Z' }),
    'escaped slashes and dashes': (t) => json(t).replaceAll('-', '\\u002d').replaceAll('/', '\\/'),
    'HTML-safe JSON of Go': (t) => json(t).replaceAll('Acme', 'A\\u0026B'),
    'every letter of the token as \\u': (t) => json(t).replace(JSON.stringify(t), `"${letters(t)}"`),
    'colours on every value': (t) =>
      JSON.stringify(answer(t), null, 2).replace(
        /: (".*?"|true|false|null)/g,
        (_all, value: string) => `: ${coloured(value, 32)}`,
      ),
    'colours of jq': (t) =>
      JSON.stringify(answer(t), null, 2).replace(
        /"(\w+)":/g,
        (_all, key: string) => `${coloured(`"${key}"`, 34)}${coloured(':', 39)}`,
      ),
    'colours inside the token': (t) => json(t).replace(t, `${t.slice(0, 8)}\u001b[1m${t.slice(8)}\u001b[22m`),
    'colours whose escape was lost': (t) => `[32minfo[39m: [1m${json(t)}[22m`,
    'escapes of HTML': (t) => `<pre>${json(t).replaceAll('"', '&quot;')}</pre>`,
    'a page of a browser': (t) => `<html><body><pre style="word-wrap: break-word">${json(t)}</pre></body></html>`,
    'a state of a page': (t) => `<script>window.__STATE__ = JSON.parse(${JSON.stringify(json(t))})</script>`,
    'percent-encoded in a query': (t) => `https://app.example.test/done?result=${encodeURIComponent(json(t))}&x=1`,
  }),
  ...alone('layers', {
    'the token alone as \\u': (t) => `token = "${letters(t)}"`,
    'the token alone as HTML': (t) =>
      `token: ${Array.from(t)
        .map((c) => `&#${c.charCodeAt(0)};`)
        .join('')}`,
    'the token alone in colours': (t) => coloured(t, 33),
    'a token in percent signs': (t) =>
      `x=${Array.from(t)
        .map((c) => `%${c.charCodeAt(0).toString(16)}`)
        .join('')}`,
    'quoted-printable': (t) => `SLACK_TOKEN=3D${t.replaceAll('-', '=2D')}=20\n`,
  }),
]
