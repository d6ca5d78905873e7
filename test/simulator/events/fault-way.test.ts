import { expect, it } from 'vitest'
import { startSimulator } from '../../../src/simulator/testing/index.ts'
import { install } from '../../support/bolt-app.ts'
import { startEventApp } from '../../support/events.ts'
import { plainSocket, socketUrl } from '../../support/socket.ts'

/** Starts a simulator with an installed app, and collects its warnings. */
async function stage() {
  const warnings: string[] = []
  const slack = await startSimulator({ onWarning: (text) => warnings.push(text) })
  await install(slack)
  return { slack, warnings, [Symbol.asyncDispose]: () => slack.close() }
}

it.each(['drop-socket', 'disconnect', 'disconnect:warning'])(
  'the Socket Mode fault %s causes a warning when the app receives events over HTTP',
  async (what) => {
    await using app = await startEventApp()
    await using staged = await stage()
    const { slack, warnings } = staged
    slack.useManifest(manifestOver(app.url))
    slack.fail({ on: 'event', what })
    expect(warnings).toEqual([expect.stringContaining(`${what} happens over Socket Mode alone`)])
  },
)

it('each fault that exists only for HTTP causes a warning when the app is connected over a socket', async () => {
  await using staged = await stage()
  const { slack, warnings } = staged
  const client = plainSocket(await socketUrl(slack))
  await client.next('hello')
  for (const what of ['cut', 'wrong-signature', 'old-timestamp', 'twice']) slack.fail({ on: 'event', what })
  expect(warnings.map((text) => text.split(' ')[0])).toEqual(['cut', 'wrong-signature', 'old-timestamp'])
  client.socket.terminate()
})

it('a Socket Mode fault that was added before the app has a request URL causes one warning, at the first delivery', async () => {
  await using app = await startEventApp()
  await using staged = await stage()
  const { slack, warnings } = staged
  slack.fail({ on: 'event', what: 'drop-socket' })
  expect(warnings).toEqual([])
  slack.useManifest(manifestOver(app.url))
  for (const text of ['one', 'two']) await slack.as('dana').say('#general', text)
  expect(warnings).toEqual([expect.stringContaining('drop-socket happens over Socket Mode alone')])
})

/** Returns a manifest of an app that gets messages over HTTP. */
function manifestOver(url: string): object {
  return {
    display_information: { name: 'Sim App' },
    features: { bot_user: { display_name: 'sim-app' } },
    oauth_config: { scopes: { bot: ['channels:history'] } },
    settings: {
      event_subscriptions: { request_url: url, bot_events: ['message.channels'] },
      socket_mode_enabled: false,
    },
  }
}
