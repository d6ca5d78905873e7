// A hand-written app that also handles what happens after an install: several workspaces and people, tokens that
// expire, uninstalls and people who leave. DEFECT names its defects; WORKERS=2 runs two processes that share the port
// and the store.
import cluster from 'node:cluster'
import { createHmac, randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from './lifecycle-store.mjs'

const { PORT = '3000', DEFECT = '', WORKERS = '1' } = process.env
const { SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_SIGNING_SECRET } = process.env
const has = (defect) => DEFECT.split(',').includes(defect)
const home = `http://localhost:${PORT}`
const redirectUri = `${home}/callback`
const credentials = { client_id: SLACK_CLIENT_ID, client_secret: SLACK_CLIENT_SECRET }
/** Slack’s errors for a token that will never work again. */
const gone = ['account_inactive', 'token_revoked', 'invalid_auth', 'invalid_refresh_token']
/** The app refreshes an access token that expires within this time (in milliseconds), as Slack’s SDKs do. */
const early = 2 * 60 * 60_000

process.env.STORE ??= mkdtempSync(join(tmpdir(), 'slack-app-'))
const store = openStore(process.env.STORE)

async function slack(method, fields, token) {
  const response = await fetch(`https://slack.com/api/${method}`, {
    method: 'POST',
    headers: token ? { authorization: `Bearer ${token}` } : {},
    body: new URLSearchParams(fields),
  })
  return await response.json()
}

const cookieIn = (request, name) => new RegExp(`(?:^|; )${name}=([^;]*)`).exec(request.headers.cookie ?? '')?.[1]

function install(_request, response) {
  const state = randomBytes(16).toString('hex')
  const scopes = { scope: 'chat:write,users:read', user_scope: 'search:read' }
  const link = new URLSearchParams({ client_id: SLACK_CLIENT_ID, ...scopes, redirect_uri: redirectUri, state })
  const cookie = `install_state=${state}; Path=/; HttpOnly; SameSite=Lax`
  response.writeHead(302, { location: `https://slack.com/oauth/v2/authorize?${link}`, 'set-cookie': cookie }).end()
}

async function callback(request, response, query) {
  const state = cookieIn(request, 'install_state')
  const spent = 'install_state=; Path=/; Max-Age=0'
  if (!state || state !== query.get('state')) return page(response, 400, 'Start the install again')
  if (query.get('error')) return page(response, 200, 'Cancelled', [spent])
  const fields = { ...credentials, redirect_uri: redirectUri, code: query.get('code') }
  const granted = await slack('oauth.v2.access', fields)
  if (!granted.ok) return page(response, 400, 'Slack refused', [spent])
  const place = placeOf(granted)
  const { id, ...user } = granted.authed_user
  await store.change((all) => {
    const before = all[place] ?? { bot: null, users: {} }
    const users = has('second-person-replaces-first') ? {} : before.users
    const mine = user.access_token ? { [id]: pairOf(user) } : {}
    const now = { bot: granted.access_token ? pairOf(granted) : before.bot, users: { ...users, ...mine } }
    if (has('one-bot-in-org') && granted.enterprise) for (const at of Object.keys(all)) all[at].bot = now.bot
    if (has('first-bot-for-all')) now.bot = Object.values(all)[0]?.bot ?? now.bot
    return has('second-workspace-replaces-first') ? { [place]: now } : { ...all, [place]: now }
  })
  page(response, 200, 'Installed', [spent, `person=${place}.${id}; Path=/; HttpOnly; SameSite=Lax`])
}

function placeOf({ team, enterprise, is_enterprise_install: isOrg }) {
  if (has('org-under-wrong-key')) return team?.id ?? 'no-team'
  if (has('workspace-under-org')) return enterprise?.id ?? team.id
  return isOrg ? enterprise.id : team.id
}

const pairOf = ({ access_token, bot_user_id, scope, ...granted }) => {
  const token = has('stores-another-field') ? (bot_user_id ?? scope) : access_token
  return storedPair({ ...granted, token })
}

const storedPair = ({ token, refresh_token: refresh = null, expires_in: seconds }) => ({
  token,
  refresh,
  expires: seconds === undefined ? null : Date.now() + seconds * 1000,
})

const isOld = (pair) => pair.refresh !== null && pair.expires - Date.now() < early

/** Returns the token pair of the bot (when `user` is undefined) or of a person. */
const pairAt = (all, place, user) => (user === undefined ? all[place]?.bot : all[place]?.users[user])

function withPair(all, place, user, pair) {
  const one = all[place]
  if (!one) return all
  if (user === undefined) return { ...all, [place]: { ...one, bot: pair } }
  const { [user]: _old, ...users } = one.users
  return { ...all, [place]: { ...one, users: pair === null ? users : { ...users, [user]: pair } } }
}

/** Returns an access token that has not expired. One process refreshes a token, and the others wait for it. */
async function freshToken(place, user) {
  const pair = pairAt(store.read(), place, user)
  if (!pair || !isOld(pair)) return pair?.token
  if (has('refresh-race')) return await refresh(place, user, pair)
  return await store.locked(async () => {
    const current = pairAt(store.read(), place, user)
    return current?.token === pair.token ? await refresh(place, user, current) : current?.token
  })
}

async function refresh(place, user, pair) {
  const got = await slack('oauth.v2.access', {
    ...credentials,
    grant_type: 'refresh_token',
    refresh_token: pair.refresh,
  })
  if (!got.ok) {
    if (gone.includes(got.error)) store.write(withPair(store.read(), place, user, null))
    return undefined
  }
  const kept = has('loses-refresh-token') ? { ...pairOf(got), refresh: pair.refresh } : pairOf(got)
  if (!has('loses-pair')) store.write(withPair(store.read(), place, user, kept))
  return got.access_token
}

/** Calls Slack as the bot or as a person. Forgets the token when Slack says that it will never work again. */
async function callAs(place, user) {
  const token = await freshToken(place, user)
  if (!token) return 'nobody'
  const said = await slack('auth.test', {}, token)
  if (gone.includes(said.error) && !has('keeps-calling')) {
    await store.change((all) => (pairAt(all, place, user)?.token === token ? withPair(all, place, user, null) : all))
  }
  return said.ok ? `${said.user} in ${said.team}` : said.error
}

/**
 * Calls Slack as the bot and as the person whom the cookie names. Without a cookie, calls Slack as every bot and
 * person, as a timer of the app would.
 */
async function hello(request, response) {
  const [place, user] = cookieIn(request, 'person')?.split('.') ?? []
  const all = store.read()
  const whoever = place
    ? [[place], [place, user]]
    : Object.entries(all).flatMap(([at, { bot, users }]) => [
        ...(bot ? [[at]] : []),
        ...Object.keys(users).map((id) => [at, id]),
      ])
  const said = []
  for (const [at, id] of whoever) said.push(await callAs(at, id))
  page(response, said.some((one) => one.includes(' in ')) ? 200 : 410, said.join(', ') || 'nobody')
}

async function events(request, response) {
  const body = await readAll(request)
  const time = request.headers['x-slack-request-timestamp']
  if (!(Math.abs(Date.now() / 1000 - Number(time)) < 300)) return page(response, 401, 'Too old')
  const own = `v0=${createHmac('sha256', SLACK_SIGNING_SECRET).update(`v0:${time}:${body}`).digest('hex')}`
  if (request.headers['x-slack-signature'] !== own) return page(response, 401, 'Not from Slack')
  const { type, challenge, event, team_id: team, enterprise_id: enterprise } = JSON.parse(body)
  if (type === 'url_verification') return page(response, 200, challenge)
  const places = has('looks-under-org') && enterprise ? [enterprise] : [team, enterprise]
  if (event.type === 'app_home_opened') await greet(event.user, places)
  const removed = has('forgets-team-only') ? [team] : [team, enterprise]
  if (!has('ignores-events')) await store.change((all) => afterEvent(all, event, removed))
  page(response, 200, '')
}

/** Calls Slack as the bot and as the person who opened the app’s home. */
async function greet(user, places) {
  const all = store.read()
  const place = has('one-token-for-all') ? Object.keys(all)[0] : places.find((at) => at && all[at])
  if (!place) return
  await callAs(place)
  if (all[place].users[user]) await callAs(place, user)
}

function afterEvent(all, { type, tokens }, places) {
  if (type === 'app_uninstalled') return Object.fromEntries(Object.entries(all).filter(([at]) => !places.includes(at)))
  if (type !== 'tokens_revoked') return all
  if (has('deletes-all-on-revoked')) return {}
  const place = places.find((at) => at && all[at])
  if (!place) return all
  const left = (tokens.oauth ?? []).reduce((now, user) => withPair(now, place, user, null), all)
  return (tokens.bot ?? []).length > 0 ? withPair(left, place, undefined, null) : left
}

async function readAll(request) {
  let body = ''
  for await (const chunk of request) body += chunk
  return body
}

function page(response, status, text, cookies = []) {
  response.writeHead(status, { 'content-type': 'text/plain', 'set-cookie': cookies }).end(text)
}

const routes = { '/install': install, '/callback': callback, '/hello': hello, '/slack/events': events }

async function serve(request, response) {
  const url = new URL(request.url, home)
  const route = routes[url.pathname] ?? (() => page(response, 404, 'Nothing here'))
  try {
    await route(request, response, url.searchParams)
  } catch (error) {
    console.error(error)
    page(response, 500, 'Something broke')
  }
}

if (cluster.isPrimary && Number(WORKERS) > 1) {
  for (let worker = 0; worker < Number(WORKERS); worker++) cluster.fork()
} else {
  createServer((request, response) => void serve(request, response)).listen(Number(PORT), () =>
    console.log(`Listening on ${home}`),
  )
}
