import { describe, expect, it } from 'vitest'
import { createMachine, type Machine } from '../../support/cli.ts'

const clientId = '1234567890.1234567890123'
const hex = '0123456789abcdef'.repeat(2)
const token = (kind: string) => [kind, 'sim-1-abcdefghijkl'].join('-')

const add = (machine: Machine, argv: readonly string[], input: string) =>
  machine.run(['app', 'add', '--client-id', clientId, '--json', ...argv], { input })

describe('app add, for a wrong or missing value', () => {
  it.each([
    ['--client-secret', token('xapp'), 'That is an app-level token, not the client secret'],
    ['--client-secret', clientId, 'That is a client id'],
    ['--client-secret', 'A0123456789', 'That is an id'],
    ['--signing-secret', token('xoxb'), 'That is a bot token, not the signing secret'],
    ['--signing-secret', 'aBcDeFgHiJkLmNoPqRsTuVwX', 'verification token'],
    ['--app-token', token('xoxp'), 'That is a user token, not the app-level token'],
    ['--app-token', hex, 'That looks like a client secret or a signing secret'],
    ['--app-token', 'nothing-of-it', 'That does not begin with xapp-'],
  ])(
    'exits with 2 for the flag %s with a value of another kind, and does not print the value: %s',
    async (flag, value, says) => {
      using machine = createMachine()
      const ran = await add(machine, [flag], value)
      expect(ran.code).toBe(2)
      expect(ran.stderr).toContain(says)
      expect(ran.stderr).toContain('api.slack.com/apps')
      expect(ran.stdout + ran.stderr).not.toContain(value)
    },
  )

  it('exits with 2 (same_secret) when the client secret and the signing secret are equal, in one command or in two', async () => {
    using machine = createMachine()
    const both = await add(machine, ['--secrets'], `SLACK_CLIENT_SECRET=${hex}\nSLACK_SIGNING_SECRET=${hex}`)
    expect([both.code, (both.json as { error: string }).error]).toEqual([2, 'same_secret'])
    expect((await add(machine, ['--client-secret'], hex)).code).toBe(0)
    const later = await add(machine, ['--signing-secret'], hex)
    expect([later.code, (later.json as { error: string }).error]).toEqual([2, 'same_secret'])
    expect(later.stdout + later.stderr).not.toContain(hex)
  })

  it.each(['--client-secret', '--signing-secret', '--app-token'])(
    'exits with 2 (secret_in_argv) for a value after %s, and does not print the value (threat S1)',
    async (flag) => {
      using machine = createMachine()
      const ran = await add(machine, [`${flag}=${hex}`], '')
      expect([ran.code, (ran.json as { error: string }).error]).toEqual([2, 'secret_in_argv'])
      expect(ran.stdout + ran.stderr).not.toContain(hex)
    },
  )

  it.each([
    [['--secrets'], 'A=1', 'no_secrets'],
    [['--client-secret'], '', 'no_secret'],
    [['--secrets', '--app-token'], '', 'usage'],
    [['--secrets', '--manifest', '-'], '', 'usage'],
    [['--app-id', 'T0123'], '', 'usage'],
    [['--name', '../x'], '', 'usage'],
    [['https://slack.com/oauth/v2/authorize?client_id=1.2'], '', 'usage'],
    [['--scopes', 'search:read'], '', 'invalid_scope'],
    [['--redirect-uri', 'localhost'], '', 'bad_redirect_uri'],
  ])('exits with 2 for the arguments %j with %j on standard input: error %s', async (argv, input, error) => {
    using machine = createMachine()
    const ran = await add(machine, argv, input)
    expect([ran.code, (ran.json as { error: string }).error]).toEqual([2, error])
    expect((ran.json as { hint?: string }).hint).toBeTruthy()
  })

  it('exits with 2 (name_taken) for a name that another app has', async () => {
    using machine = createMachine()
    await add(machine, ['--name', 'one'], '')
    const ran = await machine.run(['app', 'add', '--client-id', '999999.999999', '--name', 'one', '--json'], {
      input: '',
    })
    expect([ran.code, (ran.json as { error: string }).error]).toEqual([2, 'name_taken'])
  })

  it('exits with 2 (no_client_id) without a client id and without a terminal', async () => {
    using machine = createMachine()
    const ran = await machine.run(['app', 'add', '--json'], { input: '' })
    expect([ran.code, (ran.json as { error: string }).error]).toEqual([2, 'no_client_id'])
    expect(ran.stderr).toContain('--client-id ID --client-secret')
  })
})
