import { startSimulator } from 'slack-tokens/simulator'
import { describe, expect, it } from 'vitest'
import { createMachine, type Machine } from '../../support/cli.ts'
import { controlHeaders } from '../../support/simulator.ts'

async function starter(machine: Machine): Promise<object> {
  return (await machine.run(['sim', 'seed', '--print', '--json'])).json as object
}

type Simulator = Awaited<ReturnType<typeof startSimulator>>

async function call(slack: Simulator, method: string, args: Record<string, string>): Promise<Record<string, unknown>> {
  const response = await fetch(slack.apiUrl + method, { method: 'POST', body: new URLSearchParams(args) })
  return (await response.json()) as Record<string, unknown>
}

async function install(slack: Simulator, consent: object = {}): Promise<Record<string, unknown>> {
  const { clientId: client_id, clientSecret: client_secret } = slack.app
  const scope = 'chat:write,channels:read,channels:history,users:read,team:read,incoming-webhook'
  const page = `${slack.authorizeUrl}?client_id=${client_id}&scope=${scope}&user_scope=chat:write,channels:read,channels:history`
  const { callback } = await slack.approve(page, consent)
  return await call(slack, 'oauth.v2.access', {
    client_id,
    client_secret,
    code: callback.searchParams.get('code') ?? '',
  })
}

describe('a simulator with a seed', () => {
  const seeded = async () => {
    using machine = createMachine()
    return await startSimulator({ content: await starter(machine), startAt: '2026-06-01T12:00:00Z' })
  }

  it('contains the messages of the seed with their authors and threads, and contains them again after a reset', async () => {
    await using slack = await seeded()
    expect(slack.messages('#general')).toMatchObject([
      { author: 'dana', text: 'Welcome to Acme!' },
      { author: 'lee', text: 'Thank you', threadTs: slack.messages('#general')[0]?.ts },
    ])
    expect(slack.app).toMatchObject({ name: 'Release Bot', clientId: '1111111111.2222222222' })
    const before = JSON.stringify(slack.messages('#general'))
    await install(slack)
    slack.reset()
    expect([JSON.stringify(slack.messages('#general')), slack.tokens]).toEqual([before, []])
  })

  it('accepts a reaction with an emoji of the seed, and refuses one with a misspelt emoji (invalid_name)', async () => {
    await using slack = await seeded()
    const [first] = slack.messages('#general')
    await slack.as('dana').react(first?.ts ?? '', ':party_parrot:')
    await expect(slack.as('dana').react(first?.ts ?? '', ':party_parot:')).rejects.toThrow(/invalid_name.*party_parrot/)
  })

  it('returns from conversations.history a thread of the seed with its number of replies', async () => {
    await using slack = await seeded()
    await install(slack)
    const token = slack.tokens.find(({ kind }) => kind === 'user')?.value ?? ''
    const [first] = slack.messages('#general')
    const listed = (await call(slack, 'conversations.list', { token }))['channels'] as { id: string; name: string }[]
    const channel = listed.find(({ name }) => name === 'general')?.id ?? ''
    const history = await call(slack, 'conversations.history', { token, channel, limit: '999' })
    expect(history['messages']).toMatchObject([
      { text: 'Welcome to Acme!', ts: first?.ts, thread_ts: first?.ts, reply_count: 1, reply_users_count: 1 },
    ])
    const replies = await call(slack, 'conversations.replies', { token, channel, ts: first?.ts ?? '' })
    expect(replies['messages']).toMatchObject([{ text: 'Welcome to Acme!' }, { text: 'Thank you' }])
  })

  it('separates the people, channels, bots and webhooks of two workspaces', async () => {
    await using slack = await seeded()
    const acme = await install(slack)
    const globex = await install(slack, { workspace: 'T0SIM0002', user: 'kim' })
    expect(globex).toMatchObject({ team: { id: 'T0SIM0002', name: 'Globex' }, authed_user: { id: 'U0SIMKIM' } })
    const token = String(globex['access_token'])
    const list = async (method: string, key: string) =>
      ((await call(slack, method, { token }))[key] as { name: string }[]).map(({ name }) => name)
    expect(await list('users.list', 'members')).toEqual(['kim', 'noor', 'release-bot'])
    expect(await list('conversations.list', 'channels')).toEqual(['general'])
    expect(await call(slack, 'auth.test', { token })).toMatchObject({ team_id: 'T0SIM0002', user: 'release-bot' })
    expect(await call(slack, 'users.info', { token, user: 'U0SIMDANA' })).toMatchObject({ error: 'user_not_found' })
    const elsewhere = { token, channel: 'C0RELEASES', text: 'x' }
    expect(await call(slack, 'chat.postMessage', elsewhere)).toMatchObject({ error: 'channel_not_found' })
    expect(await call(slack, 'chat.postMessage', { token, channel: '#general', text: 'in Globex' })).toMatchObject({
      ok: true,
      message: { team: 'T0SIM0002' },
    })
    const { url, channel_id } = globex['incoming_webhook'] as { url: string; channel_id: string }
    expect((await fetch(url, { method: 'POST', body: '{"text":"by webhook"}' })).status).toBe(200)
    expect(slack.messages(channel_id).map(({ text }) => text)).toEqual(['in Globex', 'by webhook'])
    expect(slack.messages('#general').map(({ text }) => text)).not.toContain('in Globex')
    await call(slack, 'auth.revoke', { token })
    expect(await call(slack, 'auth.test', { token })).toMatchObject({ error: 'account_inactive' })
    expect(await call(slack, 'auth.test', { token: String(acme['access_token']) })).toMatchObject({ team_id: 'T0ACME' })
  })

  it('lists for an org-wide token the channels of the workspace in team_id', async () => {
    using machine = createMachine()
    const content = (await starter(machine)) as { organization: object; apps: object[] }
    const organization = { ...content.organization, workspaces: ['Acme', 'Globex'] }
    const apps = [{ ...content.apps[0], orgDeploy: true }]
    await using slack = await startSimulator({ content: { ...content, organization, apps } })
    const { access_token, is_enterprise_install } = await install(slack, { workspace: 'E0ACME', user: 'dana' })
    const names = async (team_id: string) => {
      const { channels } = await call(slack, 'conversations.list', { token: String(access_token), team_id })
      return (channels as { name: string }[]).map(({ name }) => name)
    }
    expect(is_enterprise_install).toBe(true)
    expect([await names('T0ACME'), await names('T0SIM0002')]).toEqual([['general', 'releases'], ['general']])
  })

  it('refuses an install by a person who is not in the chosen workspace', async () => {
    await using slack = await seeded()
    await expect(install(slack, { workspace: 'T0SIM0002', user: 'dana' })).rejects.toThrow(/not in the workspace/)
  })

  it('posts a scheduled message in the second workspace, and revokes the user token of a person deactivated there', async () => {
    await using slack = await seeded()
    const { access_token } = await install(slack, { workspace: 'T0SIM0002', user: 'kim' })
    const token = String(access_token)
    const [{ id }] = (await call(slack, 'conversations.list', { token }))['channels'] as [{ id: string }]
    const post_at = String(slack.clock.now() / 1000 + 60)
    expect(await call(slack, 'chat.scheduleMessage', { token, channel: id, text: 'later', post_at })).toMatchObject({
      ok: true,
    })
    slack.clock.advance(60_000)
    expect(slack.messages(id)).toMatchObject([{ text: 'later' }])
    const headers = controlHeaders(slack)
    const body = JSON.stringify({ id: 'U0SIMKIM', deactivated: true })
    expect((await fetch(`${slack.url}/_sim/person`, { method: 'POST', headers, body })).status).toBe(200)
    expect(slack.tokens.map(({ kind }) => kind)).toEqual(['bot'])
  })
})
