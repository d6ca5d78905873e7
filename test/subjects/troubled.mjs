// A hand-written app that stores an installation for each workspace, and uses it to call Slack at /hello. DEFECT names
// its defects. They show only when an install does not go as usual. FLOW=v1 makes it a classic app. SCOPE replaces the
// bot scopes of its link.
import { createHmac, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'

const { PORT = '0', DEFECT = '', FLOW = 'v2', SCOPE = 'chat:write,users:read,incoming-webhook' } = process.env
const { SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_SIGNING_SECRET } = process.env
const home = `http://localhost:${PORT}`
const flows = {
  v2: { page: 'v2/authorize', method: 'oauth.v2.access', scopes: { scope: SCOPE, user_scope: 'search:read' } },
  v1: { page: 'authorize', method: 'oauth.access', scopes: { scope: 'bot,chat:write:user' } },
}
const installed = new Map()
const states = new Set()
const begun = new Set()
let busy = false

const has = (defect) => DEFECT.split(',').includes(defect)

async function slack(method, fields, { token, timeout } = {}) {
  const response = await fetch(`https://slack.com/api/${method}`, {
    method: 'POST',
    headers: token ? { authorization: `Bearer ${token}` } : {},
    body: new URLSearchParams(fields),
    ...(timeout && { signal: AbortSignal.timeout(timeout) }),
  })
  if (has('crashes-at-500') && response.status >= 500) throw new Error(`Slack answered ${response.status}`)
  if (has('crashes-at-429') && response.status === 429) throw new Error('Slack answered 429')
  return await response.json()
}

function answer(response, status, text, headers = {}) {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(`<h1>${text}</h1>`)
}

function install(request, response) {
  if (has('one-install-at-a-time')) {
    const visitor = cookie(request, 'visitor') ?? randomBytes(8).toString('hex')
    if (begun.has(visitor)) return answer(response, 409, 'You have begun an install already')
    begun.add(visitor)
    response.setHeader('set-cookie', `visitor=${visitor}; Path=/`)
  }
  const state = randomBytes(16).toString('hex')
  states.add(state)
  const { page, scopes } = flows[FLOW]
  const query = new URLSearchParams({
    ...{ client_id: SLACK_CLIENT_ID, redirect_uri: `${home}/callback`, state },
    ...scopes,
  })
  response.appendHeader('set-cookie', `state=${state}; HttpOnly; Path=/; SameSite=Lax`)
  answer(response, 302, '', { location: `https://slack.com/oauth/${page}?${query}` })
}

function cookie(request, name) {
  return new RegExp(`(?:^|; )${name}=([^;]*)`).exec(request.headers.cookie ?? '')?.[1]
}

async function exchange(code) {
  const own = { client_id: SLACK_CLIENT_ID, client_secret: SLACK_CLIENT_SECRET, redirect_uri: `${home}/callback` }
  const once = async (limits) =>
    await slack(
      has('mixes-flows') ? flows[FLOW === 'v1' ? 'v2' : 'v1'].method : flows[FLOW].method,
      { ...own, code },
      limits,
    )
  if (has('gives-up-early')) return await once({ timeout: 500 })
  if (has('repeats-early')) return await once({ timeout: 500 }).catch(() => once({}))
  let granted = await once({})
  const isRefused = () =>
    (has('repeats-refusals') || (has('hammers') && granted.error === 'ratelimited')) && !granted.ok
  for (let count = 0; count < 8 && isRefused(); count += 1) granted = await once({})
  return granted
}

async function callback(request, response, query) {
  const state = query.get('state')
  if (cookie(request, 'state') !== state || !states.delete(state))
    return answer(response, 400, 'This is not your install')
  if (query.get('error')) return answer(response, 200, 'You cancelled')
  if (busy) return answer(response, 409, 'Another install is running')
  busy = has('locks')
  const granted = await exchange(query.get('code'))
  busy &&= !granted.ok
  if (has('reads-at-once')) granted.team.id.toLowerCase()
  if (!granted.ok && !has('claims-success')) return answer(response, 400, `Slack said ${granted.error}`)
  begun.delete(cookie(request, 'visitor'))
  if (granted.ok) store(granted)
  if (has('calls-at-once')) await listPeople(granted.access_token)
  answer(response, 200, `Installed in ${granted.team?.name ?? granted.enterprise?.name ?? granted.team_name}`)
}

function store({ team, enterprise, team_id, scope, bot, access_token, authed_user, incoming_webhook: hook }) {
  const place = keyOf({ team: team?.id ?? team_id, enterprise: enterprise?.id })
  if (has('needs-bot')) console.log(bot.bot_access_token.length)
  if (has('needs-scopes')) console.log(/users:read/.exec(scope)[0])
  if (has('needs-general') && hook && hook.channel !== '#general') throw new Error(`No channel ${hook.channel}`)
  if (has('team-or-org') && team && enterprise) throw new Error('Neither a workspace nor an organization')
  const known = installed.get(place)
  installed.delete(place)
  installed.set(place, {
    token: bot?.bot_access_token ?? access_token ?? authed_user?.access_token,
    webhook: has('keeps-first-webhook') ? (known?.webhook ?? hook?.url) : hook?.url,
  })
}

function keyOf({ team, enterprise }) {
  return team ?? enterprise
}

async function listPeople(token) {
  const said = await slack('users.list', {}, { token })
  if (!said.ok) throw new Error(`users.list: ${said.error}`)
}

/** Calls Slack with the newest installation. */
async function hello(response) {
  const [place, { token, webhook } = {}] = [...installed].at(-1) ?? []
  if (!token) return answer(response, 404, 'Not installed')
  const said = await slack('auth.test', {}, { token })
  if (!said.ok) {
    installed.delete(place)
    return answer(response, 410, said.error)
  }
  if (has('calls-later')) await listPeople(token)
  if (webhook) await fetch(webhook, { method: 'POST', body: JSON.stringify({ text: 'Hello' }) })
  answer(response, 200, `Hello ${said.user}`)
}

async function events(request, response) {
  let body = ''
  for await (const chunk of request) body += chunk
  const time = request.headers['x-slack-request-timestamp']
  if (!(Math.abs(Date.now() / 1000 - Number(time)) < 300)) return answer(response, 401, 'Too old')
  const signature = createHmac('sha256', SLACK_SIGNING_SECRET).update(`v0:${time}:${body}`).digest('hex')
  if (request.headers['x-slack-signature'] !== `v0=${signature}`) return answer(response, 401, 'Not signed by Slack')
  const { event, challenge, team_id: team, enterprise_id: enterprise } = JSON.parse(body)
  if (challenge) return response.end(challenge)
  if (event.type === 'app_uninstalled') installed.delete(keyOf({ team, enterprise }))
  answer(response, 200, 'ok')
}

async function serve(request, response) {
  const { pathname, searchParams } = new URL(request.url, home)
  try {
    if (pathname === '/install') return install(request, response)
    if (pathname === '/callback') return await callback(request, response, searchParams)
    if (pathname === '/hello') return await hello(response)
    if (pathname === '/slack/events') return await events(request, response)
    answer(response, 404, 'Nothing here')
  } catch (error) {
    console.error(error)
    if (has('shows-way-on')) answer(response, 502, 'Slack did not answer. <a href="/install">Start again</a>')
    else if (has('shows-dead-end')) answer(response, 500, 'Something broke')
    else answer(response, 500, 'Internal Server Error')
  }
}

createServer((request, response) => void serve(request, response)).listen(Number(PORT), 'localhost', () =>
  console.log(`The app listens at ${home}`),
)
