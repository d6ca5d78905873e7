import { describe, expect, it } from 'vitest'
import { startSimulator } from '../../../src/simulator/http/simulator.ts'
import { allowedCode, answerConsent, askForConsent, exchange } from '../../support/consent.ts'
import { call, install, refresh } from '../../support/rotating.ts'
import { controlHeaders } from '../../support/simulator.ts'

const organization = { id: 'E0SIMORG1', name: 'Sandbox Group', domain: 'sandbox-group' }
const otherWorkspace = { id: 'T0SIM0002', name: 'Second Inc', domain: 'second-inc' }
const requested = {
  scope: 'chat:write,channels:read,incoming-webhook',
  user_scope: 'search:read',
  team: organization.id,
}

const startOrg = (more: { teams?: string[]; rotation?: boolean; orgDeploy?: boolean } = {}) =>
  startSimulator({
    organization: { ...organization, teams: more.teams ?? [] },
    otherWorkspace,
    app: { orgDeploy: more.orgDeploy ?? true, rotation: more.rotation ?? false },
  })

describe('an org-wide install', () => {
  it('has team: null in its token response, and the organization in its token response and in auth.test', async () => {
    await using simulator = await startOrg()
    const { bot, user } = await install(simulator, requested)
    const enterprise = { id: organization.id, name: organization.name }
    expect(bot).toMatchObject({ ok: true, team: null, enterprise, is_enterprise_install: true })
    expect(bot['incoming_webhook']).toMatchObject({ url: expect.stringContaining('/services/T0SIM0001/') })
    expect(await call(simulator, bot['access_token'])).toMatchObject({
      team_id: organization.id,
      enterprise_id: organization.id,
      is_enterprise_install: true,
    })
    expect(await call(simulator, user['access_token'])).toMatchObject({ user: 'dana', is_enterprise_install: true })
  })

  it('can exist next to an install in one workspace of the organization, each with its own tokens', async () => {
    await using simulator = await startOrg()
    const org = await install(simulator, requested)
    const own = await install(simulator, { ...requested, team: 'T0SIM0001' })
    expect(own.bot).toMatchObject({ team: { id: 'T0SIM0001' }, enterprise: { id: organization.id } })
    expect(own.bot).toMatchObject({ is_enterprise_install: false })
    expect(own.bot['access_token']).not.toBe(org.bot['access_token'])
    await call(simulator, org.bot['access_token'], 'auth.revoke')
    expect(await call(simulator, own.bot['access_token'])).toMatchObject({ ok: true })
    expect(simulator.world.state.webhooks.map(({ dead }) => dead ?? false)).toEqual([true, false])
  })

  it('belongs to no workspace until an admin adds the app to one; until then calls with team_id return team_access_not_granted', async () => {
    await using simulator = await startOrg()
    const { bot, user } = await install(simulator, requested)
    const list = (team_id?: string) =>
      call(simulator, bot['access_token'], 'conversations.list', team_id === undefined ? {} : { team_id })
    expect(await call(simulator, bot['access_token'], 'auth.teams.list')).toMatchObject({ ok: true, teams: [] })
    expect(await list()).toMatchObject({ ok: false, error: 'missing_argument' })
    expect(await list('T0SIM0001')).toMatchObject({ ok: false, error: 'team_access_not_granted' })
    simulator.world.state.organization?.teams.push('T0SIM0001')
    expect(await list('T0SIM0001')).toMatchObject({ ok: true })
    expect(await list('T0SIM0002')).toMatchObject({ error: 'team_access_not_granted' })
    expect(await call(simulator, bot['access_token'], 'auth.teams.list')).toMatchObject({
      teams: [{ id: 'T0SIM0001', name: 'Sandbox Inc' }],
    })
    const found = await call(simulator, user['access_token'], 'search.messages', { query: 'x', team_id: 'T0SIM0001' })
    expect(found).toMatchObject({ ok: true })
  })

  it('does not affect an install in one workspace; with the token of that install, team_id has no effect', async () => {
    await using simulator = await startOrg()
    const { bot } = await install(simulator, { ...requested, team: 'T0SIM0001' })
    expect(await call(simulator, bot['access_token'], 'conversations.list', { team_id: 'T0NOWHERE' })).toMatchObject({
      ok: true,
    })
    expect(await call(simulator, bot['access_token'], 'auth.teams.list')).toMatchObject({
      teams: [{ id: 'T0SIM0001' }],
    })
  })

  it('rotates its tokens, and the refresh returns team: null and the organization', async () => {
    await using simulator = await startOrg({ rotation: true })
    const { bot } = await install(simulator, requested)
    expect(await refresh(simulator, bot['refresh_token'])).toMatchObject({
      ok: true,
      team: null,
      enterprise: { id: organization.id },
      is_enterprise_install: true,
    })
  })

  it('needs an admin and an app that allows org-wide installs, and is refused for a classic app', async () => {
    await using simulator = await startOrg()
    const { request, workspaces } = await askForConsent(simulator, requested)
    expect(workspaces.map(({ id }) => id)).toEqual(['T0SIM0001', 'T0SIM0002', organization.id])
    const byLee = await answerConsent(simulator, { request, decision: 'allow', user: 'U0SIMLEE' })
    expect(byLee.text).toContain('only an admin installs an app on the organization')
    simulator.app.orgDeploy = false
    const other = await askForConsent(simulator, requested)
    expect(other.workspaces.map(({ id }) => id)).toEqual(['T0SIM0001', 'T0SIM0002'])
    simulator.app.orgDeploy = true
    const classic = await askForConsent(simulator, { flow: 'v1', scope: 'bot', team: organization.id })
    expect(classic.workspaces.map(({ id }) => id)).not.toContain(organization.id)
  })

  it('is possible after the control interface has created an organization; an invalid organization is refused', async () => {
    await using simulator = await startSimulator({ app: { orgDeploy: true } })
    const set = async (value: unknown) => {
      const response = await fetch(`${simulator.url}/_sim/organization`, {
        method: 'POST',
        headers: controlHeaders(simulator),
        body: JSON.stringify({ organization: value }),
      })
      return response.status
    }
    expect(await set({ ...organization, teams: ['T0SIM0001'] })).toBe(200)
    const code = await allowedCode(simulator, { ...requested })
    expect(await exchange(simulator, 'oauth.v2.access', { code })).toMatchObject({ is_enterprise_install: true })
    for (const wrong of [{ ...organization, id: 'T1' }, { ...organization, teams: ['T0NOWHERE'] }, 'E1']) {
      expect(await set(wrong)).toBe(400)
    }
    expect(await set(null)).toBe(200)
  })
})

describe('the token of an org-wide install', () => {
  const content = (workspaces: readonly string[]) => ({
    workspaces: [
      {
        name: 'Acme',
        id: 'T0ACME',
        people: [{ name: 'dana', admin: true }],
        channels: [{ name: 'general', id: 'C0A' }],
      },
      {
        name: 'Globex',
        id: 'T0GLOBEX',
        people: [{ name: 'kim', id: 'U0KIM' }],
        channels: [{ name: 'sales', id: 'C0B' }],
      },
    ],
    organization: { ...organization, workspaces },
    apps: [{ name: 'Helper', orgDeploy: true }],
  })

  /** Starts a simulator with an org-wide install. Returns a function that calls a method with the bot token. */
  async function startInstalled(workspaces: readonly string[]) {
    const simulator = await startSimulator({ content: content(workspaces) })
    const { bot } = await install(simulator, {
      scope: 'chat:write,channels:read,im:write,users:read',
      team: organization.id,
    })
    const ask = (method: string, args: Readonly<Record<string, string>> = {}) =>
      call(simulator, bot['access_token'], method, args)
    return { simulator, ask, bot }
  }

  it.each([
    ['chat.postMessage', { channel: 'C0B', text: 'hello' }, { ok: false, error: 'not_in_channel' }],
    ['chat.postMessage', { channel: '#sales', text: 'hello' }, { ok: false, error: 'not_in_channel' }],
    ['chat.postMessage', { channel: 'U0KIM', text: 'hello' }, { ok: true, message: { team: 'T0GLOBEX' } }],
    ['conversations.info', { channel: 'C0B' }, { ok: true, channel: { context_team_id: 'T0GLOBEX' } }],
    ['conversations.open', { users: 'U0KIM' }, { ok: true }],
    ['users.info', { user: 'U0KIM' }, { ok: true, user: { team_id: 'T0GLOBEX' } }],
    ['conversations.list', { team_id: 'T0GLOBEX' }, { ok: true, channels: [{ id: 'C0B' }] }],
    // Bolt sends the id of the organization in a listener for a view.
    ['conversations.info', { channel: 'C0B', team_id: organization.id }, { ok: true }],
    ['conversations.list', { team_id: organization.id }, { ok: false, error: 'missing_argument' }],
  ])('calls %s with %o in a workspace to which the app was added, and gets %o', async (method, args, expected) => {
    const { simulator, ask } = await startInstalled(['Acme', 'Globex'])
    await using _ = simulator
    expect(await ask(method, args)).toMatchObject(expected)
  })

  it.each([
    ['chat.postMessage', { channel: 'C0B', text: 'hello' }],
    ['chat.postMessage', { channel: 'U0KIM', text: 'hello' }],
    ['conversations.info', { channel: 'C0B' }],
    ['conversations.list', { team_id: 'T0GLOBEX' }],
  ])('gets team_access_not_granted for %s with %o in another workspace', async (method, args) => {
    const { simulator, ask } = await startInstalled(['Acme'])
    await using _ = simulator
    expect(await ask(method, args)).toMatchObject({ ok: false, error: 'team_access_not_granted' })
  })

  it('is valid before an admin adds the app to a workspace; until then, the bot is in no workspace', async () => {
    const { simulator, ask } = await startInstalled([])
    await using _ = simulator
    expect(await ask('auth.test')).toMatchObject({ ok: true, user: 'helper' })
    expect(simulator.world.state.people.filter(({ bot, deleted }) => bot && !deleted)).toEqual([])
    expect(simulator.world.state.channels.flatMap(({ members }) => members)).toEqual(['U0SIMDANA'])
  })

  it('is revoked by auth.revoke, which also deactivates the bot in every workspace', async () => {
    const { simulator, ask, bot } = await startInstalled(['Acme', 'Globex'])
    await using _ = simulator
    const [globex] = simulator.world.state.moreWorkspaces ?? []
    const isThere = () =>
      [simulator.world.state.people, globex?.people ?? []].map((people) =>
        people.some(({ id, deleted }) => id === bot['bot_user_id'] && !deleted),
      )
    expect(isThere()).toEqual([true, true])
    expect(await ask('auth.revoke')).toMatchObject({ ok: true })
    expect(isThere()).toEqual([false, false])
    expect(await ask('auth.test')).toMatchObject({ ok: false, error: 'account_inactive' })
  })
})
