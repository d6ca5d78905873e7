import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createMachine } from '../support/cli.ts'
import { everything, put, secrets } from '../support/exported.ts'
import { hours, startScene } from '../support/rotating-machine.ts'

describe('export', () => {
  it('prints everything that is stored with --all, and only one installation without --all', async () => {
    using machine = createMachine()
    put(machine, everything())
    expect((await machine.run(['export', '--all'])).json).toEqual(everything())
    const { profiles } = everything()
    expect((await machine.run(['export', 'ACME', '--json'])).json).toEqual({ version: 1, active: 'acme', profiles })
    expect((await machine.run(['export'])).json).toEqual({ version: 1, active: 'acme', profiles })
  })

  it('prints no secret with --redact, and import refuses this output (threat S2)', async () => {
    using machine = createMachine()
    put(machine, everything())
    const done = await machine.run(['export', '--all', '--redact'])
    for (const secret of [...Object.values(secrets), 'canary', 'sim-acme']) expect(done.stdout).not.toContain(secret)
    expect(done.json).toMatchObject({
      profiles: {
        acme: {
          appId: 'A0APP',
          bot: { userId: 'U0BOT', scopes: ['chat:write', 'channels:read', 'users:read', 'incoming-webhook'] },
        },
      },
      apps: { acme: { clientId: '1.2', clientSecret: '…8f90' } },
    })
    const back = await machine.run(['import', '-', '--offline', '--json'], { input: done.stdout })
    expect(back).toMatchObject({ code: 2, json: { error: 'shortened' } })
  })

  it('writes a file of mode 0600 with --output, and replaces an existing file only with --yes', async () => {
    using machine = createMachine()
    put(machine, everything())
    const path = join(machine.directory, '..', 'backup.json')
    const done = await machine.run(['export', '--all', '--output', path, '--json'])
    expect(done.json).toEqual({ ok: true, file: path, installations: 1, redacted: false })
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(everything())
    expect(done.stderr).toContain(`slack-tokens import ${path}`)
    const again = await machine.run(['export', '--output', path, '--json'])
    expect(again).toMatchObject({ code: 2, json: { error: 'not_confirmed', hint: expect.stringContaining('--yes') } })
    writeFileSync(path, 'old', { mode: 0o644 })
    expect((await machine.run(['export', '--redact', '--output', path, '--yes'])).code).toBe(0)
    expect([statSync(path).mode & 0o777, readFileSync(path, 'utf8')]).toEqual([
      0o600,
      expect.not.stringContaining('canary'),
    ])
    const nowhere = await machine.run(['export', '--output', '/nowhere/at/all.json', '--json'])
    expect(nowhere).toMatchObject({ code: 1, json: { error: 'ENOENT' } })
  })

  it('reports an unknown name (unknown_profile), a name with --all (usage), and that nothing is stored (not_logged_in)', async () => {
    using machine = createMachine()
    const refusal = async (...argv: string[]) => (await machine.run(['export', ...argv, '--json'])).json
    expect(await refusal()).toMatchObject({ error: 'not_logged_in' })
    expect(await refusal('--all')).toMatchObject({ error: 'not_logged_in' })
    put(machine, everything())
    expect(await refusal('nobody')).toMatchObject({ error: 'unknown_profile' })
    expect(await refusal('acme', '--all')).toMatchObject({ error: 'usage' })
  })

  it('prints when a rotating token expires, and warns that the token must be used in one place only', async () => {
    await using scene = await startScene(12 * hours)
    await scene.install()
    const { stderr } = await scene.run(['export'])
    expect(stderr).toMatch(/Rotating: the bot token of “sandbox-inc” expires in 1[12] h/)
    expect(stderr).toContain('in one place only')
  })
})

// Names are not empty and have only one line, like all names that the program has read.
