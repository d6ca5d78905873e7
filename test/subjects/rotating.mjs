// A small hand-written app with token rotation, which can have a defect of rotation: PLAN names what the app does when
// its tokens have expired. /hello calls Slack as the bot and as the person who installed.
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'

const { PORT = '3000', PLAN = 'early' } = process.env
const { SLACK_CLIENT_ID, SLACK_CLIENT_SECRET } = process.env
const credentials = { client_id: SLACK_CLIENT_ID, client_secret: SLACK_CLIENT_SECRET }
const redirect_uri = `http://localhost:${PORT}/callback`
const states = new Set()
/** The token pairs of the bot and of the person. */
const pairs = {}
/** The refreshes that are under way. They let two uses wait for the same refresh. */
const running = new Map()

async function slack(method, fields, token) {
  const headers = token ? { authorization: `Bearer ${token}` } : {}
  const sent = { method: 'POST', headers, body: new URLSearchParams(fields) }
  return await (await fetch(`https://slack.com/api/${method}`, sent)).json()
}

const pairOf = ({ access_token: access, refresh_token: refresh, expires_in: seconds }) => ({
  ...{ access, refresh, expires: seconds ? Date.now() + seconds * 1000 : Number.POSITIVE_INFINITY },
})

async function refresh(kind) {
  const secret = PLAN === 'wrong-secret' ? { client_secret: 'not-the-secret' } : {}
  const own = { ...credentials, ...secret, grant_type: 'refresh_token', refresh_token: pairs[kind].refresh }
  const got = await slack('oauth.v2.access', own)
  // Another process may have been faster: a careful app reads the store again before it gives up.
  if (!got.ok && PLAN === 'at-once') delete pairs[kind]
  if (!got.ok) return PLAN === 'careful-race' ? await later(kind, own.refresh_token) : undefined
  pairs[kind] = pairOf(got)
}

async function later(kind, spent) {
  for (let tries = 0; tries < 100 && pairs[kind].refresh === spent; tries += 1) await new Promise(setImmediate)
}

async function refreshOnce(kind) {
  if (PLAN === 'careful-race' || PLAN === 'at-once') return await refresh(kind)
  if (!running.has(kind))
    running.set(
      kind,
      refresh(kind).finally(() => running.delete(kind)),
    )
  await running.get(kind)
}

/** Whether PLAN requires a refresh of this token pair before a call. */
function isDue(kind) {
  if (PLAN === 'never' || PLAN === 'on-error' || (PLAN === 'bot-only' && kind === 'user')) return false
  const margin = PLAN === 'exact' ? 0 : 5 * 60_000
  return pairs[kind].expires - Date.now() <= margin
}

async function call(kind) {
  if (!pairs[kind]) return { error: 'nobody' }
  if (isDue(kind)) await refreshOnce(kind)
  const said = await slack('auth.test', {}, pairs[kind]?.access)
  if (/^(?:token_revoked|account_inactive)$/.test(said.error)) delete pairs[kind]
  if (said.error !== 'token_expired' || PLAN !== 'on-error') return said
  await refreshOnce(kind)
  return await slack('auth.test', {}, pairs[kind].access)
}

async function answer(url) {
  if (url.pathname === '/install') {
    const state = randomUUID()
    states.add(state)
    const scopes = { scope: 'chat:write', user_scope: 'search:read' }
    const query = new URLSearchParams({ client_id: SLACK_CLIENT_ID, redirect_uri, state, ...scopes })
    return [302, '', { location: `https://slack.com/oauth/v2/authorize?${query}` }]
  }
  if (url.pathname === '/callback') {
    if (!states.delete(url.searchParams.get('state'))) return [400, 'Start again']
    if (url.searchParams.get('error')) return [200, 'Cancelled']
    const got = await slack('oauth.v2.access', { ...credentials, redirect_uri, code: url.searchParams.get('code') })
    if (!got.ok) return [400, got.error]
    if (got.access_token) pairs.bot = pairOf(got)
    if (got.authed_user.access_token) pairs.user = pairOf(got.authed_user)
    return [200, 'Installed']
  }
  if (url.pathname !== '/hello') return [404, 'Nothing here']
  if (PLAN === 'at-once') await Promise.all([call('bot'), call('bot')])
  const said = [await call('bot'), await call('user')]
  return [said.every(({ ok }) => ok) ? 200 : 502, said.map((one) => one.user ?? one.error).join(', ')]
}

async function serve(request, response) {
  const [status, text, headers = {}] = await answer(new URL(request.url, redirect_uri))
  response.writeHead(status, { 'content-type': 'text/plain', ...headers }).end(text)
}

createServer((request, response) => void serve(request, response)).listen(Number(PORT), () =>
  console.log(`Listening on http://localhost:${PORT}`),
)
