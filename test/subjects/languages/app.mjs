// An app for Node.js, Bun and Deno that installs itself, greets and uploads a file. It knows nothing of slack-tokens.
// CLIENT is its HTTP client: fetch, https, pinned, undici, got or axios. DEFECT lists its defects.
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { request } from 'node:https'
import { rootCertificates } from 'node:tls'

const { PORT = '0', CLIENT = 'fetch', DEFECT = '', SLACK_CLIENT_ID, SLACK_CLIENT_SECRET } = process.env
const has = (defect) => DEFECT.split(',').includes(defect)
const installations = new Map()
let redirectUri = ''

/** The HTTP clients by name. Each sends a POST request, and resolves with the text of the answer. */
const clients = {
  fetch: async (url, headers, body) => await (await fetch(url, { method: 'POST', headers, body })).text(),
  https: (url, headers, body) => byNode(url, { headers }, body),
  // Accepts only the certificates in its own list.
  pinned: (url, headers, body) => byNode(url, { headers, ca: rootCertificates }, body),
  async undici(url, headers, body) {
    const undici = await import('undici')
    return await (await undici.request(url, { method: 'POST', headers, body })).body.text()
  },
  async got(url, headers, body) {
    const { got } = await import('got')
    return await got.post(url, { headers, body, throwHttpErrors: false, retry: { limit: 0 } }).text()
  },
  async axios(url, headers, body) {
    const { default: axios } = await import('axios')
    const asText = { responseType: 'text', transformResponse: (text) => text, validateStatus: () => true }
    return (await axios.post(url, body, { headers, ...asText })).data
  },
}

function byNode(url, options, body) {
  return new Promise((resolve, reject) => {
    request(url, { method: 'POST', ...options }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (part) => {
        text += part
      })
      answer.once('end', () => resolve(text))
    })
      .once('error', reject)
      .end(body)
  })
}

async function slack(method, fields, token) {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  if (token) headers.authorization = `Bearer ${token}`
  const body = new URLSearchParams(fields).toString()
  return JSON.parse(await clients[CLIENT](`https://slack.com/api/${method}`, headers, body))
}

/** Posts a message to the person who installed, and uploads a file. */
async function greet(token, user) {
  await slack('chat.postMessage', { channel: user, text: 'Hello from JavaScript' }, token)
  const place = await slack('files.getUploadURLExternal', { filename: 'hello.txt', length: '6' }, token)
  await clients[CLIENT](place.upload_url, { 'content-type': 'text/plain' }, 'Hello\n')
  await slack('files.completeUploadExternal', { files: JSON.stringify([{ id: place.file_id }]) }, token)
}

function page(response, status, text) {
  const headers = { 'content-type': 'text/html; charset=utf-8', 'set-cookie': 'state=; Path=/; Max-Age=0' }
  response.writeHead(status, headers).end(text)
}

function install(response) {
  const state = randomBytes(16).toString('hex')
  const scopes = { scope: 'chat:write,files:write', user_scope: 'users:read' }
  const query = new URLSearchParams({ client_id: SLACK_CLIENT_ID, redirect_uri: redirectUri, state, ...scopes })
  const sameSite = has('strict-cookie') ? 'Strict' : 'Lax'
  response.writeHead(302, {
    location: `https://slack.com/oauth/v2/authorize?${query}`,
    'set-cookie': `state=${state}; Path=/; HttpOnly; SameSite=${sameSite}`,
  })
  response.end()
}

async function callback(request, response, query) {
  const cookie = /(?:^|; )state=([^;]+)/.exec(request.headers.cookie ?? '')?.[1]
  const isOwn = cookie !== undefined && cookie === query.get('state')
  if (!isOwn && !has('no-state-check')) return page(response, 400, 'Wrong state')
  if (query.has('error') && !has('denial-500')) return page(response, 200, 'Cancelled')
  const code = query.get('code') ?? throwError('there is no code')
  const client = { client_id: SLACK_CLIENT_ID, client_secret: SLACK_CLIENT_SECRET }
  const grant = await slack('oauth.v2.access', { ...client, code, redirect_uri: redirectUri })
  if (!grant.ok) return page(response, 400, `Slack answered ${grant.error}`)
  installations.set((grant.team ?? grant.enterprise).id, grant)
  if (grant.access_token) await greet(grant.access_token, grant.authed_user.id)
  page(response, 200, has('secret-in-page') ? JSON.stringify(grant) : 'Installed')
}

function throwError(message) {
  throw new Error(message)
}

async function serve(request, response) {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost')
  try {
    if (pathname === '/slack/install') install(response)
    else if (pathname === '/slack/oauth_redirect') await callback(request, response, searchParams)
    else page(response, 404, 'Nothing here')
  } catch (error) {
    console.error(error)
    page(response, 500, 'Something broke')
  }
}

const server = createServer((request, response) => void serve(request, response))
server.listen(Number(PORT), 'localhost', () => {
  const base = `http://localhost:${server.address().port}`
  redirectUri = `${base}/slack/oauth_redirect`
  console.log(`Listening on ${base}`)
})
