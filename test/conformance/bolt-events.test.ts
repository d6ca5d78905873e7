import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { findSomeone } from '../../src/simulator/events/person/find.ts'
import { say } from '../../src/simulator/events/person/say.ts'
import { type SimulatorServer, startSimulator } from '../../src/simulator/http/simulator.ts'
import { appTokenOf } from '../../src/simulator/state/app-token.ts'
import { grant } from '../../src/simulator/state/install-app.ts'
import { bolts, silent } from '../support/sdk.ts'

type BoltApp = InstanceType<(typeof bolts)[number]['App']>

const scopes = ['app_mentions:read', 'chat:write', 'channels:history', 'im:history', 'im:write']

interface Running {
  readonly simulator: SimulatorServer
  readonly app: BoltApp
  /** What the app's listeners saw, in order. */
  readonly seen: string[]
}

/** An untouched Bolt app, but for the address of Slack, that gets its events over this way. */
async function start(
  App: (typeof bolts)[number]['App'],
  way: 'HTTP' | 'Socket Mode',
  simulator: SimulatorServer,
): Promise<Running> {
  const { world, app: registered } = simulator
  const { bot } = grant(world, {
    value: 'code',
    flow: 'v2',
    appId: registered.id,
    userId: 'U0SIMDANA',
    botScopes: scopes,
    userScopes: [],
    redirectUri: null,
    webhookChannelId: null,
    issuedAt: 0,
  })
  const app = new App({
    token: bot?.value ?? '',
    signingSecret: registered.signingSecret,
    ...(way === 'Socket Mode' && { socketMode: true, appToken: appTokenOf(world, registered) }),
    logger: silent,
    clientOptions: { slackApiUrl: simulator.apiUrl },
  })
  const seen: string[] = []
  app.event('app_mention', async ({ event, say: reply }) => {
    seen.push('app_mention')
    await reply({ text: `hello <@${event.user}>`, thread_ts: event.ts })
  })
  app.message(async ({ message }) => {
    seen.push(`message in ${message.channel_type}`)
  })
  const server = (await app.start(0)) as Server
  if (way === 'HTTP') registered.requestUrl = `http://localhost:${(server.address() as AddressInfo).port}/slack/events`
  return { simulator, app, seen }
}

describe.each(bolts)('$name', ({ App }) => {
  it.each(['HTTP', 'Socket Mode'] as const)('answers a mention that came over %s', async (way) => {
    await using simulator = await startSimulator({ port: 0 })
    const { app, seen } = await start(App, way, simulator)
    try {
      const dana = findSomeone(simulator.world, 'dana')
      const deliveries = await simulator.events.deliveriesOf(() => {
        say(dana, { channel: '#general', text: '<@bot> hi' })
      })
      expect(deliveries.map(({ what, ok, by }) => [what, ok, by])).toEqual(
        ['message', 'app_mention'].map((what) => [what, true, way === 'HTTP' ? 'http' : 'socket']),
      )
      await expect
        .poll(() =>
          simulator.world.state.channels[0]?.messages.map(({ text, threadTs }) => [text, threadTs !== undefined]),
        )
        .toContainEqual(['hello <@U0SIMDANA>', true])
      expect([...seen].sort()).toEqual(['app_mention', 'message in channel'])
    } finally {
      await app.stop()
    }
  })
})
