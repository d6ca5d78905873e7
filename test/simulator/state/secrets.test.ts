import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startSimulator as startForTests } from 'slack-tokens/simulator'
import { describe, expect, it } from 'vitest'
import { control as callControl } from '../../../src/simulator/control/client.ts'
import { type SimulatorServer, startSimulator } from '../../../src/simulator/http/simulator.ts'
import { openLocalSimulator } from '../../../src/simulator/process/shared-simulator.ts'
import { overSocket } from '../../../src/simulator/process/socket-client.ts'
import type { WorldState } from '../../../src/simulator/state/types.ts'
import { allowedCode, exchange } from '../../support/consent.ts'
import { control } from '../../support/simulator.ts'
import { temporaryFolder } from '../../support/temporary.ts'

const clientId = '44.55'
const redirect = 'http://localhost:3000/callback'
const own = { client: '0123456789abcdef'.repeat(2), signing: 'fedcba9876543210'.repeat(2) }

/** Returns the names of the app's secrets that `text` contains in readable form. */
function seenIn(text: string): string[] {
  return Object.entries(own).flatMap(([name, secret]) => (text.includes(secret) ? [name] : []))
}

async function trade(simulator: SimulatorServer, secret: string) {
  const code = await allowedCode(simulator, { client_id: clientId, scope: 'chat:write', redirect_uri: redirect })
  const more = { client_id: clientId, client_secret: secret, redirect_uri: redirect }
  return await exchange(simulator, 'oauth.v2.access', { code, ...more })
}

/** Returns all texts that a visitor without a token can read over TCP. */
async function shownOf({ url, world }: SimulatorServer): Promise<string> {
  const paths = [
    '/',
    '/_sim',
    '/_sim/log',
    '/_sim/fail',
    '/_sim/pulse',
    ...world.state.apps.map(({ id }) => `/apps/${id}`),
  ]
  const texts = await Promise.all(paths.map(async (path) => await (await fetch(url + path)).text()))
  return texts.join('\n')
}

describe('the secrets of an app that was created outside the simulator', () => {
  it.each([
    ['its client secret was given at the registration', { clientSecret: own.client, signingSecret: own.signing }],
    ['its client secret came with the first exchange', { signingSecret: own.signing }],
  ])('are neither stored nor shown when %s', async (_how, secrets) => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'simulator.json')
    const local = await openLocalSimulator({ directory: folder.path, now: Date.now, browser: true, port: 0 })
    const { simulator } = local
    if (!simulator) throw new Error('It runs here')
    await control(simulator, 'adopt', { clientId, ...secrets, redirectUrls: [redirect] })
    expect(await trade(simulator, own.client)).toMatchObject({ ok: true })
    expect(await trade(simulator, 'another')).toMatchObject({ error: 'bad_client_secret' })
    expect(await trade(simulator, own.client.toUpperCase())).toMatchObject({ error: 'bad_client_secret' })
    const told = JSON.stringify(await overSocket(local.socketPath, (target) => callControl(target, 'describe', {})))
    expect(seenIn(await shownOf(simulator))).toEqual([])
    expect(seenIn(told)).toEqual([])
    await local.close()
    expect(seenIn(readFileSync(path, 'utf8'))).toEqual([])
    const again = await openLocalSimulator({ directory: folder.path, now: Date.now, browser: true, port: 0 })
    if (!again.simulator) throw new Error('It runs here')
    expect(await trade(again.simulator, own.client)).toMatchObject({ ok: true })
    expect(await trade(again.simulator, '')).toMatchObject({ error: 'bad_client_secret' })
    await again.close()
  })

  it('do not affect the simulator’s own app, whose secrets are shown', async () => {
    await using simulator = await startSimulator()
    await control(simulator, 'adopt', { clientId, clientSecret: own.client, redirectUrls: [redirect] })
    const { clients } = (await control(simulator, '')).body as unknown as {
      clients: { clientId: string; clientSecret: string; signingSecret: string }[]
    }
    const told = clients.find((one) => one.clientId === clientId)
    expect(told).toMatchObject({
      clientSecret: expect.stringMatching(/^simulated-/) as string,
      signingSecret: expect.stringMatching(/^simulated-/) as string,
    })
    expect(await trade(simulator, told?.clientSecret ?? '')).toMatchObject({ ok: true })
  })

  it('are neither stored nor shown when they come from a seed, even after a reset', async () => {
    const changes: string[] = []
    const apps = [
      { name: 'Own', clientId, clientSecret: own.client, signingSecret: own.signing, redirectUrls: [redirect] },
    ]
    const content = { workspaces: [{ name: 'Acme', people: [{ name: 'dana' }] }], apps }
    await using simulator = await startSimulator({
      content,
      changed: (state) => void changes.push(JSON.stringify(state)),
    })
    for (let round = 1; round <= 2; round += 1) {
      expect(await trade(simulator, own.client)).toMatchObject({ ok: true })
      expect(await trade(simulator, 'another')).toMatchObject({ error: 'bad_client_secret' })
      const { app } = (await control(simulator, '')).body as unknown as { app: Record<string, string> }
      expect(app['signingSecret']).toBeNull()
      expect(await trade(simulator, app['clientSecret'] ?? '')).toMatchObject({ ok: true })
      expect(seenIn(changes.join() + (await shownOf(simulator)))).toEqual([])
      simulator.reset()
    }
    await using tested = await startForTests({ content })
    expect(tested.app).toMatchObject({ clientSecret: own.client, signingSecret: own.signing })
  })

  it('are removed when the simulator reads a state file of an older version', async () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'simulator.json')
    const first = await openLocalSimulator({ directory: folder.path, now: Date.now })
    await overSocket(first.socketPath, (target) =>
      callControl(target, 'registerApp', { clientId, redirectUrls: [redirect] }),
    )
    await first.close()
    const state = JSON.parse(readFileSync(path, 'utf8')) as WorldState
    const [app] = state.apps
    if (!app) throw new Error('It has an app')
    const { clientSecretHash: _none, ...older } = { ...app, id: 'A0OLD', clientId: '66.77', clientSecret: '' }
    const apps = state.apps.map((one) => {
      const { clientSecretHash: _hash, ...rest } = one
      return one.clientId === clientId ? { ...rest, clientSecret: own.client, signingSecret: own.signing } : rest
    })
    const given = { workspaces: [], apps: [{ name: 'Own', clientSecret: own.client, signingSecret: own.signing }] }
    writeFileSync(path, JSON.stringify({ ...state, apps: [...apps, older], given }))
    const local = await openLocalSimulator({ directory: folder.path, now: Date.now, browser: true, port: 0 })
    await expect.poll(() => seenIn(readFileSync(path, 'utf8'))).toEqual([])
    const { simulator } = local
    if (!simulator) throw new Error('It runs here')
    expect(await trade(simulator, own.client)).toMatchObject({ ok: true })
    expect(simulator.world.state.apps.find(({ id }) => id === 'A0OLD')?.clientSecretHash).toBeNull()
    await local.close()
    expect(existsSync(path)).toBe(true)
  })

  it.each([
    ['clientSecret', ''],
    ['signingSecret', 5],
  ])('are refused with a message when %s is %j', async (name, value) => {
    await using simulator = await startSimulator()
    const { status, body } = await control(simulator, 'adopt', { clientId, [name]: value })
    expect([status, body['message']]).toEqual([400, expect.stringContaining(name)])
  })
})
