// A hand-written app that sets no cookie: it stores each state on the server, with the verifier of PKCE. It requests only
// user scopes and has no client secret, as a public client does.
import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'

const { PORT = '3000', SLACK_CLIENT_ID } = process.env
const redirectUri = `http://localhost:${PORT}/oauth/callback`
const pending = new Map()
const tokens = new Map()
const lifetime = 10 * 60_000

const random = () => randomBytes(32).toString('base64url')

async function slack(method, fields, token) {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  if (token) headers.authorization = `Bearer ${token}`
  const body = new URLSearchParams(fields).toString()
  return await (await fetch(`https://slack.com/api/${method}`, { method: 'POST', headers, body })).json()
}

function install(_url, response) {
  const state = random()
  const verifier = random()
  pending.set(state, { verifier, expires: Date.now() + lifetime })
  const query = new URLSearchParams({
    client_id: SLACK_CLIENT_ID,
    user_scope: 'chat:write,users:read',
    redirect_uri: redirectUri,
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  response.writeHead(303, { location: `https://slack.com/oauth/v2/authorize?${query}` }).end()
}

async function callback({ searchParams }, response) {
  const state = searchParams.get('state')
  const started = pending.get(state)
  pending.delete(state)
  if (!started || started.expires < Date.now()) return page(response, 400, 'Please start again')
  if (searchParams.get('error')) return page(response, 200, 'Cancelled')
  const granted = await slack('oauth.v2.access', {
    client_id: SLACK_CLIENT_ID,
    code: searchParams.get('code'),
    code_verifier: started.verifier,
    redirect_uri: redirectUri,
  })
  if (!granted.ok) return page(response, 400, 'Slack refused')
  const { id, access_token: token } = granted.authed_user
  tokens.set(`${granted.team?.id ?? granted.enterprise.id}/${id}`, token)
  page(response, 200, 'Connected')
}

async function hello(_url, response) {
  for (const [who, token] of tokens) {
    const said = await slack('auth.test', {}, token)
    if (!said.ok) tokens.delete(who)
  }
  page(response, 200, `${tokens.size} connected`)
}

function page(response, status, text) {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(text)
}

const routes = { '/install': install, '/oauth/callback': callback, '/hello': hello }
createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost')
  const route = routes[url.pathname] ?? (() => page(response, 404, 'Nothing here'))
  Promise.resolve(route(url, response)).catch((error) => {
    console.error(error)
    page(response, 500, 'Something broke')
  })
}).listen(Number(PORT), 'localhost', () => console.log(`Listening on http://localhost:${PORT}`))
