import { WebClient } from '@slack/web-api'
import { afterEach, describe, expect, it } from 'vitest'
import { type SimulatorServer, startSimulator } from '../../src/simulator/http/simulator.ts'
import { bot, dana, everyScope, installedWorld } from '../support/installed-world.ts'
import { refusal } from '../support/refusal.ts'

const running: SimulatorServer[] = []

afterEach(async () => {
  for (const simulator of running.splice(0)) await simulator.close()
})

/**
 * Starts a simulator with an installed app. Returns it with Slack's client for the bot token, the user token and no
 * token.
 */
async function clients(scopes: { bot?: string[]; user?: string[] } = everyScope) {
  const installed = installedWorld(scopes)
  const simulator = await startSimulator({ state: installed.world.state })
  running.push(simulator)
  const options = { slackApiUrl: simulator.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true }
  return {
    simulator,
    asBot: new WebClient(installed.bot.value, options),
    asUser: new WebClient(installed.user.value, options),
    anonymous: new WebClient(undefined, options),
  }
}

describe("Slack's own client with the simulator", () => {
  it('reads from auth.test who each token acts as, and which scopes the token has', async () => {
    const { asBot, asUser, simulator } = await clients()
    const url = `${simulator.url}/`
    expect(await asBot.auth.test()).toMatchObject({ ok: true, url, user_id: bot.user, bot_id: bot.id })
    const person = await asUser.auth.test()
    expect(person).toMatchObject({ user: 'dana', user_id: dana, team: 'Sandbox Inc' })
    expect(person.response_metadata?.scopes).toEqual(everyScope.user)
  })

  it('posts as the bot and as the person, and reads both messages', async () => {
    const { asBot, asUser } = await clients()
    const channel = 'C0SIMGENL'
    const first = await asBot.chat.postMessage({ channel, text: 'from the bot', blocks: [{ type: 'divider' }] })
    const second = await asUser.chat.postMessage({ channel: '#general', text: 'from dana' })
    expect(first.message).toMatchObject({ user: bot.user, bot_id: bot.id, blocks: [{ type: 'divider' }] })
    expect(second).toMatchObject({ channel, message: { user: dana } })
    const { messages } = await asUser.conversations.history({ channel })
    expect(messages?.map(({ ts }) => ts)).toEqual([second.ts, first.ts])
  })

  it('receives all pages of channels, people and history', async () => {
    const { asBot } = await clients()
    for (const text of ['one', 'two', 'three']) await asBot.chat.postMessage({ channel: 'general', text })
    const pages = async (method: string, args: Record<string, unknown>, list: string) => {
      const found: unknown[] = []
      for await (const page of asBot.paginate(method, { limit: 1, ...args }))
        found.push(...((page as never)[list] as []))
      return found
    }
    expect(await pages('conversations.list', {}, 'channels')).toMatchObject(
      ['general', 'random', 'design'].map((name) => ({ name })),
    )
    expect(await pages('users.list', {}, 'members')).toHaveLength(4)
    expect(await pages('conversations.history', { channel: 'C0SIMGENL' }, 'messages')).toMatchObject(
      ['three', 'two', 'one'].map((text) => ({ text })),
    )
  })

  it('searches messages with the user token', async () => {
    const { asBot, asUser } = await clients()
    await asBot.chat.postMessage({ channel: 'general', text: 'release 7' })
    const { messages } = await asUser.search.messages({ query: 'release', count: 5 })
    expect(messages).toMatchObject({ total: 1, matches: [{ text: 'release 7', username: 'sim-app' }] })
  })

  it('joins a channel, opens a conversation, and reads a user and the workspace', async () => {
    const { asBot } = await clients()
    expect((await asBot.conversations.join({ channel: 'C0SIMRAND' })).channel?.is_member).toBe(true)
    expect((await asBot.conversations.open({ users: dana, return_im: true })).channel?.user).toBe(dana)
    expect((await asBot.users.info({ user: dana })).user?.real_name).toBe('Dana Whitfield')
    expect((await asBot.team.info()).team?.domain).toBe('sandbox-inc')
  })

  it('throws an error with Slack’s error code for each refused call', async () => {
    const { asBot, asUser, anonymous } = await clients({ bot: ['chat:write'], user: ['channels:read'] })
    expect(await refusal(asBot.search.messages({ query: 'x' }))).toMatchObject({ error: 'not_allowed_token_type' })
    expect(await refusal(asBot.users.list({}))).toMatchObject({
      error: 'missing_scope',
      needed: 'users:read',
      provided: 'chat:write',
    })
    expect(await refusal(asUser.conversations.list({ types: 'im' }))).toMatchObject({
      error: 'missing_scope',
      needed: 'im:read',
    })
    expect(await refusal(asBot.apiCall('chat.shout'))).toMatchObject({
      error: 'unknown_method',
      req_method: 'chat.shout',
    })
    expect(await refusal(asBot.apiCall('rtm.connect'))).toMatchObject({ error: 'not_simulated' })
    expect(await refusal(anonymous.auth.test())).toMatchObject({ error: 'not_authed' })
    expect(await refusal(anonymous.auth.test({ token: 'xoxb-sim-none' }))).toMatchObject({ error: 'invalid_auth' })
  })

  it('revokes a user token, so that auth.test throws token_revoked', async () => {
    const { asBot, asUser } = await clients()
    expect(await asUser.auth.revoke({ test: true })).toMatchObject({ revoked: false })
    expect(await asUser.auth.revoke()).toMatchObject({ revoked: true })
    expect(await refusal(asUser.auth.test())).toMatchObject({ error: 'token_revoked' })
    expect((await asBot.auth.test()).ok).toBe(true)
  })
})
