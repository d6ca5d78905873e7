import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'
import { sdkRecord, storedOn } from '../../support/imported.ts'
import { hours, startScene } from '../../support/rotating-machine.ts'
import { smallDisk } from '../../support/temporary.ts'

describe('import, for a recovery file', () => {
  it('stores the installations of a recovery file that import wrote because the disk was full (fault R12)', async ({
    skip,
  }) => {
    using disk = smallDisk('256k')
    if (!disk) return skip('no tmpfs can be mounted here')
    using machine = createMachine()
    mkdirSync(machine.directory, { recursive: true, mode: 0o700 })
    const env = { XDG_RUNTIME_DIR: machine.directory, SLACK_TOKENS_CONFIG_DIR: disk.path }
    const teams = Array.from({ length: 300 }, (_, index) => `T${index}`)
    const input = teams.map((team) => JSON.stringify(sdkRecord(team))).join('\n')
    const failed = await machine.run(['import', '--offline', '--json'], { input, env })
    expect(failed).toMatchObject({ code: 1, json: { error: 'save_failed', hint: expect.stringContaining('import') } })
    const { recoveryFile } = failed.json as { recoveryFile: string }
    expect(statSync(recoveryFile).mode & 0o777).toBe(0o600)
    const next = `slack-tokens import ${recoveryFile}`
    expect((await machine.run(['list'], { env })).stderr).toContain(next)
    const looked = await machine.run(['doctor', '--offline', '--json'], { env, input: '' })
    expect(looked.json).toContainEqual(
      expect.objectContaining({ check: 'recovery file', state: 'warn', next: expect.stringContaining(next) }),
    )
    const elsewhere = { XDG_RUNTIME_DIR: machine.directory }
    expect((await machine.run(['list'], { env: elsewhere })).stderr).not.toContain(recoveryFile)
    const beside = (await machine.run(['doctor', '--offline', '--json'], { env: elsewhere, input: '' })).json
    expect(beside).toContainEqual(
      expect.objectContaining({
        check: 'recovery file',
        message: expect.stringContaining('1 of another config folder'),
      }),
    )
    const back = await machine.run(['import', recoveryFile, '--offline', '--json'], { input: '' })
    expect(back.code).toBe(0)
    expect(Object.keys(storedOn(machine).profiles)).toHaveLength(300)
  })

  it('stores the answer as not external, and counts its expiry from the time when the answer arrived (fault R12)', async () => {
    await using scene = await startScene(12 * hours)
    await scene.install()
    const [response] = scene.kept().responses
    const path = join(scene.machine.directory, 'recovery.json')
    const at = new Date(Date.now() - 3_600_000).toISOString()
    writeFileSync(path, JSON.stringify({ method: response?.method, at, body: response?.body }, null, 2))
    using other = createMachine()
    await other.run(['import', path, '--offline'], { input: '' })
    const [one] = Object.values(storedOn(other).profiles)
    expect(one).toMatchObject({ borrowed: false, bot: { refreshToken: scene.kept().bot?.refreshToken } })
    expect(Date.parse(one?.bot?.expiresAt ?? '') - Date.parse(at)).toBe(12 * hours * 1000)
  })
})
