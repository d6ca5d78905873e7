import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createMachine } from '../support/cli.ts'
import { approve } from '../support/installed.ts'
import { freePort } from '../support/program.ts'
import { startScene } from '../support/rotating-machine.ts'

const second = { id: 'T0SIM0002', name: 'Second Inc', domain: 'second-inc' }
const third = 'third'
const practice = [...approve, '--profile', 'practice']

/** Creates a machine with two installations, the second of them active. */
async function several() {
  const scene = await startScene(null, { otherWorkspace: second })
  await scene.install()
  await scene.install({ workspace: second.id })
  return scene
}

describe('logout', () => {
  it('exits with 2 and warns that the tokens stay valid at Slack, and with --yes removes the installation', async () => {
    await using scene = await startScene(null)
    await scene.install()
    const unasked = await scene.run(['logout', '--json'])
    expect(unasked).toMatchObject({ code: 2, json: { error: 'not_confirmed' } })
    expect(unasked.stderr).toMatch(/Its 2 tokens stay valid at Slack.*slack-tokens logout sandbox-inc --revoke/)
    expect(unasked.stderr).toContain('--yes')
    const done = await scene.run(['logout', '--yes', '--json'])
    expect(done).toMatchObject({ code: 0, json: { ok: true, removed: 'sandbox-inc', active: null, revoked: [] } })
    expect(done.stderr).toContain('No installation is left')
    expect(done.stderr).toContain('Its 2 tokens stay valid at Slack until the app is removed from the workspace')
    expect(done.stderr).not.toContain('--revoke')
    expect(scene.asked('auth.revoke')).toBe(0)
    expect(readFileSync(join(scene.machine.directory, 'config.json'), 'utf8')).not.toMatch(/xox[bp]-/)
  })

  it('makes the other installation active when only one is left', async () => {
    await using scene = await several()
    const done = await scene.run(['logout', '--yes', '--json'])
    expect(done.json).toMatchObject({ removed: 'second-inc', active: 'sandbox-inc' })
    expect(done.stderr).toContain('“sandbox-inc” is active now')
  })

  it('makes no installation active when several are left', async () => {
    await using scene = await several()
    await scene.run(['login', '--with-token', '--profile', third, '--api-url', scene.slack.apiUrl], {
      input: `${scene.kept().bot?.token}\n`,
    })
    const done = await scene.run(['logout', '--yes', '--json'])
    expect(done.json).toMatchObject({ removed: 'second-inc', active: null })
    expect(done.stderr).toContain('Choose one: slack-tokens use sandbox-inc   or: slack-tokens use third')
    expect((await scene.run(['whoami'])).stderr).toContain('No installation is active')
  })

  it('does not make a real installation active when it removes a simulated one', async () => {
    await using scene = await startScene(null)
    const sim = await scene.machine.run([...practice, '--port', String(await freePort())])
    expect(sim.code, sim.stderr).toBe(0)
    await scene.install({}, ['--profile', 'real'])
    await scene.run(['use', 'practice'])
    expect((await scene.run(['logout', '--yes', '--json'])).json).toMatchObject({ removed: 'practice', active: null })
  })

  it('does not change the active installation when it removes another one', async () => {
    await using scene = await several()
    const done = await scene.run(['logout', 'Sandbox-Inc', '--yes', '--json'])
    expect(done.json).toMatchObject({ removed: 'sandbox-inc', active: 'second-inc' })
    const gone = await scene.run(['logout', 'sandbox-inc', '--yes'])
    expect(gone.code).toBe(2)
    expect(gone.stderr).toContain('Installations: second-inc')
  })

  it('exits with 4 when nothing is stored', async () => {
    using machine = createMachine()
    expect(await machine.run(['logout', '--yes'], { input: '' })).toMatchObject({ code: 4 })
  })
})

describe('logout --revoke', () => {
  it('exits with 2 without --confirm, and with --confirm revokes every token, tests each and removes the installation', async () => {
    await using scene = await startScene(null)
    await scene.install()
    await scene.install({ user: 'U0SIMLEE' })
    const refused = await scene.run(['logout', '--revoke', '--yes', '--json'])
    expect(refused).toMatchObject({ code: 2, json: { error: 'not_confirmed' } })
    expect(refused.stderr).toMatch(/also for a deployed app/)
    const done = await scene.run(['logout', '--revoke', '--yes', '--confirm', 'T0SIM0001', '--json'])
    expect(done.code, done.stderr).toBe(0)
    expect(done.json).toMatchObject({
      removed: 'sandbox-inc',
      revoked: [
        { identity: 'user', userName: 'dana', proof: 'token_revoked' },
        { identity: 'user', userName: 'lee', proof: 'token_revoked' },
        { identity: 'bot', proof: 'account_inactive' },
      ],
    })
    expect(scene.slack.world.state.tokens.every(({ revoked }) => revoked)).toBe(true)
    expect((await scene.run(['list', '--json'])).json).toEqual([])
  })

  it('keeps the bot token in the file when Slack refuses to revoke the bot token', async () => {
    await using scene = await startScene(null)
    await scene.install()
    scene.slack.fail({ on: 'auth.revoke', what: 'fatal_error', after: 1 })
    const failed = await scene.run(['logout', '--revoke', '--yes', '--confirm', 'Sandbox Inc', '--json'])
    expect(failed.json).toMatchObject({ ok: false, error: 'fatal_error' })
    expect(scene.kept()).toMatchObject({ users: [], bot: { userName: 'sim-app' } })
  })

  it('exits with 4 (borrowed) for an external token, which logout without --revoke removes', async () => {
    await using scene = await startScene(null)
    await scene.install()
    const { bot } = scene.kept()
    using other = createMachine()
    const api = ['--api-url', scene.slack.apiUrl]
    await other.run(['login', '--with-token', ...api], { input: `${bot?.token}\n` })
    const sure = ['--revoke', '--yes', '--confirm', 'Sandbox Inc', '--json']
    expect(await other.run(['logout', ...sure], { input: '' })).toMatchObject({ code: 4, json: { error: 'borrowed' } })
    expect(await other.run(['logout', '--yes'], { input: '' })).toMatchObject({ code: 0 })
    expect((await scene.run(['call', 'auth.test'])).code).toBe(0)
  })
})
