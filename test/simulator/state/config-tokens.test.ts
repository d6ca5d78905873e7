import { describe, expect, it } from 'vitest'
import { configTokenLifetime } from '../../../src/simulator/state/config-tokens.ts'
import { createWorld } from '../../../src/simulator/state/create-world.ts'
import { callMethod, everyScope, installedWorld, noon } from '../../support/installed-world.ts'
import { manifest, startForOwner } from '../../support/manifests.ts'
import { refusal } from '../../support/refusal.ts'
import { control } from '../../support/simulator.ts'

describe('configuration tokens', () => {
  it('are accepted by the manifest methods and refused by other methods', async () => {
    const { asOwner, simulator } = await startForOwner()
    const validated = await asOwner.apps.manifest.validate({ manifest } as never)
    expect(validated.response_metadata).toMatchObject({
      scopes: ['app_configurations:read', 'app_configurations:write'],
      acceptedScopes: ['app_configurations:write'],
    })
    expect(await refusal(asOwner.auth.test())).toMatchObject({ error: 'not_allowed_token_type' })
    expect(simulator.log()[0]).toMatchObject({ as: 'configuration:U0SIMDANA' })
    expect(await refusal(asOwner.apps.manifest.export({} as never))).toMatchObject({ error: 'invalid_arguments' })
  })

  it('are the only tokens that the manifest methods accept', () => {
    const { world, ...installed } = installedWorld(everyScope)
    for (const token of [installed.bot, installed.user]) {
      expect(callMethod(world, 'apps.manifest.export', token, { app_id: 'A0SIMAPP1' }).body).toEqual({
        ok: false,
        error: 'not_allowed_token_type',
      })
    }
  })

  it('expire after twelve hours, and their refresh token can be used once', async () => {
    const { clock, client, pair, simulator, asOwner } = await startForOwner()
    const app_id = simulator.app.id
    clock.now += configTokenLifetime - 1
    expect(await asOwner.apps.manifest.export({ app_id })).toMatchObject({ ok: true })
    clock.now += 1
    expect(await refusal(asOwner.apps.manifest.export({ app_id }))).toMatchObject({ error: 'token_expired' })
    const rotate = async () =>
      await client().tooling.tokens.rotate({ refresh_token: String(pair['configRefreshToken']) })
    const fresh = await rotate()
    const iat = Math.floor(clock.now / 1000)
    expect(fresh).toMatchObject({ team_id: 'T0SIM0001', user_id: 'U0SIMDANA', iat, exp: iat + 43_200 })
    expect(fresh.token).not.toBe(pair['configToken'])
    expect(await client(fresh.token).apps.manifest.export({ app_id })).toMatchObject({ ok: true })
    expect(await refusal(rotate())).toMatchObject({ error: 'invalid_refresh_token' })
    const unknown = client().tooling.tokens.rotate({ refresh_token: 'xoxe-sim-none' })
    expect(await refusal(unknown)).toMatchObject({ error: 'invalid_refresh_token' })
    const { body: told } = await control(simulator, '')
    expect(told).toMatchObject({ configToken: fresh.token, configTokenExpires: fresh.exp })
  })

  it('are returned by the control interface, which can also create new ones', async () => {
    const { simulator, client, pair } = await startForOwner()
    const { body: fresh } = await control(simulator, 'config-token', {})
    expect(fresh['configToken']).toMatch(/^xoxe\.xoxp-sim-config-2-/)
    expect(fresh['configToken']).not.toBe(pair['configToken'])
    const app_id = simulator.app.id
    for (const { configToken } of [pair, fresh]) {
      expect(await client(String(configToken)).apps.manifest.export({ app_id })).toMatchObject({ ok: true })
    }
    expect((await control(simulator, 'reset', {})).body['configToken']).toBe(pair['configToken'])
  })

  it('are not readable in the log of requests', async () => {
    const { simulator, client, pair } = await startForOwner()
    await client().tooling.tokens.rotate({ refresh_token: String(pair['configRefreshToken']) })
    await refusal(client(String(pair['configToken'])).auth.test())
    const log = JSON.stringify(simulator.log())
    expect(log).not.toContain(pair['configToken'])
    expect(log).not.toContain(pair['configRefreshToken'])
  })

  it('are added to stored data of an older version, together with the secrets of the app', () => {
    const { configTokens, apps, ...older } = createWorld({ seed: 'old', now: () => noon }).state
    const [app] = apps
    const kept = { ...older, apps: [{ ...app, signingSecret: undefined, verificationToken: undefined }] }
    const state = JSON.parse(JSON.stringify(kept)) as typeof older & { apps: typeof apps; configTokens: never }
    const world = createWorld({ seed: 'old', now: () => noon, state })
    expect(world.state.configTokens).toEqual(configTokens)
    expect(world.state.apps).toEqual(apps)
  })
})
