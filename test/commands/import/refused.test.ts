import { describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'
import { sdkRecord } from '../../support/imported.ts'

describe('import, for input that it does not store', () => {
  it.each<[string, readonly string[], string, object]>([
    ['a token in the command line', ['xoxb-sim-1'], '', { error: 'secret_in_argv' }],
    [
      'a webhook in the command line',
      ['https://hooks.example.com/services/T0/B0/sim'],
      '',
      { error: 'secret_in_argv' },
    ],
    ['a missing file', ['/nowhere/install.json'], '', { error: 'ENOENT' }],
    ['empty input', ['-'], '', { error: 'nothing_to_import' }],
    ['an answer of another method', ['-'], '{"ok":true,"channel":{"id":"C1"}}', { error: 'nothing_to_import' }],
    ['a refusal', ['-'], '{"ok":false,"error":"invalid_code"}', { error: 'nothing_to_import' }],
    [
      'the address of all webhooks',
      ['-'],
      '{"host":"https://hooks.slack.com/services"}',
      { error: 'nothing_to_import' },
    ],
    ['a masked token', ['-'], 'SLACK_BOT_TOKEN=xoxb-…f3a1\nA=1', { error: 'shortened' }],
    ['an invalid name (threat H8)', ['-', '--name', '../x'], 'xoxb-sim-1', { error: 'bad_name' }],
    ['an export of a newer version', ['-'], '{"version":2,"profiles":{}}', { error: 'config_newer' }],
    [
      'a configuration token',
      ['-'],
      '{"ok":true,"token":"xoxe.xoxp-1-sim","iat":1,"exp":2}',
      { error: 'nothing_to_import' },
    ],
  ])('exits with an error code for %s', async (_what, argv, input, expected) => {
    using machine = createMachine()
    const done = await machine.run(['import', ...argv, '--json', '--offline'], { input })
    expect(done.json).toMatchObject({ ok: false, ...expected })
    expect([1, 2]).toContain(done.code)
    expect(done.stdout + done.stderr).not.toMatch(/xox[bp]-sim-1|B0\/sim/)
  })

  it.each([
    ['small letters', part('xoxb', '1234', 'xxxxxxxxxxxx')],
    ['stars', 'xoxb-********'],
    ['a word', 'xoxb-redacted-by-us'],
    ['an ellipsis', 'xoxb-…f3a1'],
  ])('exits with 2 (shortened) and names the variable for a token that is redacted with %s', async (_what, token) => {
    using machine = createMachine()
    const answer = { ...sdkRecord('T1'), bot: { ...sdkRecord('T1').bot, token } }
    const refused = async (input: string) => {
      const done = await machine.run(['import', '-', '--json', '--offline'], { input })
      return [done.code, done.json]
    }
    for (const [input, name] of [
      [`A=1\nSLACK_BOT_TOKEN=${token}\nSLACK_USER_TOKEN=xoxp-sim-1`, 'SLACK_BOT_TOKEN'],
      [JSON.stringify(answer), 'bot.token'],
    ] as const) {
      expect(await refused(input)).toMatchObject([2, { error: 'shortened', names: [name] }])
      expect((await machine.run(['explain', '-'], { input })).stdout).toContain('redacted')
    }
    expect(await refused(token)).toMatchObject([2, { error: 'shortened', names: ['The token'] }])
    expect((await machine.run(['list', '--json'])).json).toEqual([])
    expect((await machine.run(['login', '--with-token', '--json'], { input: token })).code).toBe(2)
  })

  it.each([part('xoxb', 'XXXX', 'XXXXXXXX'), 'xoxb-your-token-here', 'xoxb-<your-token>'])(
    'skips the placeholder %s, and stores the user token next to it',
    async (token) => {
      using machine = createMachine()
      const imported = (input: string) => machine.run(['import', '-', '--json', '--offline'], { input })
      const alone = await imported(token)
      expect([alone.code, alone.json]).toMatchObject([2, { error: 'nothing_to_import' }])
      const beside = await imported(`A=1\nSLACK_BOT_TOKEN=${token}\nSLACK_USER_TOKEN=xoxp-sim-1`)
      expect([beside.code, beside.json]).toMatchObject([
        0,
        {
          installations: [{ tokens: [{ identity: 'user' }] }],
          skipped: [{ path: 'SLACK_BOT_TOKEN', kind: 'botToken' }],
        },
      ])
      const answer = { ...sdkRecord('T1'), bot: { ...sdkRecord('T1').bot, token } }
      expect((await imported(JSON.stringify(answer))).code).toBe(2)
      expect((await machine.run(['login', '--with-token', '--json'], { input: token })).code).toBe(2)
    },
  )

  it.each(['xapp-***', 'xapp-1-...', 'xapp-…9f1c'])(
    'skips the redacted app-level token %s and names it, and stores the bot token next to it',
    async (token) => {
      using machine = createMachine()
      const input = `SLACK_BOT_TOKEN=xoxb-sim-1\nSLACK_APP_TOKEN=${token}`
      const done = await machine.run(['import', '-', '--json', '--offline'], { input })
      expect([done.code, done.json]).toMatchObject([
        0,
        { installations: [{ tokens: [{ identity: 'bot' }] }], skipped: [{ path: 'SLACK_APP_TOKEN', kind: 'app' }] },
      ])
    },
  )

  it('reports the error `shortened` for a redacted webhook, and stores no app with a redacted client secret', async () => {
    using machine = createMachine()
    const hook = `https://hooks.slack.com/services/T0SIM/B0SIM/${'X'.repeat(24)}`
    const hooked = await machine.run(['import', '-', '--json', '--offline'], {
      input: `SLACK_WEBHOOK_URL=${hook}\nA=1`,
    })
    expect(hooked.json).toMatchObject({ error: 'shortened', names: ['SLACK_WEBHOOK_URL'] })
    const input = `SLACK_CLIENT_ID=1111111111.2222222222\nSLACK_CLIENT_SECRET=${'*'.repeat(32)}`
    const app = await machine.run(['import', '-', '--offline'], { input })
    expect(app.stderr).toContain('redacted copy, not the client secret')
    expect((await machine.run(['app', 'list', '--json'])).json).toEqual([])
  })

  it('exits with 2 (several) for --name with two installations', async () => {
    using machine = createMachine()
    const input = `${JSON.stringify(sdkRecord('T1'))}\n${JSON.stringify(sdkRecord('T2'))}`
    const done = await machine.run(['import', '--name', 'acme', '--offline', '--json'], { input })
    expect(done).toMatchObject({ code: 2, json: { error: 'several' } })
    expect((await machine.run(['list', '--json'])).json).toEqual([])
  })
})

const part = (...words: string[]) => words.join('-')
