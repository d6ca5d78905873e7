import { describe, expect, it } from 'vitest'
import { parsePasted } from '../../src/paste/parse.ts'

const bot = ['xoxb', 'sim', '1'].join('-')

describe('the reader of pasted text', () => {
  it.each<[string, string, unknown]>([
    [
      'a Python dict with a date',
      "{'ok': True, 'at': datetime.datetime(2026, 11, 24, 1, tzinfo=None), 'n': None}",
      { ok: true, at: 'datetime.datetime(2026, 11, 24, 1, tzinfo=None)', n: null },
    ],
    [
      'a Python set, a tuple and a long string in parts',
      "{'s': {'a', 'b'}, 't': ('a', 'b'), 'l': ('chat:write,'\n  'users:read')}",
      { s: ['a', 'b'], t: ['a', 'b'], l: 'chat:write,users:read' },
    ],
    [
      'a Python dataclass',
      `Installation(app_id='A1', bot_token='${bot}', is_enterprise_install=False)`,
      { app_id: 'A1', bot_token: bot, is_enterprise_install: false },
    ],
    ['bytes', `b'{"ok": true, "name": "It\\'s"}'`, { ok: true, name: "It's" }],
    [
      'a Ruby hash',
      '{:ok=>true, "team"=>{"id"=>"T1"}, bot: nil, type: :bot}',
      { ok: true, team: { id: 'T1' }, bot: null, type: 'bot' },
    ],
    [
      'an object of slack-ruby-client',
      `#<Slack::Messages::Message access_token="${bot}" ok=true team=#<Slack::Messages::Message id="T1" name="Acme">>`,
      { access_token: bot, ok: true, team: { id: 'T1', name: 'Acme' } },
    ],
    [
      'var_dump of PHP',
      `array(2) {\n  ["ok"]=>\n  bool(true)\n  ["team"]=>\n  array(1) {\n    ["id"]=>\n    string(2) "T1"\n  }\n}`,
      { ok: true, team: { id: 'T1' } },
    ],
    [
      'print_r of PHP',
      'Array\n(\n    [ok] => 1\n    [team] => stdClass Object\n        (\n            [name] => Acme, Inc (EU)\n        )\n\n    [scopes] => Array\n        (\n            [0] => a\n            [1] => b\n        )\n\n)\n',
      { ok: 1, team: { name: 'Acme, Inc (EU)' }, scopes: ['a', 'b'] },
    ],
    [
      '%+v of Go',
      `&{Ok:true AccessToken:${bot} Team:{ID:T1 Name:Acme Corp} AuthedUser:<nil>}`,
      { Ok: true, AccessToken: bot, Team: { ID: 'T1', Name: 'Acme Corp' }, AuthedUser: null },
    ],
    [
      '%#v of Go',
      `&slack.Response{AccessToken:"${bot}", Team:slack.Team{ID:"T1"}, Scopes:[]string{"a", "b"}}`,
      { AccessToken: bot, Team: { ID: 'T1' }, Scopes: ['a', 'b'] },
    ],
    ['a map of Go', 'map[ok:true team:map[id:T1 name:Acme Corp]]', { ok: true, team: { id: 'T1', name: 'Acme Corp' } }],
    [
      'toString of Java',
      `OAuthV2AccessResponse(ok=true, accessToken=${bot}, team=OAuthV2AccessResponse.Team(id=T1, name=Acme), botUserId=null)`,
      { ok: true, accessToken: bot, team: { id: 'T1', name: 'Acme' }, botUserId: null },
    ],
    [
      'a map of Java',
      '{ok=true, team={id=T1}, scopes=[chat:write, users:read]}',
      { ok: true, team: { id: 'T1' }, scopes: ['chat:write', 'users:read'] },
    ],
    [
      'JavaScript',
      "const r = { ok: true, 'a-b': `x`, gone: undefined, n: 0x1f, big: 12n, } // done",
      { ok: true, 'a-b': 'x', n: 31, big: 12 },
    ],
    [
      'a class and a Map in console.log',
      "<ref *1> Installation {\n  team: { id: 'T1' },\n  seen: Map(1) { 'a' => 1 },\n  run: [Function: run],\n  raw: [Object: null prototype] { a: '1' }\n}",
      { team: { id: 'T1' }, seen: { a: 1 }, raw: { a: '1' } },
    ],
    [
      'an error in console.log',
      "Error: An API error occurred: missing_scope\n    at f (/app/x.js:56:33) {\n  code: 'slack_webapi_platform_error',\n  data: { ok: false, error: 'missing_scope' }\n}",
      { code: 'slack_webapi_platform_error', data: { ok: false, error: 'missing_scope' } },
    ],
    [
      'long strings joined by +',
      "{ scope: 'chat:write,' +\n    'users:read', ok: true }",
      { scope: 'chat:write,users:read', ok: true },
    ],
    ['comments of three kinds', '{ // one\n "ok": true, /* two: { */ "a": [1,],\n # three\n}', { ok: true, a: [1] }],
    [
      'JSON in a string of JSON',
      '{"statusCode":200,"body":"{\\"ok\\":true,\\"team\\":{\\"id\\":\\"T1\\"}}"}',
      { statusCode: 200, body: { ok: true, team: { id: 'T1' } } },
    ],
    [
      'a message of a log record',
      `{"level":30,"msg":"got {\\"ok\\":true,\\"access_token\\":\\"${bot}\\"} in 3 ms"}`,
      { level: 30, msg: { ok: true, access_token: bot } },
    ],
    ['an SQL row', `INSERT INTO t VALUES (1, '{"ok":true,"name":"O''Brien"}', NULL);`, { ok: true, name: "O'Brien" }],
    [
      'MySQL escapes',
      `INSERT INTO t VALUES ('{\\"ok\\":true,\\"name\\":\\"O\\'Brien\\"}');`,
      { ok: true, name: "O'Brien" },
    ],
    [
      'a command of curl',
      `curl -d '{"a":"x\\"y","text":"hi"}' https://slack.com/api/chat.postMessage`,
      { a: 'x"y', text: 'hi' },
    ],
    [
      'a query written in HTML',
      '{&#34;ok&#34;:true,&#34;name&#34;:&#34;A &amp;amp; B&#34;}',
      { ok: true, name: 'A &amp; B' },
    ],
    ['smart quotes', `{“ok”: true, “access_token”: “${bot}”}`, { ok: true, access_token: bot }],
    [
      'a form body',
      `ok=true&access_token=${bot}&team%5Bid%5D=T1`,
      { ok: 'true', access_token: bot, team: { id: 'T1' } },
    ],
    ['a form with JSON in it', 'payload=%7B%22ok%22%3Atrue%7D', { payload: { ok: true } }],
    [
      'variables',
      `# mine\nexport SLACK_BOT_TOKEN=${bot}\nSLACK_CLIENT_ID="12.34"\n`,
      { SLACK_BOT_TOKEN: bot, SLACK_CLIENT_ID: '12.34' },
    ],
    ['an ini file', `[slack]\nbot_token = ${bot}\nteam.id = T1\n`, { bot_token: bot, 'team.id': 'T1' }],
    [
      'YAML',
      `---\nok: true\nclient_id: 1234567890.12345678901\nteam:\n  id: T1\nscopes: [a, b]\n`,
      { ok: true, client_id: '1234567890.12345678901', team: { id: 'T1' }, scopes: ['a', 'b'] },
    ],
    [
      'fields without their brackets',
      `"ok": true,\n"access_token": "${bot}",\n"team": {"id": "T1"}`,
      { ok: true, access_token: bot, team: { id: 'T1' } },
    ],
    [
      'scopes without quotes',
      '{ok=true, scope=chat:write,users:read, team={id=T1}}',
      { ok: true, scope: 'chat:write,users:read', team: { id: 'T1' } },
    ],
    ['nothing in print_r', 'Array\n(\n    [enterprise] => \n    [ok] => 1\n)\n', { enterprise: null, ok: 1 }],
    [
      'a map of Elixir',
      '%{"ok" => true, "team" => %{"id" => "T1"}, bot: nil}',
      { ok: true, team: { id: 'T1' }, bot: null },
    ],
    ['a form body as bytes', "b'ok=true&team_id=T1'", { ok: 'true', team_id: 'T1' }],
    ['coloured HTML', '<pre>{<span class="k">&quot;ok&quot;</span>: <b>true</b>}</pre>', { ok: true }],
    ['a token over two lines', `{"access_token":"${bot}\n  -abc"}`, { access_token: `${bot}-abc` }],
    [
      'redacted tokens without quotes',
      '{"a": xoxp-XXXX, "b": ***, "c": [REDACTED], "d": <token>, "e": [FILTERED], "f": xoxb-[hidden]}',
      { a: 'xoxp-XXXX', b: '***', c: '[REDACTED]', d: '<token>', e: '[FILTERED]', f: 'xoxb-[hidden]' },
    ],
    [
      'a missing comma and a missing value',
      '{"ok": true "team": {"id": "T1"}, "bot": , "x": 1}',
      { ok: true, team: { id: 'T1' }, x: 1 },
    ],
    [
      'credentials of a Basic header',
      `Authorization: Basic ${Buffer.from(`12.34:${'5a'.repeat(16)}`).toString('base64')}`,
      { client_id: '12.34', client_secret: '5a'.repeat(16) },
    ],
    [
      'names and values of heroku, with more than tokens',
      `=== bot Config Vars\nSLACK_BOT_TOKEN: ${bot}\nSLACK_CLIENT_ID: 12.34\nSLACK_APP_TOKEN: ${bot.replace('b-', 'p-')}\n`,
      { SLACK_BOT_TOKEN: bot, SLACK_CLIENT_ID: '12.34', SLACK_APP_TOKEN: bot.replace('b-', 'p-') },
    ],
    ['a list of answers', '[{"ok":true},{"ok":false,"error":"x"}]', [{ ok: true }, { ok: false, error: 'x' }]],
  ])('reads the value of %s', async (_name, text, value) => {
    const pasted = await parsePasted(text)
    expect(pasted.values).toEqual([value])
    expect(pasted).toMatchObject({ cut: false, bare: undefined })
  })

  it('reads several values of one text, in order', async () => {
    const lines = await parsePasted('{"ok":true}\n{"ok":false,"error":"x"}\n')
    expect(lines.values).toEqual([{ ok: true }, { ok: false, error: 'x' }])
    expect(lines.forms).toContain('json lines')
    const log = await parsePasted("[INFO] sent {'a': 1} to [main]\n[INFO] got {'ok': True} ([200])")
    expect(log.values).toEqual([{ a: 1 }, { ok: true }])
    const blocks = await parsePasted('first:\n```json\n{"a":1}\n```\nthen\n```\n{b: 2}\n```')
    expect(blocks.values).toEqual([{ a: 1 }, { b: 2 }])
    const documents = await parsePasted('a: 1\n---\na: 2\n')
    expect(documents.values).toEqual([{ a: 1 }, { a: 2 }])
  })

  it.each(['INFO', '2026-01-02 03:04:05.678', '02/Jan/2026:03:04:05 +0000'])(
    'reads an answer after ten thousand log lines that start with [%s]',
    async (word) => {
      const { values } = await parsePasted(`${`[${word}] idle\n`.repeat(10_001)}[${word}] got {"ok":true}`)
      expect(values).toEqual([{ ok: true }])
    },
  )

  it.each([
    ['a list of one word', '[INFO]', [['INFO']]],
    ['a class in brackets before an object', '[Response] {ok: true}', [{ ok: true }]],
    ['fields in Elixir', 'got [ok: true, team: "x"] from Slack', [{ ok: true, team: 'x' }]],
  ])('still reads %s', async (_name, text, values) => {
    expect((await parsePasted(text)).values).toEqual(values)
  })

  it.each<[string, string, readonly string[]]>([
    ['a fence around a log line', '```\nINFO got {"ok":true}\n```', ['code fence', 'log prefix', 'json']],
    ['Python in a string of JSON', JSON.stringify("{'ok': True}"), ['double-encoded', 'python']],
    ['JSON with a comment', '{"ok":true /* yes */}', ['json', 'comments']],
    ['HTML in a fence', '```\n{&quot;ok&quot;:true}\n```', ['code fence', 'html-escaped', 'json']],
    ['colours', '\u001b[32m{ ok: \u001b[33mtrue\u001b[39m }', ['colour codes', 'javascript']],
    ['words after JSON', '{"ok":true} <- this', ['trailing words', 'json']],
  ])('returns the names of the layers that were removed, outermost first: %s', async (_name, text, forms) => {
    const pasted = await parsePasted(text)
    expect(pasted.values).toEqual([{ ok: true }])
    expect(pasted.forms).toEqual(forms)
  })

  it.each([
    [
      'the end is missing',
      `{"ok":true,"access_token":"${bot}","team":{"id":"T1`,
      { ok: true, access_token: bot, team: { id: 'T1' } },
    ],
    [
      'the end is missing, escaped',
      `{\\"ok\\":true,\\"access_token\\":\\"${bot}\\",\\"te`,
      { ok: true, access_token: bot },
    ],
    [
      'fields are left out',
      `{"ok": true, "team": {...}, "access_token": "${bot}", ...}`,
      { ok: true, team: {}, access_token: bot },
    ],
    ['a comment says so', '{"ok": true, // ...\n "team": {"id": "T1"}}', { ok: true, team: { id: 'T1' } }],
    [
      'console.log stopped',
      "{ ok: true, team: [Object], scopes: [ 'a', ... 3 more items ], list: [Array] }",
      { ok: true, team: {}, scopes: ['a'], list: [] },
    ],
  ])('reports that a text is incomplete, and returns the part that is there: %s', async (_name, text, value) => {
    const pasted = await parsePasted(text)
    expect(pasted.values).toEqual([value])
    expect(pasted.cut).toBe(true)
    expect(pasted.notes).toHaveLength(1)
  })
})
