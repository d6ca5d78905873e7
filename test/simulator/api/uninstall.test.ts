import { describe, expect, it } from 'vitest'
import { bot, callMethod, everyScope, installedWorld } from '../../support/installed-world.ts'
import { manifest, startForOwner } from '../../support/manifests.ts'
import { refusal } from '../../support/refusal.ts'

describe('apps.uninstall', () => {
  it('revokes all tokens, disables the webhooks and deactivates the bot user; the app can be installed again', async () => {
    const { world, bot: botToken, user } = installedWorld(everyScope)
    const { simulator, client } = await startForOwner({ state: world.state })
    const { clientId: client_id, clientSecret: client_secret } = simulator.app
    expect(await client(botToken.value).apps.uninstall({ client_id, client_secret })).toMatchObject({ ok: true })
    expect(await refusal(client(botToken.value).auth.test())).toMatchObject({ error: 'account_inactive' })
    expect(await refusal(client(user.value).auth.test())).toMatchObject({ error: 'token_revoked' })
    const { people, channels, webhooks } = simulator.world.state
    expect(people.find(({ id }) => id === bot.user)?.deleted).toBe(true)
    expect(channels.filter(({ members }) => members.includes(bot.user))).toEqual([])
    expect(webhooks.map(({ dead }) => dead)).toEqual([true])
  })

  it('refuses wrong credentials and the credentials of another app, and changes nothing', async () => {
    const { world, bot: botToken, user } = installedWorld(everyScope)
    const { simulator, client, asOwner } = await startForOwner({ state: world.state })
    const { clientId: client_id, clientSecret: client_secret } = simulator.app
    const { credentials: other = {} } = await asOwner.apps.manifest.create({ manifest } as never)
    const before = structuredClone({ ...simulator.world.state, log: [], requests: 0 })
    const uninstall = async (credentials: object, by = client(user.value)) =>
      await refusal(by.apps.uninstall({ client_id, client_secret, ...credentials }))
    expect(await uninstall({ client_id: '1.2' })).toMatchObject({ error: 'invalid_client_id' })
    expect(await uninstall({ client_secret: 'wrong' })).toMatchObject({ error: 'bad_client_secret' })
    expect(await uninstall(other)).toMatchObject({ error: 'client_id_token_mismatch' })
    expect(await uninstall({ client_secret: '' })).toMatchObject({ error: 'invalid_arguments' })
    expect(await uninstall({}, asOwner)).toMatchObject({ error: 'not_allowed_token_type' })
    expect({ ...simulator.world.state, log: [], requests: 0 }).toEqual(before)
    expect(await client(botToken.value).auth.test()).toMatchObject({ ok: true })
  })

  it('changes nothing in other apps and other workspaces', () => {
    const { world, bot: here } = installedWorld(everyScope)
    const { state } = world
    const [app, other] = [here.appId, 'A0OTHER']
    state.otherWorkspace = { id: 'T0OTHER', name: 'Other', domain: 'other' }
    const kept = [
      {
        value: 'xoxp-sim-8',
        kind: 'user' as const,
        appId: app,
        workspaceId: 'T0OTHER',
        userId: 'U0SIMLEE',
        scopes: [],
      },
      { value: 'xoxp-sim-9', kind: 'user' as const, appId: other, userId: 'U0SIMLEE', scopes: [] },
    ]
    state.tokens.push(...kept)
    const hook = { channelId: 'C0SIMGENL', userId: 'U0SIMLEE' }
    state.webhooks.push(
      { ...hook, path: 'T0OTHER/B1/sim', appId: app },
      { ...hook, path: 'T0SIM0001/B2/sim', appId: other },
    )
    const [{ clientId: client_id, clientSecret: client_secret } = { clientId: '', clientSecret: '' }] = state.apps
    expect(callMethod(world, 'apps.uninstall', here, { client_id, client_secret }).body).toEqual({ ok: true })
    expect(state.tokens.map(({ revoked }) => revoked === true)).toEqual([true, true, false, false])
    expect(state.webhooks.map(({ dead }) => dead === true)).toEqual([true, false, false])
  })
})
