import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createMachine } from '../support/cli.ts'
import { approved } from '../support/installed.ts'
import { keep } from '../support/kept.ts'
import { sampleInstallation } from '../support/sample.ts'

describe('the choice of a token', () => {
  it('prefers a simulated installation to an exported token', async () => {
    using machine = await approved()
    const { stdout } = await machine.run(['token'], {
      env: { HOME: '/', SLACK_TOKENS_CONFIG_DIR: machine.directory, SLACK_BOT_TOKEN: 'xoxb-exported' },
    })
    expect(stdout).toMatch(/^xoxb-sim-/)
  })

  it.each([
    ['SLACK_BOT_TOKEN', ['whoami', '--as', 'bot'], 1],
    ['SLACK_USER_TOKEN', ['whoami', '--as', 'user'], 1],
    ['SLACK_TOKEN', ['call', 'auth.test'], 1],
    ['SLACK_BOT_TOKEN', ['whoami'], 1],
    ['SLACK_BOT_TOKEN', ['token'], 1],
    ['SLACK_BOT_TOKEN', ['post', 'general', 'hi'], 1],
    ['SLACK_BOT_TOKEN', ['call', 'auth.test', '--curl'], 1],
    ['SLACK_WEBHOOK_URL', ['webhook', 'hi'], 1],
    ['SLACK_BOT_TOKEN', ['whoami', '--profile', 'sandbox-inc'], 0],
    ['SLACK_USER_TOKEN', ['whoami', '--as', 'bot'], 0],
    ['SLACK_BOT_TOKEN', ['whoami', '--quiet'], 0],
  ] as const)(
    'ignores %s when the installation is simulated, and the command %j prints this number of warnings: %i',
    async (name, argv, times) => {
      using machine = await approved()
      const value = {
        SLACK_BOT_TOKEN: 'xoxb-exported',
        SLACK_USER_TOKEN: 'xoxp-exported',
        SLACK_TOKEN: 'xoxb-exported',
        SLACK_WEBHOOK_URL: 'https://hooks.slack.com/services/T0/B0/exported',
      }[name]
      const { code, stderr } = await machine.run(argv, {
        env: { SLACK_TOKENS_CONFIG_DIR: machine.directory, [name]: value },
      })
      expect(code, stderr).toBe(0)
      expect(stderr.split(`${name} is set but not used`)).toHaveLength(times + 1)
    },
  )

  it('names SLACK_TOKENS_PROFILE when it names a profile that is not stored', async () => {
    using machine = createMachine({ SLACK_TOKENS_PROFILE: 'nosuch' })
    const { code, stderr } = await machine.run(['whoami'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/“nosuch”, which SLACK_TOKENS_PROFILE names/)
  })

  it('offers the login on the simulator to a person without a token of a simulated installation', async () => {
    using machine = await approved()
    const { code, json } = await machine.run(['whoami', 'user', '--user', '@nobody', '--json'])
    expect(code).toBe(2)
    expect(json).toMatchObject({
      error: 'unknown_user',
      hint: expect.stringMatching(/slack-tokens login --sim/) as string,
    })
  })

  it('uses an exported token when nothing is stored, and names its variable', async () => {
    using machine = createMachine({ SLACK_BOT_TOKEN: 'xoxb-exported' })
    const { stdout, stderr } = await machine.run(['token'])
    expect(stdout).toBe('xoxb-exported\n')
    expect(stderr).toMatch(/from SLACK_BOT_TOKEN/)
  })

  it('uses SLACK_TOKEN as the user token, and not as the bot token, when SLACK_TOKEN begins with xoxp-', async () => {
    using machine = createMachine({ SLACK_TOKEN: 'xoxp-exported' })
    expect((await machine.run(['token', '--as', 'user'])).stdout).toBe('xoxp-exported\n')
    expect((await machine.run(['token', '--as', 'bot'])).code).toBe(4)
  })

  it('exits with 2 for --api-url with another host than that of the stored token, and ignores such a SLACK_API_URL (threat H2)', async () => {
    using machine = await approved()
    const { code, stderr } = await machine.run(['whoami', '--as', 'bot', '--api-url', 'https://slack.com/api/'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/belongs to http:\/\/localhost/)
    const ignored = await machine.run(['whoami', '--as', 'bot'], {
      env: { SLACK_TOKENS_CONFIG_DIR: machine.directory, SLACK_API_URL: 'https://example.com/api/' },
    })
    expect(ignored.code, ignored.stderr).toBe(0)
    expect(ignored.stderr).toMatch(/SLACK_API_URL is ignored/)
  })

  it.each([
    ['http://example.com/api/'],
    ['https://slack.com/'],
    ['ftp://localhost/api/'],
    ['https://u:p@slack.com/api/'],
    ['nonsense'],
  ])('exits with 2 for --api-url %s (threat H2)', async (url) => {
    using machine = createMachine()
    expect((await machine.run(['whoami', '--api-url', url])).code).toBe(2)
  })
})

describe('the commands list, use, show and token', () => {
  it('show which installation is active (list), and make another installation active (use)', async () => {
    using machine = await approved(['--profile', 'first'])
    const unnamed = await machine.run(['switch', '--json'], { input: '' })
    expect([unnamed.code, (unnamed.json as { hint: string }).hint]).toEqual([
      2,
      expect.stringContaining('slack-tokens use first'),
    ])
    const unknown = await machine.run(['use', 'second'])
    expect(unknown.code).toBe(2)
    expect(unknown.stderr).toMatch(/Installations: first/)
    const { json } = await machine.run(['list', '--json'])
    expect(json).toMatchObject([
      { name: 'first', active: true, simulator: true, bot: { userName: 'sim-app' }, webhooks: 1 },
    ])
    expect((await machine.run(['use', 'FIRST'])).stderr).toMatch(/“first” is active/)
  })

  it('ask in use at a terminal which installation shall be active', async () => {
    using machine = createMachine()
    const profiles = { first: sampleInstallation('first'), second: sampleInstallation('second') }
    keep(machine.directory, { active: 'first', profiles })
    const typing = new PassThrough()
    typing.write('2\n')
    const { code, stderr } = await machine.run(['use'], { env: { ACCESSIBLE: '1' }, typing, columns: 80 })
    expect([code, stderr]).toEqual([0, expect.stringContaining('“second” is active')])
  })

  it('mask every secret in show, even in the raw answer, unless --show-secrets is given', async () => {
    using machine = await approved()
    const token = (await machine.run(['token'])).stdout.trim()
    for (const argv of [['show'], ['show', '--json']]) {
      const { code, stdout } = await machine.run(argv)
      expect(code).toBe(0)
      expect(stdout).not.toContain(token)
      expect(stdout).toContain('xoxb-…')
    }
    expect((await machine.run(['show', '--json', '--show-secrets'])).json).toMatchObject({
      bot: { token },
      responses: [{ body: { access_token: token } }],
    })
  })

  it('print in show a time with its age, such as `3 s ago`, and with --json the time in ISO 8601', async () => {
    using machine = await approved()
    const shown = await machine.run(['show'])
    expect(shown.stdout).toMatch(/installed +\w{3} \d{4}-\d\d-\d\d \d\d:\d\d \(UTC[+-]\d\d:\d\d\), \d+ s ago/)
    expect(shown.stdout).not.toMatch(/\dT\d\d:\d\d/)
    expect((await machine.run(['show', '--json'])).json).toMatchObject({
      installedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
    })
  })

  it('exit with 4 and print the next command when nothing is installed', async () => {
    using machine = createMachine()
    for (const argv of [['token'], ['whoami'], ['post'], ['call', 'auth.test'], ['show']]) {
      const { code, stderr } = await machine.run(argv)
      expect([argv, code]).toEqual([argv, 4])
      expect(stderr).toMatch(/slack-tokens login --sim/)
    }
    expect((await machine.run(['list'])).code).toBe(0)
  })
})
