import { describe, expect, it } from 'vitest'
import { startScene } from '../support/rotating-machine.ts'

const organization = { id: 'E0SIMORG1', name: 'Sandbox Group', domain: 'sandbox-group', teams: ['T0SIM0001'] }

describe('installs of one app in one workspace', () => {
  it('are stored as one installation: one bot token, one user token per person, and all webhooks', async () => {
    await using scene = await startScene(null)
    await scene.install()
    await scene.install({ user: 'U0SIMLEE' })
    await scene.install({ user: 'U0SIMSAM' })
    const { bot, users, webhooks } = scene.kept()
    expect(bot).toMatchObject({ userName: 'sim-app' })
    expect(users.map(({ userName }) => userName)).toEqual(['sam', 'lee', 'dana'])
    expect(webhooks).toHaveLength(3)
    expect((await scene.run(['list', '--json'])).json).toMatchObject([{ webhooks: 3 }])
  })

  it('are chosen with --user by handle or id; without --user, the user token of the newest install is used', async () => {
    await using scene = await startScene(null)
    await scene.install()
    await scene.install({ user: 'U0SIMLEE' })
    const who = async (...argv: string[]) => (await scene.run(['whoami', '--json', ...argv])).json
    expect(await who('--as', 'user')).toMatchObject({ user: 'lee' })
    for (const name of ['@dana', 'Dana', 'U0SIMDANA']) expect(await who('--user', name)).toMatchObject({ user: 'dana' })
    const posted = await scene.run(['post', '--as', 'user', '--user', '@dana', 'general', 'hi'])
    expect(posted.stderr).toContain('as @dana (the person)')
    const nobody = await scene.run(['whoami', '--user', '@nobody', '--json'])
    expect(nobody).toMatchObject({ code: 2, json: { error: 'unknown_user' } })
    expect(nobody.stderr).toContain('It has user tokens of: @lee, @dana')
    const asBot = await scene.run(['post', '--user', '@dana', 'general', 'hi', '--json'])
    expect(asBot).toMatchObject({ code: 2, json: { error: 'user_of_a_bot' } })
    expect(asBot.stderr).toContain('--as user')
    const env = { SLACK_USER_TOKEN: 'xoxp-sim-exported' }
    expect((await scene.run(['token', '--as', 'user', '--user', '@dana'], { env })).stdout.trim()).toBe(
      scene.kept().users[1]?.token,
    )
  })
})

describe('an org-wide install', () => {
  it('is stored apart from an install in a workspace of the organization', async () => {
    await using scene = await startScene(null, { organization, app: { orgDeploy: true } })
    await scene.install()
    await scene.install({ workspace: organization.id })
    const rows = (await scene.run(['list', '--json'])).json
    expect(rows).toMatchObject([
      { name: 'sandbox-inc', orgWide: false, workspace: { id: 'T0SIM0001' } },
      { name: 'sandbox-group', orgWide: true, workspace: null, organization: { id: organization.id } },
    ])
    expect((await scene.run(['list'])).stdout).toContain('Sandbox Group (E0SIMORG1) · org-wide')
    expect((await scene.run(['show', 'sandbox-group'])).stdout).toContain('org-wide')
    const told = await scene.run(['call', 'conversations.list', 'team_id=T0SIM0001', '--profile', 'sandbox-group'])
    expect(told.json).toMatchObject({ ok: true })
    expect((await scene.run(['call', 'auth.teams.list', '--profile', 'sandbox-group'])).json).toMatchObject({
      teams: [{ id: 'T0SIM0001' }],
    })
  })

  it('refreshes its token, and is revoked when --confirm contains the name of the organization', async () => {
    await using scene = await startScene(12 * 3600, { organization, app: { orgDeploy: true } })
    await scene.install({ workspace: organization.id })
    scene.passes(13 * 3600)
    expect((await scene.run(['call', 'auth.test'])).json).toMatchObject({ ok: true, is_enterprise_install: true })
    expect((await scene.run(['revoke', '--as', 'bot', '--yes', '--confirm', 'Sandbox Group'])).code).toBe(0)
  })
})

describe('rename', () => {
  it('changes the name of an installation, which remains active', async () => {
    await using scene = await startScene(null)
    await scene.install()
    const done = await scene.run(['rename', 'SANDBOX-INC', 'acme.dev', '--json'])
    expect(done).toMatchObject({ code: 0, json: { ok: true, name: 'acme.dev', before: 'sandbox-inc' } })
    expect((await scene.run(['list', '--json'])).json).toMatchObject([{ name: 'acme.dev', active: true }])
    expect((await scene.run(['rename', 'acme.dev', 'Acme.Dev'])).code).toBe(0)
    expect((await scene.run(['whoami', '--as', 'bot'])).code).toBe(0)
  })

  it('prints bad_name for an invalid name, name_taken for a taken name in any case, and unknown_profile for an unknown installation (threat H8)', async () => {
    const otherWorkspace = { id: 'T0SIM0002', name: 'Second Inc', domain: 'second-inc' }
    await using scene = await startScene(null, { otherWorkspace })
    await scene.install()
    await scene.install({ workspace: otherWorkspace.id })
    const refused = async (name: string, next: string) => (await scene.run(['rename', name, next, '--json'])).json
    for (const bad of ['../x', 'con', 'a b', 'x'.repeat(65), 'constructor'])
      expect(await refused('sandbox-inc', bad)).toMatchObject({ error: 'bad_name' })
    expect(await refused('sandbox-inc', 'SECOND-inc')).toMatchObject({ error: 'name_taken' })
    expect(await refused('nobody', 'x')).toMatchObject({ error: 'unknown_profile' })
    expect((await scene.run(['list', '--json'])).json).toMatchObject([{ name: 'sandbox-inc' }, { name: 'second-inc' }])
  })

  it('is rarely needed, because each new installation gets a short and unique name, such as sandbox-inc-2', async () => {
    const otherWorkspace = { id: 'T0SIM0002', name: 'SANDBOX inc!', domain: 'sandbox-two' }
    await using scene = await startScene(null, { otherWorkspace })
    await scene.install()
    await scene.install({ workspace: otherWorkspace.id })
    expect((await scene.run(['list', '--json'])).json).toMatchObject([
      { name: 'sandbox-inc' },
      { name: 'sandbox-inc-2' },
    ])
  })
})
