import { describe, expect, it } from 'vitest'
import { fieldNames, fieldText, pickField } from '../../src/terminal/pick-field.ts'
import { createMachine } from '../support/cli.ts'
import { approve } from '../support/installed.ts'

const value = {
  team: { id: 'T0', name: 'Acme' },
  users: [{ id: 'U1', admin: true }, { id: 'U2' }],
  none: null,
  count: 0,
}

describe('a path in a result', () => {
  it.each([
    ['team.id', 'T0'],
    ['users.0.id', 'U1'],
    ['users.id', 'U1\nU2'],
    ['users.admin', 'true'],
    ['count', '0'],
    ['none', ''],
    ['team', '{"id":"T0","name":"Acme"}'],
  ])('%s is printed as a text', (path, text) => {
    expect(fieldText(pickField(value, path), JSON.stringify)).toBe(text)
  })

  it.each(['missing', 'team.missing', 'users.5', 'users.missing', 'count.length', '__proto__', 'constructor'])(
    '%s does not exist, so it has no value',
    (path) => {
      expect(pickField(value, path)).toBeUndefined()
    },
  )

  it('has a value when it is one of the offered field names', () => {
    for (const name of fieldNames(value)) expect(pickField(value, name)).toBeDefined()
  })
})

describe('--field', () => {
  it('is refused when it is empty, and for a command that starts a program', async () => {
    using machine = createMachine()
    for (const argv of [
      ['whoami', '--field='],
      ['run', '--field', 'x', '--', 'true'],
      ['sim', 'run', '--field', 'x', '--', 'true'],
      ['trace', '--field', 'x', '--', 'true'],
    ]) {
      const { code, stderr } = await machine.run(argv)
      expect([code, stderr]).toEqual([2, expect.stringContaining('--field') as string])
    }
  })

  it('prints one value of the result, and nothing else, on stdout', async () => {
    using machine = createMachine()
    await machine.run([...approve, '--profile', 'acme'])
    const printed = async (...argv: string[]) => {
      const { code, stdout } = await machine.run(argv)
      return [code, stdout]
    }
    expect(await printed('whoami', '--as', 'user', '--field', 'identity')).toEqual([0, 'user\n'])
    expect(await printed('list', '--field', 'name')).toEqual([0, 'acme\n'])
    expect(await printed('call', 'auth.test', '--field', 'ok')).toEqual([0, 'true\n'])
    expect((await printed('whoami', '--as', 'user', '--field', 'identity', '--json'))[1]).toBe('user\n')
  })

  it('exits with 2 (no_such_field) and prints nothing on stdout when the result has no such value', async () => {
    using machine = createMachine()
    await machine.run([...approve])
    const { code, stdout, stderr } = await machine.run(['call', 'auth.test', '--field', 'nope'])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/team_id/)
  })

  it('prints one value of the failure when the command fails, before or after its line was read', async () => {
    using machine = createMachine()
    for (const [line, error] of [
      [['whoami'], 'not_logged_in'],
      [['post', '#nochan', 'hi'], 'not_logged_in'],
      [['show', 'nosuch'], 'unknown_profile'],
      [['login', '--app', 'nosuch'], 'unknown_app'],
      [['nosuchcmd'], 'usage'],
      [['whoami', '--nosuch'], 'usage'],
    ] as const) {
      for (const field of [['--field', 'error'], ['--field=error']]) {
        const { code, stdout } = await machine.run([...line, ...field])
        expect([code === 0, stdout], line.join(' ')).toEqual([false, `${error}\n`])
      }
    }
    const { code, stdout } = await machine.run(['whoami', '--field', 'user'])
    expect([code === 0, stdout]).toEqual([false, ''])
  })

  it('names the paths that may be meant at any depth, and says how many fields it does not list', async () => {
    using machine = createMachine()
    const { code, stderr } = await machine.run(['login', '--print', '--sim', '--approve', '--field', 'access_token'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/Did you mean answer\.access_token.*\? It has: .* and \d+ more/s)
    await machine.run([...approve])
    expect((await machine.run(['call', 'auth.test', '--field', 'team_di'])).stderr).toMatch(/Did you mean team_id\?/)
  })

  it('does not show a secret that the command masks', async () => {
    using machine = createMachine()
    await machine.run([...approve, '--profile', 'acme'])
    const { stdout } = await machine.run(['show', 'acme', '--field', 'bot'])
    expect(stdout).not.toMatch(/xoxb-[\w-]{8}/)
  })

  it('exits with 2 together with `call --paginate`', async () => {
    using machine = createMachine()
    await machine.run([...approve])
    expect((await machine.run(['call', 'users.list', '--paginate', '--field', 'ok'])).code).toBe(2)
  })
})
