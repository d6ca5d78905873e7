import { describe, expect, it } from 'vitest'
import { createMachine } from '../support/cli.ts'
import { approved } from '../support/installed.ts'

describe('which token is used', () => {
  it('an exported token never wins over a simulated installation', async () => {
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
  ] as const)('%s beside a simulated installation, %j: said %i times', async (name, argv, times) => {
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
  })

  it('an exported token is used where nothing is stored, and its source is named', async () => {
    using machine = createMachine({ SLACK_BOT_TOKEN: 'xoxb-exported' })
    const { stdout, stderr } = await machine.run(['token'])
    expect(stdout).toBe('xoxb-exported\n')
    expect(stderr).toMatch(/from SLACK_BOT_TOKEN/)
  })

  it('SLACK_TOKEN counts for the identity its prefix names', async () => {
    using machine = createMachine({ SLACK_TOKEN: 'xoxp-exported' })
    expect((await machine.run(['token', '--as', 'user'])).stdout).toBe('xoxp-exported\n')
    expect((await machine.run(['token', '--as', 'bot'])).code).toBe(4)
  })

  it('H2 a stored token goes to its own API only', async () => {
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
  ])('H2 --api-url %s is refused', async (url) => {
    using machine = createMachine()
    expect((await machine.run(['whoami', '--api-url', url])).code).toBe(2)
  })
})

describe('list, use, show, token', () => {
  it('several installations: the active one is marked and can be changed', async () => {
    using machine = await approved(['--profile', 'first'])
    const unknown = await machine.run(['use', 'second'])
    expect(unknown.code).toBe(2)
    expect(unknown.stderr).toMatch(/There are: first/)
    const { json } = await machine.run(['list', '--json'])
    expect(json).toMatchObject([
      { name: 'first', active: true, simulator: true, bot: { userName: 'sim-app' }, webhooks: 1 },
    ])
    expect((await machine.run(['use', 'FIRST'])).stderr).toMatch(/“first” is active/)
  })

  it('show masks every secret, in the raw answer too, unless told', async () => {
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

  it('show: times for a person, ISO 8601 for a program', async () => {
    using machine = await approved()
    const shown = await machine.run(['show'])
    expect(shown.stdout).toMatch(/installed +\w{3} \d{4}-\d\d-\d\d \d\d:\d\d \(UTC[+-]\d\d:\d\d\), \d+ s ago/)
    expect(shown.stdout).not.toMatch(/\dT\d\d:\d\d/)
    expect((await machine.run(['show', '--json'])).json).toMatchObject({
      installedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
    })
  })

  it('nothing installed: exit 4 that names the way', async () => {
    using machine = createMachine()
    for (const argv of [['token'], ['whoami'], ['post'], ['call', 'auth.test'], ['show']]) {
      const { code, stderr } = await machine.run(argv)
      expect([argv, code]).toEqual([argv, 4])
      expect(stderr).toMatch(/slack-tokens login --sim/)
    }
    expect((await machine.run(['list'])).code).toBe(0)
  })
})
