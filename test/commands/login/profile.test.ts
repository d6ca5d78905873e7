import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createMachine, type Machine } from '../../support/cli.ts'
import { approve } from '../../support/installed.ts'

/** Returns a machine, and the folder of a project whose file names the profile `dev`. */
function machineInProject(): { machine: Machine; cwd: string } {
  const machine = createMachine()
  const cwd = join(machine.directory, 'project')
  mkdirSync(cwd, { recursive: true, mode: 0o700 })
  writeFileSync(join(cwd, '.slack-tokens.json'), JSON.stringify({ profile: 'dev' }))
  return { machine, cwd }
}

describe('the name of an installation', () => {
  it('is the profile that the project’s file names, when this profile is not stored', async () => {
    const { machine, cwd } = machineInProject()
    using _machine = machine
    const before = await machine.run(['whoami', '--json'], { cwd })
    expect(before.json).toMatchObject({ error: 'unknown_profile' })
    expect((before.json as { hint: string }).hint).toContain('slack-tokens login --sim --profile dev')
    const login = await machine.run([...approve], { cwd })
    expect([login.code, login.stderr]).toEqual([0, expect.stringContaining('stored as “dev”')])
    expect(login.stderr).toContain('The name “dev” is from .slack-tokens.json')
    expect((await machine.run(['whoami', '--json'], { cwd })).code).toBe(0)
  })

  it('is the one of SLACK_TOKENS_PROFILE, when this profile is not stored', async () => {
    using machine = createMachine()
    const env = { SLACK_TOKENS_PROFILE: 'dev' }
    expect((await machine.run([...approve, '--json'], { env })).json).toMatchObject({ name: 'dev' })
    expect((await machine.run(['whoami', '--json'], { env })).code).toBe(0)
  })

  it('stays for a stored installation, and login names the command that gives it the project’s name', async () => {
    const { machine, cwd } = machineInProject()
    using _machine = machine
    await machine.run([...approve, '--profile', 'mine'])
    const { json, stderr } = await machine.run([...approve, '--json'], { cwd })
    expect(json).toMatchObject({ name: 'mine', renamedFrom: null })
    expect(stderr).toContain('slack-tokens rename mine dev')
  })

  it('is changed by --profile for a stored installation, and login says so', async () => {
    using machine = createMachine()
    await machine.run([...approve, '--profile', 'mine'])
    const { json, stderr } = await machine.run([...approve, '--profile', 'other', '--json'])
    expect(json).toMatchObject({ name: 'other', renamedFrom: 'mine', again: true, active: true })
    expect(stderr).toContain('slack-tokens rename other mine')
  })

  it('stays in the hints of a login that adds scopes to a profile that is not stored', async () => {
    using machine = createMachine()
    const argv = ['login', '--sim', '--add-scope', 'groups:read', '--profile', 'dev', '--json']
    const { code, json } = await machine.run(argv)
    expect([code, json]).toMatchObject([2, { error: 'unknown_profile' }])
    expect((json as { hint: string }).hint).toContain('slack-tokens login --sim --scopes groups:read --profile dev')
  })

  it('stays in the hints of a login without a terminal that names no app', async () => {
    using machine = createMachine()
    const { code, json } = await machine.run(['login', '--profile', 'dev', '--user-only', '--json'], { input: '' })
    const { hint } = json as { hint: string }
    expect(code).toBe(2)
    expect(hint).toContain('slack-tokens login LINK --user-only --profile dev')
    expect(hint).toContain('slack-tokens login --sim --user-only --profile dev')
  })
})
