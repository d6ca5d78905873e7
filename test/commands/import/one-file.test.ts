import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Config } from '../../../src/config/store.ts'
import { createMachine } from '../../support/cli.ts'
import {
  app,
  bot,
  clientId,
  hook,
  json,
  refresh,
  rotatingBot,
  secret,
  signing,
  user,
} from '../../support/forms/types.ts'

interface Done {
  readonly installations: readonly { name: string; tokens: readonly { identity: string }[]; webhooks: number }[]
  readonly apps: readonly string[]
  readonly skipped: readonly { path: string; kind: string }[]
}

/**
 * Imports a text with --offline. Returns the token kinds of each installation as `bot+user`, the stored app and the
 * skipped values.
 */
async function imported(input: string) {
  using machine = createMachine()
  const ran = await machine.run(['import', '-', '--offline', '--json'], { input })
  const done = ran.json as Done
  expect(ran.code, ran.stderr + ran.stdout).toBe(0)
  const kinds = done.installations.map(({ tokens, webhooks }) =>
    [...tokens.map(({ identity }) => identity), ...Array.from({ length: webhooks }, () => 'webhook')].join('+'),
  )
  const config = JSON.parse(readFileSync(join(machine.directory, 'config.json'), 'utf8')) as Config
  const [record] = Object.values(config.apps ?? {})
  return { kinds, left: done.skipped.map(({ kind, path }) => `${kind} ${path}`), record, stderr: ran.stderr }
}

const webhookSecret = 'Sim'.repeat(8)
const otherBot = 'xoxb-sim-bot-other-b1b2b3'
const numbered = (kind: string, team: string) => [`xox${kind}`, team, '2222222222222', 'simsimsimsim'].join('-')
const response = ['https://hooks.slack.com/commands', 'T0SIM0001', '1', 'simsimsimsim'].join('/')

describe('import --offline, for a text with several values', () => {
  // Columns: name, text, expected installations, expected skipped values.
  it.each<[string, string, readonly string[], readonly string[]]>([
    ['an .env file', `SLACK_BOT_TOKEN=${bot}\nSLACK_USER_TOKEN=${user}`, ['bot+user'], []],
    ['with a webhook', `SLACK_BOT_TOKEN=${bot}\nSLACK_WEBHOOK_URL=${hook}`, ['bot+webhook'], []],
    ['with an app-level token', `SLACK_BOT_TOKEN=${bot}\nSLACK_APP_TOKEN=${app}`, ['bot'], ['app SLACK_APP_TOKEN']],
    [
      'nested, as OpenClaw has it',
      json({ channels: { slack: { botToken: bot, appToken: app, userToken: user } } }),
      ['bot+user'],
      ['app channels.slack.appToken'],
    ],
    ['YAML', `slack:\n  bot_token: ${bot}\n  user_token: ${user}`, ['bot+user'], []],
    [
      'a compose file',
      `services:\n  web:\n    environment:\n      SLACK_BOT_TOKEN: ${bot}\n      SLACK_USER_TOKEN: ${user}`,
      ['bot+user'],
      [],
    ],
    [
      'OmniAuth without a workspace',
      json({ credentials: { token: user }, extra: { bot_info: { bot_access_token: bot } } }),
      ['bot+user'],
      [],
    ],
    [
      'a rotating pair',
      `SLACK_BOT_TOKEN=${rotatingBot}\nSLACK_BOT_REFRESH_TOKEN=${refresh}\nSLACK_USER_TOKEN=${user}`,
      ['bot+user'],
      [],
    ],
    [
      'variables with the same number for one workspace',
      `A_TOKEN=${numbered('b', '1111111111111')}\nB_TOKEN=${numbered('p', '1111111111111')}`,
      ['bot+user'],
      [],
    ],
    [
      'variables with two numbers for two workspaces',
      `A_TOKEN=${numbered('b', '1111111111111')}\nB_TOKEN=${numbered('p', '3333333333333')}`,
      ['bot', 'user'],
      [],
    ],
    [
      'the credentials of the exchange in a log, before its answer',
      `D/OkHttp: client_id=${clientId}&client_secret=${secret}&code=1.2.sim\nD/OkHttp: ${json({ ok: true, access_token: bot, token_type: 'bot', team: { id: 'T0SIM0001', name: 'Acme' } })}`,
      ['bot'],
      [],
    ],
    ...[
      `slack://T0SIM00001/B0SIM00001/${webhookSecret}/#ops`,
      `slack://deploybot@T0SIM00001/B0SIM00001/${webhookSecret}?color=good`,
      `WATCHTOWER_NOTIFICATION_URL="slack://hook:T0SIM00001-B0SIM00001-${webhookSecret}@webhook"`,
      `webhook: hooks.slack.com/services/T0SIM00001/B0SIM00001/${webhookSecret}`,
      `SLACK_WEBHOOK_PATH=/services/T0SIM00001/B0SIM00001/${webhookSecret}`,
      json({ host: 'https://hooks.slack.com/services', password: `/T0SIM00001/B0SIM00001/${webhookSecret}` }),
    ].map((text): [string, string, readonly string[], readonly string[]] => [
      'a webhook in parts',
      text,
      ['webhook'],
      [],
    ]),
    ['two bots', `SLACK_BOT_TOKEN=${bot}\nOTHER_BOT_TOKEN=${otherBot}`, ['bot', 'bot'], []],
    [
      'two accounts, each whole',
      json({ accounts: { a: { botToken: bot, userToken: user }, b: { botToken: otherBot } } }),
      ['bot+user', 'bot'],
      [],
    ],
    [
      'a response_url in it',
      `SLACK_BOT_TOKEN=${bot}\nSLACK_WEBHOOK_URL=${response}`,
      ['bot'],
      ['response SLACK_WEBHOOK_URL'],
    ],
    [
      'with the token of a browser session',
      `SLACK_BOT_TOKEN=${bot}\nSLACK_XOXC=${['xoxc', 'sim', 'a1b2c3d4e5'].join('-')}`,
      ['bot'],
      ['session SLACK_XOXC'],
    ],
    [
      'with a refresh token that belongs to no access token',
      `SLACK_BOT_TOKEN=${bot}\nSLACK_REFRESH_TOKEN=${refresh}`,
      ['bot'],
      ['refresh SLACK_REFRESH_TOKEN'],
    ],
    [
      'with secrets of an app, without its client id',
      `SLACK_BOT_TOKEN=${bot}\nSLACK_APP_TOKEN=${app}\nSLACK_SIGNING_SECRET=${signing}`,
      ['bot'],
      ['app SLACK_APP_TOKEN', 'signingSecret SLACK_SIGNING_SECRET'],
    ],
    [
      'with an unknown variable',
      `SLACK_BOT_TOKEN=${bot}\nSLACK_MAGIC_KEY=${secret}`,
      ['bot'],
      ['unknown SLACK_MAGIC_KEY'],
    ],
  ])('stores the installs and names the values that it did not store: %s', async (_what, text, kinds, left) => {
    expect(await imported(text)).toMatchObject({ kinds, left })
  })
})

describe('import --offline, for a token next to the answer of auth.test', () => {
  it.each([
    ['bot', bot, { user_id: 'U0SIMBOT1', bot_id: 'B0SIM0001' }, { bot: { userId: 'U0SIMBOT1', botId: 'B0SIM0001' } }],
    ['user', user, { user_id: 'U0SIMDANA' }, { users: [{ userId: 'U0SIMDANA' }] }],
  ])('stores the workspace and the user id in the answer with the %s token', async (_kind, token, ids, expected) => {
    using machine = createMachine()
    const answer = json({
      ok: true,
      url: 'https://acme.slack.com/',
      team: 'Acme',
      user: 'sim',
      team_id: 'T0SIM0001',
      ...ids,
    })
    const input = `curl -H "Authorization: Bearer ${token}" https://slack.com/api/auth.test\n${answer}`
    expect((await machine.run(['import', '-', '--offline'], { input })).code).toBe(0)
    const config = JSON.parse(readFileSync(join(machine.directory, 'config.json'), 'utf8')) as Config
    expect(Object.values(config.profiles)).toMatchObject([
      { workspace: { id: 'T0SIM0001', name: 'Acme' }, ...expected },
    ])
  })

  it('stores a user token without a workspace and a user id when the answer is about a bot', async () => {
    using machine = createMachine()
    const answer = json({
      ok: true,
      url: 'https://acme.slack.com/',
      team: 'Acme',
      user: 'sim',
      team_id: 'T0SIM0001',
      user_id: 'U0SIMBOT1',
      bot_id: 'B0SIM0001',
    })
    await machine.run(['import', '-', '--offline'], { input: `TOKEN=${user}\n${answer}` })
    const config = JSON.parse(readFileSync(join(machine.directory, 'config.json'), 'utf8')) as Config
    expect(Object.values(config.profiles)).toMatchObject([{ workspace: null, users: [{ userId: null }] }])
  })
})

describe('import, for a text about app configuration tokens', () => {
  const token = 'xoxe.xoxp-1-simconfigaccess1'
  const renewal = 'xoxe-1-simconfigrefresh1'
  it.each([
    [
      'the page of Slack',
      `Your App Configuration Tokens\nWorkspace\tAccess Token\tRefresh Token\nAcme\t${token}\t${renewal}`,
    ],
    [
      'the page, a line for each cell',
      `App Configuration Tokens\nAcme\nAccess Token\n${token}\nCopy\nRefresh Token\n${renewal}\nCopy`,
    ],
    ['variables', `SLACK_CONFIG_ACCESS_TOKEN=${token}\nSLACK_CONFIG_REFRESH_TOKEN=${renewal}`],
    ['a call', `curl https://slack.com/api/apps.manifest.validate -H "Authorization: Bearer ${token}"`],
  ])('exits with 2 (nothing_to_import): %s', async (_what, input) => {
    using machine = createMachine()
    const explained = await machine.run(['explain', '-', '--json'], { input })
    expect(explained.json).toMatchObject({
      tokens: expect.arrayContaining([expect.objectContaining({ kind: 'config' })]),
    })
    const ran = await machine.run(['import', '-', '--offline', '--json'], { input })
    expect(ran).toMatchObject({ code: 2, json: { error: 'nothing_to_import' } })
  })

  it('exits with 0 when the token is in a variable with the name SLACK_USER_TOKEN', async () => {
    using machine = createMachine()
    const input = `# not for apps.manifest.update\nSLACK_USER_TOKEN=${token}\nSLACK_USER_REFRESH_TOKEN=${renewal}`
    expect((await machine.run(['import', '-', '--offline'], { input })).code).toBe(0)
  })

  it('exits with 0 when the token is the rotating user token in the answer of an install', async () => {
    using machine = createMachine()
    const input = `apps.manifest.update was called before\n${json({ ok: true, app_id: 'A0SIM0001', authed_user: { id: 'U0SIMDANA', scope: 'search:read', access_token: token, refresh_token: renewal, token_type: 'user' }, team: { id: 'T0SIM0001', name: 'Acme' } })}`
    expect((await machine.run(['import', '-', '--offline'], { input })).code).toBe(0)
  })
})

describe('import, for the credentials of an app', () => {
  it.each<[string, string]>([
    [
      'the variable names of OnCall',
      `SLACK_CLIENT_OAUTH_ID=${clientId}\nSLACK_CLIENT_OAUTH_SECRET=${secret}\nSLACK_SIGNING_SECRET=${signing}`,
    ],
    [
      'the variable names of Outline until 2022',
      `SLACK_KEY=${clientId}\nSLACK_SECRET=${secret}\nSLACK_SIGNING_SECRET=${signing}`,
    ],
    ['Helm values', `slack:\n  clientId: "${clientId}"\n  clientSecret: ${secret}\n  signingSecret: ${signing}`],
    [
      'the variables of a container in YAML',
      json({
        env: [
          { name: 'SLACK_CLIENT_ID', value: clientId },
          { name: 'SLACK_CLIENT_SECRET', value: secret },
          { name: 'SLACK_SIGNING_SECRET', value: signing },
        ],
      }),
    ],
    [
      'the answer of apps.manifest.create',
      json({
        ok: true,
        app_id: 'A0SIM0001',
        credentials: { client_id: clientId, client_secret: secret, signing_secret: signing },
      }),
    ],
    [
      'a Kubernetes Secret',
      `kind: Secret\ndata:\n  SLACK_CLIENT_ID: ${btoa(clientId)}\n  SLACK_CLIENT_SECRET: ${btoa(secret)}\n  SLACK_SIGNING_SECRET: ${btoa(signing)}`,
    ],
  ])('stores the app from %s', async (_what, text) => {
    const { record, kinds } = await imported(text)
    expect(kinds).toEqual([])
    expect(record).toMatchObject({ clientId, clientSecret: secret, signingSecret: signing })
  })

  it('uses SLACK_CLIENT_ID and SLACK_CLIENT_SECRET before longer names, and names the variables that it did not use', async () => {
    const other = 'SOCIAL_AUTH_SLACK_LOGIN'
    const text = `SLACK_CLIENT_ID=${clientId}\nSLACK_CLIENT_SECRET=${secret}\n${other}_KEY=9.9\n${other}_SECRET=${signing}`
    const { record, left } = await imported(text)
    expect(record).toMatchObject({ clientId, clientSecret: secret })
    expect(left).toEqual([`clientId ${other}_KEY`, `clientSecret ${other}_SECRET`])
  })
})

describe('import, for text without an install', () => {
  it.each([
    ['an id_token', `${btoa('{"alg":"RS256"}')}.${btoa('{"iss":"https://slack.com","sub":"U1","aud":"1.2"}')}.sim`],
    ['a response_url', response],
    ['an app-level token', app],
    ['a response_url in a file', `SLACK_WEBHOOK_URL=${response}\nA=1`],
  ])('exits with 2 (nothing_to_import) for %s, and prints “Not stored” with the reason', async (_what, input) => {
    using machine = createMachine()
    const ran = await machine.run(['import', '-', '--offline', '--json'], { input })
    expect(ran).toMatchObject({ code: 2, json: { error: 'nothing_to_import' } })
    expect(ran.stderr).toMatch(/Not stored: /)
    expect(ran.stderr + ran.stdout).not.toMatch(/simsimsimsim/)
  })

  it('reads the file in the import command that explain prints', async () => {
    using machine = createMachine()
    const path = join(machine.directory, '..', 'my tokens.env')
    writeFileSync(path, `SLACK_BOT_TOKEN=${bot}\nSLACK_USER_TOKEN=${user}`)
    const { stdout } = await machine.run(['explain', path])
    expect(stdout).toContain(`slack-tokens import '${path}'`)
    expect(stdout.indexOf('slack-tokens import')).toBeLessThan(stdout.indexOf('SLACK_BOT_TOKEN:'))
    expect((await machine.run(['import', path, '--offline'])).code).toBe(0)
    const piped = await machine.run(['explain', '-'], { input: bot })
    expect(piped.stdout).toContain('slack-tokens import -\n')
  })
})
