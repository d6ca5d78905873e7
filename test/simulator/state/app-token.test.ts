import { WebClient } from '@slack/web-api'
import { startSimulator as startForTests } from 'slack-tokens/simulator'
import { describe, expect, it } from 'vitest'
import { type SimulatorServer, startSimulator } from '../../../src/simulator/http/simulator.ts'
import { appTokenOf } from '../../../src/simulator/state/app-token.ts'
import { seedProblems } from '../../../src/simulator/state/seed-schema.ts'
import { createMachine } from '../../support/cli.ts'
import { callMethod, everyScope, installedWorld } from '../../support/installed-world.ts'
import { refusal } from '../../support/refusal.ts'
import { silent } from '../../support/sdk.ts'
import { control } from '../../support/simulator.ts'

const people = [{ name: 'dana' }]
const ofSim = /^xapp-1-A0SIMAPP1-sim-[0-9a-f]{32}$/

function client({ apiUrl: slackApiUrl }: SimulatorServer, token: string): WebClient {
  return new WebClient(token, { slackApiUrl, logger: silent, retryConfig: { retries: 0 } })
}

describe('the app-level token', () => {
  it('is different for each app and for each seed, and equal for the same seed', async () => {
    const content = { workspaces: [{ name: 'Acme', people }], apps: [{ name: 'One' }, { name: 'Two' }] }
    const tokens = async (seed: string) => {
      await using simulator = await startSimulator({ seed, content })
      return simulator.world.state.apps.map((app) => appTokenOf(simulator.world, app))
    }
    const first = await tokens('first')
    expect(new Set(first).size).toBe(2)
    expect(await tokens('first')).toEqual(first)
    expect(await tokens('second')).not.toEqual(first)
  })

  it('is returned by the control interface, also for an app that was registered later', async () => {
    await using simulator = await startSimulator()
    expect((await control(simulator, '')).body['app']).toMatchObject({ appToken: expect.stringMatching(ofSim) })
    const { body: registered } = await control(simulator, 'adopt', { clientId: '4444.5555' })
    const { clients } = (await control(simulator, '')).body as { clients: { id: string; appToken: string }[] }
    const found = clients.find(({ id }) => id === registered['id'])
    expect(found?.appToken).toMatch(/^xapp-1-A0SIM\w+-sim-/)
    const opened = await client(simulator, found?.appToken ?? '').apps.connections.open()
    expect(opened.url).toMatch(/^ws:\/\/localhost:\d+\/link\/\?ticket=/)
  })

  it('is accepted by the methods for app-level tokens and refused by other methods', async () => {
    await using simulator = await startSimulator()
    const app = client(simulator, appTokenOf(simulator.world, simulator.app))
    expect(await app.apps.connections.open()).toMatchObject({
      url: expect.stringMatching(/^ws:/),
      response_metadata: {
        scopes: ['connections:write', 'authorizations:read'],
        acceptedScopes: ['connections:write'],
      },
    })
    expect(await refusal(app.apps.event.authorizations.list({ event_context: 'x' }))).toMatchObject({
      error: 'invalid_event_context',
    })
    expect(await refusal(app.auth.test())).toMatchObject({ error: 'not_allowed_token_type' })
    expect(await refusal(app.auth.revoke())).toMatchObject({ error: 'not_allowed_token_type' })
    expect(simulator.log()[0]).toMatchObject({ as: 'app:A0SIMAPP1', error: null })
    expect(JSON.stringify(simulator.log())).not.toContain(appTokenOf(simulator.world, simulator.app))
  })

  it('is the only token that apps.connections.open accepts; bot tokens, user tokens and real app-level tokens are refused', async () => {
    const { world, bot, user } = installedWorld(everyScope)
    for (const token of [bot, user]) {
      const { body } = callMethod(world, 'apps.connections.open', token)
      expect(body).toMatchObject({ error: 'not_allowed_token_type' })
    }
    await using simulator = await startSimulator()
    for (const token of ['xapp-1-A0REAL-123-not-a-real-one', 'xapp-1-A0SIMAPP1-sim-of-another-simulator']) {
      expect(await refusal(client(simulator, token).apps.connections.open())).toMatchObject({ error: 'invalid_auth' })
    }
  })

  it('can be set in a seed, unless the value could be a real token', async () => {
    const seedOf = (...appTokens: string[]) => ({
      workspaces: [{ name: 'Acme', people }],
      apps: appTokens.map((appToken, index) => ({ name: `App ${index}`, appToken })),
    })
    await using slack = await startForTests({ content: seedOf('xapp-1-sim-0123456789') })
    expect(slack.app.appToken).toBe('xapp-1-sim-0123456789')
    expect(seedProblems(seedOf('xapp-1-A0REAL-123-not-a-real-one'))).toMatchObject([{ path: 'apps[0].appToken' }])
    expect(seedProblems(seedOf('xapp-1-sim-0123456789', 'xapp-1-sim-0123456789'))).toHaveLength(1)
  })

  it('is a property of slack.app in tests, and is printed by `env`', async () => {
    await using slack = await startForTests()
    expect(slack.app.appToken).toMatch(ofSim)
    using machine = createMachine()
    await machine.run(['login', '--sim', '--approve', '--port', '0'])
    expect((await machine.run(['env', '--json'])).json).toMatchObject({
      SLACK_APP_TOKEN: expect.stringMatching(ofSim),
    })
  })
})
