import { describe, expect, it } from 'vitest'
import { commands } from '../../../src/runtime/command-list.ts'
import { answers, founding, v2Both } from '../../support/answers.ts'
import { createMachine } from '../../support/cli.ts'

async function explained(what: string, ...options: string[]) {
  using machine = createMachine()
  const { code, stdout, stderr } = await machine.run(['explain', '-', ...options], { input: what })
  expect(code, stderr).toBe(0)
  return stdout
}

async function report(what: string, ...options: string[]) {
  return JSON.parse(await explained(what, '--json', ...options)) as Record<string, unknown>
}

describe('explain, for a single word', () => {
  it.each([
    ['xoxb-sim-canary-a1b2c3d4e5', /^xoxb-…d4e5 is a bot token: it acts as the app\.\n/],
    ['xoxp-sim-canary-a1b2c3d4e5', /^xoxp-…d4e5 is a user token: /],
    ['xoxe-1-sim-canary-a1b2c3d4', /is a refresh token: .*calls nothing[\s\S]*no access token here/],
    ['xoxe.xoxb-1-sim-canary-a1b2', /is a bot token[\s\S]*Rotating: .*12 hours/],
    ['xapp-1-A0SIM0001-1-canary-a1b2c3', /is an app-level token: .*Socket Mode[\s\S]*the app A0SIM0001\./],
    ['xwfp-sim-canary-a1b2c3d4e5', /is a workflow token: /],
    ['xoxc-sim-canary-a1b2c3d4e5', /is a browser session token: [\s\S]*apps may not use it/],
    [
      'https://hooks.slack.com/services/T0SIM0001/B0SIM0001/canary-hook',
      /incoming webhook\.\n[\s\S]*slack-tokens webhook "hello"/,
    ],
    ['https://slack.com/api/auth.test?token=xoxp-sim-canary-a1b2', /carries a user token[\s\S]*Authorization: Bearer/],
    ['https://slack.com/oauth/v2/authorize?client_id=1.2&scope=chat:write', /An install link/],
    ['https://localhost:8443/slack/callback?code=1.2.canary&state=s', /ends on after Allow/],
    ['0123456789abcdef0123456789abcdef', /client secret or a signing secret: they look alike/],
    [
      '1234567890.1234567890123',
      /A client id: [\s\S]*slack-tokens login --client-id 1234567890\.1234567890123 --scopes chat:write\n/,
    ],
    ['1700000000.123456', /The ts of a message/],
    ['1234567890.1234567890.0123456789abcdef01', /The code of an approved install/],
    ['A0SIM0001', /An app id\. It is not the client id/],
    ['T0SIM0001', /A workspace id/],
    ['E0SIM0001', /Enterprise organization/],
    ['W0SIM0001', /A user id/],
    ['B0SIM0001', /a bot or of an incoming webhook/],
    ['C0SIM0001', /A conversation id[\s\S]*slack-tokens post C0SIM0001 "hello" --as bot\n/],
    ['D0SIM0001', /direct message/],
    ['F0SIM0001', /A file id/],
  ])('names the kind of the word %s, and only commands that exist', async (word, said) => {
    const text = await explained(word)
    expect(text).toMatch(said)
    expect(text).not.toMatch(/canary|0123456789abcdef/)
    const named = [...text.matchAll(/slack-tokens ([a-z]+)/g)].map(([, name]) => name)
    expect(named.filter((name) => !commands.some((one) => one.name === name))).toEqual([])
  })

  it('warns that an argument stays in the shell’s history for a token, but not for an id', async () => {
    using machine = createMachine()
    const id = await machine.run(['explain', 'C0SIM0001'])
    expect([id.code, id.stderr]).toEqual([0, ''])
    const token = await machine.run(['explain', 'xoxb-sim-canary-a1b2c3d4e5'])
    expect(token.stderr).toMatch(/^! An argument stays in the shell’s history.*\n$/)
  })

  it.each([
    ['chat.postMessage', 'slack-tokens which chat.postMessage'],
    ['channels.list', 'slack-tokens which channels.list'],
    ['chat:write', 'slack-tokens scopes chat:write'],
    ['channel_not_found', 'slack-tokens why channel_not_found'],
  ])('exits with 2 for %s, and names the command that explains this word: %s', async (word, command) => {
    using machine = createMachine()
    const { code, stderr } = await machine.run(['explain', word])
    expect([code, stderr]).toEqual([2, expect.stringContaining(`${command}\n`)])
    expect((await machine.run(command.split(' ').slice(1))).code).toBe(0)
  })

  it('does not mention scopes for a refresh token', async () => {
    using machine = createMachine()
    const said = async (token: string) => (await machine.run(['explain', '-'], { input: token })).stdout
    expect(await said(['xoxe', '1', 'sim0refresh'].join('-'))).not.toMatch(/scopes/)
    expect(await said(['xoxb', 'sim0bot'].join('-'))).toMatch(/Which scopes it holds cannot be told/)
  })

  it('removes quotes, invisible characters and a variable name around a token, and names what it removed', async () => {
    const text = await explained('SLACK_TOKEN="\u200bxoxp-sim-canary-a1b2c3d4e5"\n')
    expect(text).toMatch(/^xoxp-…d4e5 is a user token/)
    expect(text).toMatch(/Quotes stood around it/)
    expect(text).toMatch(/Invisible characters/)
    expect(text).toMatch(/The name SLACK_TOKEN stood in front/)
  })
})

describe('the report of explain', () => {
  it('has in JSON exactly the keys that this test lists; the same is true of each token', async () => {
    const json = await report(JSON.stringify(answers.v2Webhook))
    expect(Object.keys(json)).toEqual([
      'shape',
      'known',
      'answer',
      'tokens',
      'webhooks',
      'addresses',
      'credentials',
      'fields',
      'workspace',
      'organization',
      'isOrgInstall',
      'error',
      'certainty',
      'notes',
    ])
    const [token] = json['tokens'] as object[]
    expect(Object.keys(token ?? {})).toEqual([
      'kind',
      'of',
      'path',
      'masked',
      'scopes',
      'actsAs',
      'rotating',
      'expiresAt',
    ])
    const whole = await report(JSON.stringify(answers.v2Webhook), '--show-secrets')
    expect(whole).toMatchObject({
      tokens: [{ value: v2Both.access_token }, {}],
      webhooks: [{ url: answers.v2Webhook.incoming_webhook.url }],
    })
  })

  it('has in JSON one entry of `items` for each value of an array, and for each of several values in one text', async () => {
    expect(await report(JSON.stringify([founding, answers.refusal]))).toMatchObject({
      items: [{ shape: 'v1' }, { shape: 'error', error: 'invalid_code' }],
    })
    expect(await report(JSON.stringify([founding]))).toMatchObject({ items: [{ shape: 'v1' }] })
    expect(await report(`${JSON.stringify(founding)}\n${JSON.stringify(v2Both)}\n`)).toMatchObject({
      items: [{ shape: 'v1' }, { shape: 'v2' }],
    })
  })

  it('shows on the screen the path and the tokens of each of several values', async () => {
    const text = await explained(JSON.stringify({ installs: [founding, v2Both] }))
    expect(text).toMatch(/^It holds [\s\S]{1,160}?\n\ninstalls\[0\] Team Installing Your Hook[\s\S]*BOT TOKEN/)
    expect(text).toMatch(/installs\[1\] Acme \(T0SAMPLE\): The answer of oauth\.v2\.access/)
  })
})

describe('explain, for an answer in other text', () => {
  it.each([
    `2026-11-24 01:02:03 INFO slack - response: ${JSON.stringify(v2Both)} (31 ms)`,
    `\`\`\`json\n${JSON.stringify(v2Both, null, 2)}\n\`\`\``,
    JSON.stringify(JSON.stringify(v2Both)),
    JSON.stringify(v2Both)
      .replaceAll('"', "'")
      .replaceAll('true', 'True')
      .replaceAll('false', 'False')
      .replaceAll('null', 'None'),
  ])('prints the same report, except for the notes, as for the answer alone (sample %#)', async (text) => {
    expect(await report(text)).toEqual({
      ...(await report(JSON.stringify(v2Both))),
      notes: expect.anything() as unknown,
    })
  })

  it('prints “Likely, not certain” instead of “requested no …” when the answer is cut off', async () => {
    const text = await explained(JSON.stringify(v2Both).slice(0, -180))
    expect(text).toMatch(/Likely, not certain: It ends in the middle/)
    expect(text).not.toMatch(/requested no/)
  })

  it('has a note that the answer is cut off', async () => {
    const json = await report(JSON.stringify(v2Both).slice(0, -60))
    expect(json['notes']).toEqual(
      expect.arrayContaining([expect.stringMatching(/ends in the middle|cut|missing|left out/i)]),
    )
  })

  it('prints when a token expired, but not when a token expires in the future', async () => {
    const record = { team: { id: 'T0SIM0001', name: 'Acme' }, user: { id: 'U0SIMDANA' } }
    const bot = { token: 'xoxe.xoxb-1-sim-a1b2c3', userId: 'U0SIMBOT1', id: 'B0SIM0001', scopes: ['chat:write'] }
    const ended = await explained(JSON.stringify({ ...record, bot: { ...bot, expiresAt: 1_600_000_000 } }))
    expect(ended).toMatch(/^bot\.token is a bot token: it acts as .*\nAn installation stored by Slack’s Node SDK\n/)
    expect(ended).toMatch(/bot\.token ended on 2020-09-13 12:26 UTC: Slack answers token_expired/)
    const good = await explained(JSON.stringify({ ...record, bot: { ...bot, expiresAt: 4_000_000_000 } }))
    expect(good).not.toMatch(/ended on/)
  })

  it('reads the kind of a token from its prefix, and notes a variable name that fits another kind', async () => {
    const json = await report(
      'PORT=3000\nSLACK_BOT_TOKEN=xoxp-sim-a1b2c3d4e5f6\nSLACK_APP_TOKEN=xapp-1-A0SIM0001-1-a1b2c3\n',
    )
    expect(json).toMatchObject({
      shape: 'not-an-install',
      tokens: expect.arrayContaining([
        expect.objectContaining({ kind: 'user', path: 'SLACK_BOT_TOKEN' }),
        expect.objectContaining({ kind: 'app', path: 'SLACK_APP_TOKEN' }),
      ]) as unknown,
    })
    expect(json['notes']).toEqual(
      expect.arrayContaining([expect.stringMatching(/place of a bot token, but .* begins like a user token/)]),
    )
  })
})
