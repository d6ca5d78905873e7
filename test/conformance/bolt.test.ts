import { createHmac } from 'node:crypto'
import type { Server } from 'node:http'
import type { Installation } from '@slack/oauth'
import { describe, expect, it } from 'vitest'
import { type SimulatorServer, startSimulator } from '../../src/simulator/http/simulator.ts'
import { callMethod } from '../support/installed-world.ts'
import { end, walk } from '../support/oauth-app.ts'
import { freePort } from '../support/program.ts'
import { refusal } from '../support/refusal.ts'
import { bolts, silent, webhookClients } from '../support/sdk.ts'
import { general, stagedWorld } from '../support/staged-world.ts'

type BoltApp = InstanceType<(typeof bolts)[number]['App']>

describe.each(bolts)('$name', ({ App }) => {
  /** Starts an app as in Bolt's README, except for three URLs. Its own OAuth pages install it. */
  async function start(simulator: SimulatorServer) {
    const installations: Installation[] = []
    // The app needs its redirect URL, which contains the port, before it starts.
    const { clientId, clientSecret, signingSecret } = simulator.app
    const redirectUri = `http://localhost:${await freePort()}/slack/oauth_redirect`
    simulator.app.redirectUrls.push(redirectUri)
    const app = new App({
      clientId,
      clientSecret,
      signingSecret,
      stateSecret: 'any text will do',
      scopes: ['chat:write', 'commands'],
      redirectUri,
      logger: silent,
      clientOptions: { slackApiUrl: simulator.apiUrl, retryConfig: { retries: 0 } },
      installerOptions: {
        authorizationUrl: simulator.authorizeUrl,
        userScopes: ['search:read'],
        directInstall: true,
        redirectUriPath: '/slack/oauth_redirect',
      },
      installationStore: {
        storeInstallation: async (installation) => void installations.push(installation),
        fetchInstallation: async () => installations.at(-1) as never,
      },
    })
    const { port } = new URL(redirectUri)
    const server = (await app.start(Number(port))) as Server
    return { app, installations, url: `http://localhost:${port}`, [Symbol.asyncDispose]: () => end(server) }
  }

  it('is installed through its own install pages, answers a command, and posts a message', async () => {
    await using simulator = await startSimulator()
    await using bolt = await start(simulator)
    const { app, installations, url } = bolt
    expect((await walk(`${url}/slack/install`)).status).toBe(200)
    expect(installations).toMatchObject([
      { team: { id: 'T0SIM0001' }, bot: { scopes: ['chat:write', 'commands'] }, user: { scopes: ['search:read'] } },
    ])
    answerHello(app)
    const channel = simulator.world.state.channels[0]
    channel?.members.push(installations[0]?.bot?.userId ?? '')
    expect(await sendCommand(url, simulator.app.signingSecret)).toEqual([200, 'on it'])
    await expect.poll(() => channel?.messages.at(-1)?.text).toBe('hello from the command')
    expect(simulator.log().map(({ what, ok }) => [what, ok])).toEqual([
      ['authorize', true],
      ['authorize', true],
      ['oauth.v2.access', true],
      ['auth.test', true],
      ['chat.postMessage', true],
    ])
  })

  it('answers 401 to a command that is signed with another secret', async () => {
    await using simulator = await startSimulator()
    await using bolt = await start(simulator)
    const [status] = await sendCommand(bolt.url, 'another secret')
    expect(status).toBe(401)
  })

  it('answers 500 and installs nothing when the person cancels', async () => {
    await using simulator = await startSimulator()
    await using bolt = await start(simulator)
    const { status } = await walk(`${bolt.url}/slack/install`, { choice: { decision: 'cancel' } })
    expect([status, bolt.installations]).toEqual([500, []])
  })

  it('calls the API when the app has one token instead of an install', async () => {
    const { world, bot } = stagedWorld()
    await using simulator = await startSimulator({ state: world.state })
    const options = { token: bot.value, signingSecret: 'any', logger: silent, deferInitialization: true }
    const app = new App({ ...options, clientOptions: { slackApiUrl: simulator.apiUrl } })
    await app.init()
    expect(await app.client.chat.postMessage({ channel: general, text: 'hi' })).toMatchObject({ ok: true })
    expect(await app.client.auth.test()).toMatchObject({ bot_id: 'B0SIMBOT1' })
  })
})

function answerHello(app: BoltApp): void {
  app.command('/hello', async ({ ack, client, command }) => {
    await ack('on it')
    await client.chat.postMessage({ channel: command.channel_id, text: 'hello from the command' })
  })
}

/**
 * Sends the slash command /hello with Slack's signature (docs.slack.dev/authentication/verifying-requests-from-slack).
 * Returns status and text of the answer.
 */
async function sendCommand(url: string, secret: string): Promise<[status: number, text: string]> {
  const body = new URLSearchParams({
    command: '/hello',
    text: '',
    team_id: 'T0SIM0001',
    channel_id: general,
    user_id: 'U0SIMDANA',
    trigger_id: '1.2.3',
  }).toString()
  const time = String(Math.floor(Date.now() / 1000))
  const signature = createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex')
  const response = await fetch(`${url}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': time,
      'x-slack-signature': `v0=${signature}`,
    },
    body,
  })
  return [response.status, await response.text()]
}

describe.each(webhookClients)('$name', ({ IncomingWebhook }) => {
  const setUp = async () => {
    const { world, bot, botTs } = stagedWorld()
    const simulator = await startSimulator({ state: world.state })
    const url = `${simulator.url}/services/T0SIM0001/B0SIMHOOK/sim-secret`
    return { world, bot, botTs, simulator, hook: new IncomingWebhook(url) }
  }

  it('posts text and blocks as the app, also into a thread', async () => {
    const { world, bot, simulator, hook, botTs } = await setUp()
    await using _ = simulator
    expect(await hook.send('plain')).toEqual({ text: 'ok' })
    await hook.send({ text: 'rich', blocks: [{ type: 'divider' }], thread_ts: botTs } as never)
    const { messages } = callMethod(world, 'conversations.replies', bot, { channel: general, ts: botTs }).body
    expect(messages).toMatchObject([{}, { text: 'a reply' }, { text: 'rich', username: 'Sim App', blocks: [{}] }])
    const { messages: all } = callMethod(world, 'conversations.history', bot, { channel: general, limit: '1' }).body
    expect(all).toMatchObject([{ text: 'plain', subtype: 'bot_message' }])
  })

  it.each([
    ['no_text', {}, 400],
    ['invalid_blocks', { text: 'a', blocks: [{ type: 'box' }] }, 400],
  ])('throws when the webhook answers with the error %s', async (code, payload, status) => {
    const { simulator, hook } = await setUp()
    await using _ = simulator
    const { thrown } = await refusal(hook.send(payload))
    expect(String(thrown)).toContain(String(status))
    expect(simulator.log().at(-1)).toMatchObject({ what: 'webhook', status, error: code })
  })

  it('throws after the webhook was removed', async () => {
    const { simulator, world, hook } = await setUp()
    await using _ = simulator
    for (const one of world.state.webhooks) one.dead = true
    expect(String((await refusal(hook.send('x')))['thrown'])).toContain('404')
  })
})
