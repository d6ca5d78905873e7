import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { startSimulator } from '../../../src/simulator/testing/index.ts'
import type { Simulator } from '../../../src/simulator/testing/types.ts'
import { install } from '../../support/bolt-app.ts'
import { startEventApp } from '../../support/events.ts'

/** Starts a simulator with the app installed. The simulator sends all events to `url`, without a challenge first. */
async function sendingTo(url: string): Promise<Simulator> {
  const slack = await startSimulator({ startAt: Date.now() })
  await install(slack)
  slack.useManifest({
    display_information: { name: 'Bad app' },
    features: {
      bot_user: { display_name: 'bad' },
      slash_commands: [{ command: '/deploy', description: 'deploys', url }],
    },
    oauth_config: { scopes: { bot: ['channels:history', 'commands'] }, redirect_urls: [...slack.app.redirectUrls] },
    settings: { event_subscriptions: { request_url: url, bot_events: ['message.channels'] } },
  })
  return slack
}

describe('an app that answers wrongly', () => {
  it('causes the error http_error when the app returns an HTML page with status 502', async () => {
    await using app = await startEventApp(() => ({ status: 502, body: '<html><h1>Bad Gateway</h1></html>' }))
    await using slack = await sendingTo(app.url)
    const { deliveries } = await slack.as('dana').say('#general', 'hi')
    expect(deliveries).toMatchObject([{ ok: false, status: 502, error: 'http_error' }])
    await slack.settled()
  })

  it('can answer a command with HTML; the simulator accepts this answer, as Slack does', async () => {
    await using app = await startEventApp(() => ({ body: '<html></html>' }))
    await using slack = await sendingTo(app.url)
    const { deliveries } = await slack.as('dana').command('/deploy')
    expect(deliveries).toMatchObject([{ ok: true, status: 200, body: '<html></html>' }])
  })

  it('causes connection_failed when the app closes every connection, and no delivery stays open', async () => {
    const server = createServer((socket) => socket.destroy())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined
    await using slack = await sendingTo(`http://127.0.0.1:${port}/slack/events`)
    expect((await slack.as('dana').say('#general', 'hi')).deliveries).toMatchObject([{ error: 'connection_failed' }])
    expect((await slack.as('dana').command('/deploy')).deliveries).toMatchObject([{ error: 'connection_failed' }])
    await slack.settled()
    server.close()
  })

  it('causes too_many_redirects, with the new address in the body, when the app redirects to another port', async () => {
    await using app = await startEventApp(() => ({ status: 302, headers: { location: 'http://127.0.0.1:1/' } }))
    await using slack = await sendingTo(app.url)
    expect((await slack.as('dana').command('/deploy')).deliveries).toMatchObject([
      { status: 302, error: 'too_many_redirects', body: 'redirect to http://127.0.0.1:1/' },
    ])
    await expect(slack.sendTo(app.url)).rejects.toThrow(/too_many_redirects \(status 302, redirect to \S+; .*host/)
  })

  it('gets no request when its request URL is on another computer (error not_loopback)', async () => {
    await using slack = await sendingTo('https://app.example/slack/events')
    expect((await slack.as('dana').say('#general', 'hi')).deliveries).toMatchObject([
      { by: 'nothing', error: 'not_loopback' },
    ])
    await expect(slack.sendTo('https://app.example/slack/events')).rejects.toThrow(/another computer/)
  })
})
