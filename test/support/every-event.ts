import type { Simulator } from '../../src/simulator/testing/types.ts'

const general = 'C0SIMGENL'

interface Answer {
  readonly ok: boolean
  readonly error?: string
  readonly channel?: { readonly id: string } | string
  readonly ts?: string
  readonly upload_url?: string
  readonly file_id?: string
  readonly app_id?: string
}

/**
 * Calls a method. `token` is `bot` or `user` for a token of the first app, or the value of any other token.
 * @throws Error with Slack’s code when the method refuses
 */
export type Call = (method: string, args: Record<string, string>, token?: string) => Promise<Answer>

/** Returns the function that calls methods of this simulator. */
export function callerOf(slack: Simulator): Call {
  return async (method, args, token = 'bot') => {
    const own = slack.tokens.find((one) => one.kind === token && one.appId === slack.app.id)?.value
    const headers = { authorization: `Bearer ${own ?? token}` }
    const answered = await fetch(slack.apiUrl + method, { method: 'POST', headers, body: new URLSearchParams(args) })
    const body = (await answered.json()) as Answer
    if (!body.ok) throw new Error(`${method}: ${body.error}`)
    return body
  }
}

/** Sends a request to the control interface. */
export async function control(slack: Simulator, path: string, body?: object): Promise<Record<string, unknown>> {
  const headers = { authorization: `Bearer ${slack.controlToken}`, 'content-type': 'application/json' }
  const sent = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) }
  const answered = await fetch(`${slack.url}/_sim${path}`, sent)
  if (!answered.ok) throw new Error(`/_sim${path}: ${await answered.text()}`)
  return (await answered.json()) as Record<string, unknown>
}

/** Does everything that causes an event. The last action uninstalls the app. */
export async function causeEverything(slack: Simulator): Promise<void> {
  const call = callerOf(slack)
  await inMessages(slack, call)
  await inConversations(slack, call)
  await withFiles(call)
  const status = JSON.stringify({ status_text: 'away', status_emoji: ':tea:' })
  await call('users.profile.set', { profile: status }, 'user')
  await withOtherApp(slack, call)
  const { clientId: client_id, clientSecret: client_secret } = slack.app
  await call('apps.uninstall', { client_id, client_secret })
}

async function inMessages(slack: Simulator, call: Call): Promise<void> {
  const dana = slack.as('dana')
  const timestamp = (await dana.say('#general', '<@bot> see https://example.com/x')).ts ?? ''
  await dana.react(timestamp, ':tada:')
  await dana.react(timestamp, ':tada:', { remove: true })
  await dana.openHome()
  await dana.say('@sim-app', 'hi')
  const { thread } = await dana.openAssistant({ in: '#general' })
  await dana.openAssistant({ in: '#general', thread: thread.ts })
  // Bolt does not pass on most events that the app itself caused.
  await call('pins.add', { channel: general, timestamp }, 'user')
  await call('pins.remove', { channel: general, timestamp }, 'user')
  const metadata = (id: string) => JSON.stringify({ event_type: 'task_created', event_payload: { id } })
  const noted = { channel: general, text: 'a task', metadata: metadata('1') }
  const { ts = '' } = await call('chat.postMessage', noted)
  await call('chat.update', { ...noted, ts, metadata: metadata('2') })
  await call('chat.delete', { channel: general, ts })
}

async function inConversations(slack: Simulator, call: Call): Promise<void> {
  const [dana, lee] = [slack.as('dana'), slack.as('lee')]
  const idOf = ({ channel }: Answer) => (typeof channel === 'string' ? channel : (channel?.id ?? ''))
  for (const isPrivate of ['false', 'true']) {
    const name = isPrivate === 'true' ? 'secret' : 'launch'
    const channel = idOf(await call('conversations.create', { name, is_private: isPrivate }))
    await call('conversations.invite', { channel, users: `${dana.id},${lee.id}` })
    await call('conversations.rename', { channel, name: `${name}-2` })
    await dana.say(channel, 'here')
    await call('conversations.archive', { channel }, 'user')
    await call('conversations.unarchive', { channel }, 'user')
    await call('conversations.leave', { channel }, 'user')
  }
  await call('conversations.open', { users: lee.id }, 'user')
  const bot = slack.tokens.find(({ kind }) => kind === 'bot')?.userId ?? ''
  const mpim = idOf(await call('conversations.open', { users: `${bot},${lee.id}` }, 'user'))
  await call('chat.postMessage', { channel: mpim, text: 'all of you' }, 'user')
}

async function withFiles(call: Call): Promise<void> {
  const upload = async () => {
    const text = 'a,b'
    const { upload_url: url = '', file_id: id = '' } = await call('files.getUploadURLExternal', {
      filename: 'table.csv',
      length: String(text.length),
    })
    await fetch(url, { method: 'POST', body: text })
    const files = JSON.stringify([{ id }])
    await call('files.completeUploadExternal', { files, channel_id: general, initial_comment: `file ${id}` })
    return id
  }
  await call('files.delete', { file: await upload() })
  const id = await upload()
  const { messages } = (await call('conversations.history', { channel: general })) as Answer & {
    messages: { ts: string; text: string }[]
  }
  const ts = messages.find(({ text }) => text === `file ${id}`)?.ts ?? ''
  await call('chat.delete', { channel: general, ts })
}

/** Requests, installs and uninstalls another app, and deletes a third app. */
async function withOtherApp(slack: Simulator, call: Call): Promise<void> {
  const app = { clientId: '3333333333.4444444444', clientSecret: 'x'.repeat(32), botName: 'other' }
  const redirectUrls = ['http://localhost:8443/slack/callback']
  await control(slack, '/adopt', { ...app, redirectUrls, approvalRequired: true })
  const query = new URLSearchParams({ client_id: app.clientId, scope: 'chat:write' }).toString()
  const accept = { accept: 'application/json' }
  const page = await fetch(`${slack.authorizeUrl}?${query}`, { headers: accept })
  const { request } = (await page.json()) as { request: string }
  const form = new URLSearchParams({ request, decision: 'request' })
  await fetch(`${slack.authorizeUrl}?${query}`, { method: 'POST', headers: accept, body: form })
  await control(slack, '/adopt', { ...app, approvalRequired: false })
  const { callback } = await slack.approve(`${slack.authorizeUrl}?${query}`)
  const code = callback.searchParams.get('code') ?? ''
  const exchange = { code, client_id: app.clientId, client_secret: app.clientSecret }
  await fetch(`${slack.apiUrl}oauth.v2.access`, { method: 'POST', body: new URLSearchParams(exchange) })
  await control(slack, '/remove', { clientId: app.clientId })
  const { configToken } = await control(slack, '')
  const manifest = JSON.stringify({ display_information: { name: 'Third app' } })
  const { app_id = '' } = await call('apps.manifest.create', { manifest }, String(configToken))
  await call('apps.manifest.delete', { app_id }, String(configToken))
}
