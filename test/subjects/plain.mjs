// A hand-written app in one file, with node:http and fetch. DEFECT names its defects. The app listens at HOST and PORT,
// calls Slack at API, and installs with the flow FLOW: v2, v1 (a classic app) or v2_user.
import { createHmac, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { Readable } from 'node:stream'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'

const {
  PORT = '0',
  HOST = 'localhost',
  API = 'https://slack.com/api',
  DEFECT = '',
  INSTALL = '',
  // The HTML of the install page. The app replaces LINK in it by the link to Slack. The button of the page leads to
  // /go, and /go requires the fields in WANT.
  HTML = '',
  WANT = '',
  ENCODING = '',
  // How the link spells https://slack.com.
  SLACK_HOME = 'https://slack.com',
  // Values that replace client id, host, path and redirect URL in the link to Slack.
  LINK_CLIENT = '',
  LINK_HOME = '',
  LINK_PAGE = '',
  REDIRECT = '',
  // The URLs to which the callback (LANDING) and the install page (LOGIN) redirect the browser.
  LANDING = '',
  LOGIN = '',
  FLOW = 'v2',
  SLACK_CLIENT_ID,
  SLACK_CLIENT_SECRET,
  SLACK_SIGNING_SECRET,
} = process.env
const installed = new Map()
const states = new Set()
let home = ''
let removed = false
let opened = 0

const has = (defect) => DEFECT.split(',').includes(defect)
const backHost = () => (has('state-lost-host') ? home.replace('localhost', '127.0.0.1') : home)
const redirectUri = () => `${has('foreign-redirect') ? 'https://app.example.com' : backHost()}/callback`

const flows = {
  v2: {
    authorize: 'v2/authorize',
    scopes: { scope: 'chat:write,users:read', user_scope: 'search:read' },
    method: 'oauth.v2.access',
  },
  v1: { authorize: 'authorize', scopes: { scope: 'bot,chat:write:user' }, method: 'oauth.access' },
  v2_user: { authorize: 'v2_user/authorize', scopes: { scope: 'search:read' }, method: 'oauth.v2.user.access' },
}

function answer(response, status, text, headers = {}) {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(`<h1>${text}</h1>`)
}

function attributes() {
  if (has('state-lost-path')) return 'Secure; Path=/install'
  if (has('state-lost-strict')) return 'Secure; Path=/; SameSite=Strict'
  if (has('state-lost-none')) return 'Path=/; SameSite=None'
  return has('state-lost-domain') ? 'Path=/; Domain=app.example.com' : 'Secure; Path=/; SameSite=Lax'
}

function install(response) {
  const state = randomBytes(16).toString('hex')
  states.add(state)
  const { authorize, scopes } = flows[FLOW]
  const link = new URL(`https://slack.com/oauth/${authorize}`)
  const own = { client_id: SLACK_CLIENT_ID, redirect_uri: redirectUri(), state }
  link.search = new URLSearchParams({ ...own, ...scopes })
  if (has('bad-scope')) link.searchParams.set('scope', 'chat:shout')
  if (has('no-redirect-uri')) link.searchParams.delete('redirect_uri')
  if (LINK_CLIENT) link.searchParams.set('client_id', LINK_CLIENT)
  if (LINK_HOME) link.href = new URL(link.pathname + link.search, LINK_HOME).href
  if (LINK_PAGE) link.pathname = LINK_PAGE
  if (REDIRECT) link.searchParams.set('redirect_uri', REDIRECT)
  const cookie = { 'set-cookie': `install_state=${state}; HttpOnly; ${attributes()}` }
  if (HTML.includes('LINK')) {
    answerHtml(
      response,
      HTML.replace('LINK', link.href.replace('https://slack.com', SLACK_HOME).replaceAll('&', '&amp;')),
      cookie,
    )
  } else if (INSTALL === 'form') {
    answerForm(response, link, cookie)
  } else if (INSTALL === 'page') {
    const secret = has('secret-in-install-page') ? `<script>var secret = "${SLACK_CLIENT_SECRET}"</script>` : ''
    const button = `${secret}<a href="${link.href.replaceAll('&', '&amp;')}"><img alt="Add to Slack"></a>`
    response.writeHead(200, { 'content-type': 'text/html', ...cookie }).end(`<h1>Our app</h1>${button}`)
  } else answer(response, 302, 'To Slack', { location: link.href, ...cookie })
}

const encoders = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync, raw: deflateRawSync }

function answerHtml(response, html, headers = {}) {
  const encoded = ENCODING ? { 'content-encoding': ENCODING === 'raw' ? 'deflate' : ENCODING } : {}
  response.writeHead(200, { 'content-type': 'text/html', ...encoded, ...headers })
  response.end(ENCODING ? encoders[ENCODING](html) : html)
}

/** Answers /go, the target of the button on the page in HTML: redirects to Slack when all fields in WANT were sent. */
async function go(request, response, { search }) {
  const sent = new URLSearchParams(request.method === 'POST' ? await readAll(request) : search)
  const lacks = [...new URLSearchParams(WANT)].some(([name, value]) => sent.get(name) !== value)
  return lacks ? answer(response, 403, `Not what was wanted: ${sent}`) : install(response)
}

/** Answers with a form whose hidden fields are the link's parameters, as some apps do. */
function answerForm(response, link, cookie) {
  const fields = [...link.searchParams].map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`)
  const form = `<form action="https://slack.com${link.pathname}">${fields.join('')}<button>Add to Slack</button></form>`
  response.writeHead(200, { 'content-type': 'text/html', ...cookie }).end(form)
}

/**
 * Answers with a page as in Auth.js: one form for each way to sign in. The forms have a token that must be sent
 * together with the cookie of the page.
 */
function signInPage(response) {
  const token = randomBytes(16).toString('hex')
  const form = (id, fields, label) =>
    `<form action="${home}/api/auth/signin/${id}" method="POST"><input type="hidden" name="csrfToken" value="${token}"/>` +
    `${fields}<button type="submit" class="button"><span>${label}</span></button></form>`
  const password = '<input name="username" type="text"/><input name="password" type="password"/>'
  const headers = { 'content-type': 'text/html', 'set-cookie': `csrf=${token}; HttpOnly; Path=/; SameSite=Lax` }
  const forms = form('credentials', password, 'Sign in with a password') + form('slack', '', 'Sign in with Slack')
  response.writeHead(200, headers).end(`<h1>Our app</h1>${forms}`)
}

async function signIn(request, response) {
  const token = new URLSearchParams(await readAll(request)).get('csrfToken')
  const kept = /(?:^|; )csrf=([^;]*)/.exec(request.headers.cookie ?? '')?.[1]
  if (!token || token !== kept) return answer(response, 403, 'No token against forgery')
  install(response)
}

function isOwnState(request, query) {
  if (has('state-not-checked')) return true
  const state = query.get('state') ?? ''
  const kept = /(?:^|; )install_state=([^;]*)/.exec(request.headers.cookie ?? '')?.[1]
  if (has('state-not-bound')) return states.has(state)
  const own = state !== '' && kept === state && states.has(state)
  if (!has('exchanged-on-reload')) states.delete(state)
  return own
}

async function slack(method, fields, token) {
  const response = await fetch(`${API}/${method}`, {
    method: 'POST',
    headers: token ? { authorization: `Bearer ${token}` } : {},
    body: new URLSearchParams(fields),
  })
  return await response.json()
}

async function exchange(code) {
  if (has('by-basic')) return await exchangeByBasic(code)
  const redirect = has('redirect-uri-differs') ? `${redirectUri()}/` : redirectUri()
  const secret = has('wrong-secret') ? 'not-the-secret' : SLACK_CLIENT_SECRET
  return await slack(flows[FLOW].method, {
    ...{ client_id: has('other-client-id') ? '9999999999.8888888888' : SLACK_CLIENT_ID, client_secret: secret, code },
    ...(!has('no-redirect-uri') && { redirect_uri: redirect }),
  })
}

/** Exchanges the code with the client's credentials in an Authorization header, as Slack's documentation recommends. */
async function exchangeByBasic(code) {
  const id = has('other-client-id') ? '9999999999.8888888888' : SLACK_CLIENT_ID
  const basic = Buffer.from(`${id}:${SLACK_CLIENT_SECRET}`).toString('base64')
  const response = await fetch(`${API}/${flows[FLOW].method}`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ code, redirect_uri: redirectUri() }),
  })
  return await response.json()
}

async function callback(request, response, query) {
  if (has('denial-500') && query.get('code') === null) throw new TypeError('code is missing')
  if (has('reload-crash') && !states.has(query.get('state')) && query.get('state')?.length === 32) {
    throw new TypeError('no such state')
  }
  const own = isOwnState(request, query)
  if (has('wrong-state-crash') && !own) throw new TypeError('no such session')
  if (has('forgets-nothing') && removed) return answer(response, 409, 'Installed already')
  if (!own) return answer(response, 400, 'This is not the install that you began')
  if (query.get('error')) return answer(response, 200, 'You cancelled. Try again whenever you like')
  if (has('never-exchanges')) return answer(response, 200, 'Installed')
  const granted = await exchange(has('cuts-code') ? query.get('code').slice(1) : query.get('code'))
  if (has('code-exchanged-twice')) await exchange(query.get('code'))
  if (!granted.ok) return answer(response, 400, `Slack said ${granted.error}`)
  keep(granted)
  if (has('greets')) await greet(granted)
  if (LANDING) return answer(response, 302, '', { location: LANDING })
  if (has('secret-in-page')) return answer(response, 200, `Installed: ${JSON.stringify(granted)}`)
  if (has('secret-in-address')) return answer(response, 302, '', { location: `/done#token=${granted.access_token}` })
  answer(response, has('refuses') ? 403 : 200, has('refuses') ? 'Members only' : 'Installed')
}

async function greet({ access_token: token, authed_user: user }) {
  if (!token) return
  const said = await slack('chat.postMessage', { channel: user.id, text: 'Hello' }, token)
  if (!said.ok) throw new Error(`Slack said ${said.error}`)
}

function keep({ team, enterprise, team_id, bot, access_token, bot_user_id, authed_user }) {
  if (has('leaks-token')) console.log(`stored ${access_token}`)
  if (has('leaks-encoded'))
    console.log(`state=${encodeURIComponent(JSON.stringify({ access_token }))}&again=%22${access_token}`)
  const place = has('org-crash') ? team.id : (team?.id ?? enterprise?.id ?? team_id)
  if (has('user-only-crash')) console.log(`bot ${bot_user_id.toLowerCase()}, ${access_token.length} characters`)
  if (has('bot-only-crash')) console.log(`user token of ${authed_user.access_token.length} characters`)
  installed.set(place, bot?.bot_access_token ?? access_token ?? authed_user.access_token)
}

async function hello(response) {
  const [place, token] = [...installed].at(-1) ?? []
  if (!token) return answer(response, 404, 'Not installed')
  const said = await slack('auth.test', {}, token)
  if (!said.ok && !has('dead-token-used')) installed.delete(place)
  answer(response, said.ok ? 200 : 410, said.ok ? `Hello ${said.user}` : said.error)
}

async function events(request, response) {
  const body = await readAll(request)
  const time = request.headers['x-slack-request-timestamp']
  if (!(Math.abs(Date.now() / 1000 - Number(time)) < 300)) return answer(response, 401, 'Too old')
  const signature = createHmac('sha256', SLACK_SIGNING_SECRET).update(`v0:${time}:${body}`).digest('hex')
  if (request.headers['x-slack-signature'] !== `v0=${signature}`) return answer(response, 401, 'Not signed by Slack')
  const { type, challenge, event, team_id: team } = JSON.parse(body)
  if (type === 'url_verification') return response.end(challenge)
  removed ||= event.type === 'app_uninstalled'
  if (event.type === 'app_uninstalled' && !has('dead-token-used')) installed.delete(team)
  answer(response, 200, 'ok')
}

/** Answers with a page without an end, as fast as the browser reads it. */
function endless(response) {
  response.writeHead(200, { 'content-type': 'text/html' })
  const page = Readable.from(repeat('<p>Nothing to install here</p>'.repeat(1000)))
  response.once('close', () => page.destroy())
  page.pipe(response)
}

function* repeat(text) {
  for (;;) yield text
}

async function readAll(request) {
  let body = ''
  for await (const chunk of request) body += chunk
  return body
}

async function serve(request, response) {
  const url = new URL(request.url, home)
  try {
    if (url.pathname === '/install' && has('never-answers')) return
    if (url.pathname === '/install' && has('dies-later') && opened++ > 0) return die()
    if (url.pathname === '/install' && has('redirect-loop')) return answer(response, 302, '', { location: '/install' })
    if (url.pathname === '/install' && has('endless-page')) return endless(response)
    if (url.pathname === '/install' && has('no-link')) return answer(response, 200, 'Nothing to install here')
    if (url.pathname === '/install' && LOGIN) return answer(response, 302, '', { location: LOGIN })
    if (url.pathname === '/install' && HTML && !HTML.includes('LINK')) return answerHtml(response, HTML)
    if (url.pathname === '/go') return await go(request, response, url)
    if (url.pathname === '/install' && INSTALL === 'sign-in') return signInPage(response)
    if (url.pathname === '/api/auth/signin/slack') return await signIn(request, response)
    if (url.pathname === '/install') return install(response)
    if (url.pathname === '/callback' && has('ends-when-done')) response.once('close', () => process.exit(0))
    if (url.pathname === '/callback' && has('dies-at-third-install') && ++opened >= 3) return die()
    if (url.pathname === '/callback' && has('third-install-500') && ++opened >= 3) throw new Error('no more installs')
    if (url.pathname === '/callback') return await callback(request, response, url.searchParams)
    if (url.pathname === '/done') return answer(response, 200, 'Installed')
    if (url.pathname === '/hello') return await hello(response)
    if (url.pathname === '/slack/events') return await events(request, response)
    answer(response, 404, 'Nothing here')
  } catch (error) {
    console.error(error)
    if (has('dies-on-error')) process.exit(1)
    answer(response, 500, 'Something broke')
  }
}

function die() {
  console.error(`Error: no database for ${['xoxb', '1111111111', 'not', 'a', 'real', 'token'].join('-')}`)
  process.exit(7)
}

const server = createServer((request, response) => void serve(request, response))

if (has('dies-at-start')) {
  console.error('Error: no database at postgres://db.example')
  process.exit(3)
}
server.listen(Number(PORT), () => {
  home = `http://${HOST}:${server.address().port}`
  console.log(`The app listens at ${home}`)
})
