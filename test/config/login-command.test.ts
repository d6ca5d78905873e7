import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { type LoginFlags, loginCommand, withLogin } from '../../src/config/login-command.ts'
import { addLoginOptions } from '../../src/oauth/login-options.ts'
import { createMachine } from '../support/cli.ts'
import { decide, linkOf, place, startLogin, visit } from '../support/login.ts'
import { assertProperty, fc } from '../support/property.ts'

/** Returns the words of a command line, split as a POSIX shell does. */
function words(line: string): string[] {
  const parts = line.match(/(?:'[^']*'|\\'|[^\s'\\])+/g) ?? []
  return parts.map((word) => word.replace(/'([^']*)'|\\(')/g, (_all, inner: string | undefined) => inner ?? "'"))
}

function parsed(line: string): Record<string, unknown> {
  const command = addLoginOptions(new Command('login')).exitOverride()
  command.option('--profile <name>').option('--user <person>').option('--api-url <url>')
  command.parse(words(line).slice(2), { from: 'user' })
  const [link] = command.args
  return { ...command.opts(), ...(link !== undefined && { link }) }
}

const text = fc.string({ minLength: 1 }).filter((value) => !value.startsWith('-') && !/\s/.test(value))
const flag = fc.constantFrom(true)
const flags = fc.record(
  {
    ...{ link: text, app: text, clientId: text, scopes: text, userScopes: text, addScope: text, addUserScope: text },
    ...{ team: text, redirectUri: text, cert: text, key: text, profile: text, user: text, apiUrl: text },
    ...{ sim: flag, v1: flag, userOnly: flag, pkce: flag, strict: flag, start: flag, approve: flag },
    browser: fc.constant(false),
    port: fc.integer({ min: 0, max: 65_535 }),
    timeout: fc.integer({ min: 1, max: 86_400 }),
  },
  { requiredKeys: [] },
)

describe('the functions for login commands', () => {
  it('loginCommand returns a command line from which login reads the same flags', () => {
    assertProperty(
      fc.property(flags, (given: LoginFlags) => {
        expect(parsed(loginCommand(given))).toEqual({ browser: true, timeout: 300, ...given })
      }),
    )
  })

  it('withLogin replaces only a login command without options in a text', () => {
    expect(withLogin('Again: slack-tokens login', 'X')).toBe('Again: X')
    expect(withLogin('run slack-tokens login again; slack-tokens login --v1', 'X')).toBe(
      'run X again; slack-tokens login --v1',
    )
    expect(withLogin("slack-tokens login 'https://…'", 'X')).toBe("slack-tokens login 'https://…'")
  })
})

describe('the login command that a failed login prints', () => {
  it('has the options of the failed login to the simulator', async () => {
    using machine = createMachine()
    const argv = ['login', '--sim', '--deny', '--scopes', 'chat:write', '--port', '0', '--profile', 'one']
    const { code, stderr } = await machine.run(argv)
    expect([code, stderr]).toEqual([
      6,
      expect.stringContaining('slack-tokens login --sim --scopes chat:write --port 0 --profile one\n') as string,
    ])
  })

  it('has the link and the options of the failed login to an app, for every kind of failure', async () => {
    const { slack, port, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    const link = linkOf(slack)
    const again = `slack-tokens login '${link}' --port ${port} --no-browser`
    const denied = startLogin(machine, [link, '--port', String(port)], { env: secret })
    await visit(await decide(await denied.url, { decision: 'cancel' }))
    expect((await denied.ended).code).toBe(6)
    expect(denied.said()).toContain(again)
    const late = await machine.run(['login', link, '--port', String(port), '--no-browser', '--timeout', '0.2'], {
      env: secret,
      input: '',
    })
    expect([late.code, late.stderr]).toEqual([
      7,
      expect.stringContaining(`${link}' --port ${port} --timeout 0.2`) as string,
    ])
  })
})
