import { describe, expect, it } from 'vitest'
import { parsePasted } from '../../src/paste/parse.ts'
import { withHiddenCredentials } from '../../src/responses/hidden-credentials.ts'
import { readPasted } from '../../src/responses/read-pasted.ts'

const [bot, user] = ['xoxb-1-sim-botbotbot', 'xoxp-1-sim-useruser']
const [id, client, signing] = ['1111111111.2222222222', `${'0fa4e'.repeat(6)}c1`, `${'5fa4e'.repeat(6)}d2`]

async function read(text: string) {
  const { materials, bare } = readPasted(withHiddenCredentials(await parsePasted(text)))
  const tokens = bare === undefined ? materials.flatMap((one) => one.tokens.map(({ value }) => value)) : [bare]
  const found = materials.flatMap((one) => one.credentials).filter(({ state }) => state === 'whole')
  return { tokens, credentials: Object.fromEntries(found.map(({ kind, value }) => [kind, value])) }
}

describe('the credentials of an app in pasted text', () => {
  it.each([
    [
      'Vault',
      `Key  Value\n---  ---\nbot_token  ${bot}\nclient_id  ${id}\nclient_secret  ${client}\nsigning_secret  ${signing}`,
    ],
    [
      'a box of Doppler',
      `│ SLACK_BOT_TOKEN │ ${bot} │\n│ SLACK_CLIENT_ID │ ${id} │\n│ SLACK_CLIENT_SECRET │ ${client} │\n│ SLACK_SIGNING_SECRET │ ${signing} │`,
    ],
    [
      'Markdown',
      `| Bot token | \`${bot}\` |\n|---|---|\n| Client ID | ${id} |\n| Client Secret | ${client} |\n| Signing Secret | \`${signing}\` |`,
    ],
    [
      'TOML',
      `[slack]\nbot-token = "${bot}" # bot\nsigning-secret = '${signing}'\n\n[slack.oauth]\nclient-id = "${id}"\nclient-secret = "${client}"`,
    ],
    [
      'cmd',
      `@echo off\r\nset SLACK_BOT_TOKEN=${bot}\r\nset SLACK_CLIENT_ID=${id}\r\nset SLACK_CLIENT_SECRET=${client}\r\nset SLACK_SIGNING_SECRET=${signing}\r\n`,
    ],
    [
      'PowerShell',
      `$env:SLACK_BOT_TOKEN = "${bot}"\n$env:SLACK_CLIENT_ID = "${id}"\n$env:SLACK_CLIENT_SECRET = "${client}"\n$env:SLACK_SIGNING_SECRET = "${signing}"`,
    ],
    [
      'fish',
      `set -gx SLACK_BOT_TOKEN ${bot}\nset -gx SLACK_CLIENT_ID ${id}\nset -gx SLACK_CLIENT_SECRET ${client}\nset -gx SLACK_SIGNING_SECRET ${signing}`,
    ],
    [
      'grep -n',
      `.env:1:SLACK_BOT_TOKEN=${bot}\n.env:2:SLACK_CLIENT_ID=${id}\n.env:3:SLACK_CLIENT_SECRET=${client}\n.env:4:SLACK_SIGNING_SECRET=${signing}`,
    ],
    [
      'a property list',
      `<dict>\n<key>SLACK_BOT_TOKEN</key>\n<string>${bot}</string>\n<key>SLACK_CLIENT_ID</key>\n<string>${id}</string>\n<key>SLACK_CLIENT_SECRET</key>\n<string>${client}</string>\n<key>SLACK_SIGNING_SECRET</key>\n<string>${signing}</string>\n</dict>`,
    ],
    [
      'XML of .NET',
      `<add key="SlackBotToken" value="${bot}" />\n<add key="SlackClientId" value="${id}" />\n<add key="SlackClientSecret" value="${client}" />\n<add key="SlackSigningSecret" value="${signing}" />`,
    ],
    [
      'a list in a chat',
      `* Bot token: ${bot}\n* Signing secret: ${signing}\n* Client ID: ${id}\n* Client secret: ${client}`,
    ],
  ])('are found next to a token in %s', async (_name, text) => {
    expect(await read(text)).toEqual({
      tokens: [bot],
      credentials: { clientId: id, clientSecret: client, signingSecret: signing },
    })
  })

  it.each([
    [
      'copied from the app’s page at Slack',
      `App ID\nA0FAKEAPP01\nClient ID\n${id}\nClient Secret\n${client}\nShow\nRegenerate\nSigning Secret\n${signing}\nHide`,
      { clientId: id, clientSecret: client, signingSecret: signing },
    ],
    [
      'curl -u',
      `curl -u ${id}:${client} -d code=1.2 https://slack.com/api/oauth.v2.access`,
      { clientId: id, clientSecret: client },
    ],
    [
      'a form body for cmd',
      `curl "https://slack.com/api/oauth.v2.access" ^\n --data-raw "client_id=${id}^&client_secret=${client}^&code=1.2.abc"`,
      { clientId: id, clientSecret: client },
    ],
    ['a checksum', `build ${client}\nclient_secret_file: /run/secrets/x`, {}],
    ['a checksum behind another name', `client_secret:\nmd5: ${client}\nclient_id: ${id}`, { clientId: id }],
  ])('are found without a token: %s', async (_name, text, credentials) => {
    expect(await read(text)).toEqual({ tokens: [], credentials })
  })

  it.each(['ENC[AES256_GCM,data:Tr7o=,type:str]', '$ANSIBLE_VAULT;1.1;AES256', '{cipher}fa4e', 'vault:v1:fa4e'])(
    'do not include an encrypted value: %s',
    async (value) => {
      expect(await read(JSON.stringify({ SLACK_BOT_TOKEN: bot, SLACK_SIGNING_SECRET: value }))).toEqual({
        tokens: [bot],
        credentials: {},
      })
    },
  )
})

describe('a token in a text', () => {
  it.each([
    ['before a full stop', `${bot}.`, bot],
    ['before a line break in a query', `${bot}%0A`, bot],
    ['with other hyphens', bot.replaceAll('-', '\u2011'), bot],
    ['with dashes', `It is ${bot.replaceAll('-', '\u2013')}, I think`, bot],
    ['after a placeholder', `-SLACK_BOT_TOKEN=xoxb-your-token\n+SLACK_BOT_TOKEN=${bot}`, bot],
  ])('is found %s', async (_name, text, token) => {
    expect((await read(text)).tokens).toEqual([token])
  })
})

describe('one install in an unusual notation', () => {
  const answer = {
    ...{ ok: true, access_token: bot, token_type: 'bot', team: { id: 'T0FAKE001', name: 'Fake' } },
    authed_user: { id: 'U0FAKE001', access_token: user },
  }
  const json = JSON.stringify(answer)
  const chunks = (width: number, margin = '') =>
    (json.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).map((line) => margin + line).join('\n')
  const hex = (json.match(/.{1,16}/g) ?? []).map((part) => Buffer.from(part).toString('hex'))
  const xxd = hex.map((row, at) => `${(at * 16).toString(16).padStart(8, '0')}: ${row.replace(/(....)/g, '$1 ')}  ……`)
  const dump = hex.map((row, at) => `${(at * 16).toString(16).padStart(4, '0')}  ${row.replace(/(..)/g, '$1 ')}   ……`)
  const pretty = JSON.stringify(answer, null, 2).split('\n')

  it.each([
    ['80 columns', chunks(80)],
    ['72 columns with a margin', chunks(72, '    ')],
    ['xxd', xxd.join('\n')],
    ['hexdump', dump.join('\n')],
    ['quoted-printable', chunks(70).replaceAll('\n', '=\n')],
    [
      'the json-file log of Docker',
      pretty.map((line) => JSON.stringify({ log: `${line}\n`, stream: 'stdout' })).join('\n'),
    ],
    [
      'var_dump',
      `array(4) {\n  ["ok"]=>\n  bool(true)\n  ["access_token"]=>\n  string(20) "${bot}"\n  ["team"]=>\n  array(2) {\n    ["id"]=>\n    string(9) "T0FAKE001"\n    ["name"]=>\n    string(4) "Fake"\n  }\n  ["authed_user"]=>\n  object(stdClass)#5 (2) {\n    ["access_token"]=>\n    string(19) "${user}"\n    ["id"]=>\n    string(9) "U0FAKE001"\n  }\n}\n`,
    ],
    [
      'Clojure',
      `{:ok true, :access_token "${bot}", :team {:id "T0FAKE001" :name "Fake"}, :authed_user {:id "U0FAKE001", :access_token "${user}"}}`,
    ],
    [
      'PowerShell',
      `ok           : True\naccess_token : ${bot}\ntoken_type   : bot\nteam         : @{id=T0FAKE001; name=Fake}\nauthed_user  : @{id=U0FAKE001; access_token=${user};\n               token_type=user}\n`,
    ],
  ])('is found as one install: %s', async (_name, text) => {
    const { materials } = readPasted(await parsePasted(text))
    expect(materials).toHaveLength(1)
    expect(materials[0]).toMatchObject({ shape: 'v2', workspace: { id: 'T0FAKE001', name: 'Fake' } })
    expect(materials[0]?.tokens.map(({ value }) => value).toSorted()).toEqual([bot, user].toSorted())
  })
})
