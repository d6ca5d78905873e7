// A hand-written app without a defect, in steps. Another file calls `startApp` with the steps that have a defect.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'

const { PORT = '0', HOST = 'localhost', SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_SIGNING_SECRET } = process.env

/** Calls a method of Slack with form fields. */
export async function slack(method, fields, token) {
  const response = await fetch(`https://slack.com/api/${method}`, {
    method: 'POST',
    headers: token ? { authorization: `Bearer ${token}` } : {},
    body: new URLSearchParams(fields),
  })
  return await response.json()
}

export function answer(response, status, text, headers = {}) {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(`<h1>${text}</h1>`)
}

export function redirect(response, location, headers = {}) {
  answer(response, 302, '', { location, ...headers })
}

export async function readAll(request) {
  let body = ''
  for await (const chunk of request) body += chunk
  return body
}

export function cookiesOf(request) {
  const pairs = (request.headers.cookie ?? '').split('; ').map((pair) => pair.split('='))
  return Object.fromEntries(pairs.map(([name, ...value]) => [name, value.join('=')]))
}

/** The steps of an install. A step gets the app, and may call the other steps of this app. */
export const steps = {
  scopes: { scope: 'chat:write,users:read', user_scope: 'search:read' },
  newState: () => randomBytes(16).toString('hex'),
  /** Changes the link to Slack before the browser gets it. */
  link: (link) => link,
  install: (step) => step.app.goToSlack(step),
  /** Redirects to Slack. `cookies` are further cookies for the browser. */
  goToSlack({ app, response, cookies = [] }) {
    const state = app.newState()
    const link = new URL('https://slack.com/oauth/v2/authorize')
    link.search = new URLSearchParams({
      ...{ client_id: SLACK_CLIENT_ID, redirect_uri: `${app.home}/callback`, state },
      ...app.scopes,
    })
    const cookie = `install_state=${state}; HttpOnly; Secure; Path=/; SameSite=Lax`
    redirect(response, app.link(link).href, { 'set-cookie': [cookie, ...cookies] })
  },
  isOwnState: ({ request, url }) => {
    const state = url.searchParams.get('state') ?? ''
    return state !== '' && cookiesOf(request).install_state === state
  },
  fields: ({ app, url }) => ({ code: url.searchParams.get('code') ?? '', redirect_uri: `${app.home}/callback` }),
  exchange: async (step) => {
    const own = { client_id: SLACK_CLIENT_ID, client_secret: SLACK_CLIENT_SECRET }
    return await slack('oauth.v2.access', { ...own, ...step.app.fields(step) })
  },
  refused: ({ response, granted }) => answer(response, 400, `Slack said ${granted.error}`),
  store({ app, granted: { team, enterprise, access_token: bot, authed_user: user } }) {
    app.installed.set(team?.id ?? enterprise?.id, bot ?? user.access_token)
  },
  succeeded: ({ response }) => answer(response, 200, 'Installed'),
  async callback(step) {
    const { app, url, response } = step
    if (!app.isOwnState(step)) return answer(response, 400, 'This is not the install that you began')
    if (url.searchParams.get('error')) return answer(response, 200, 'You cancelled. Try again whenever you like')
    response.setHeader('set-cookie', 'install_state=; Max-Age=0; Path=/')
    const granted = await app.exchange(step)
    if (!granted.ok) return app.refused({ ...step, granted })
    await app.store({ ...step, granted })
    await app.succeeded({ ...step, granted })
  },
  isSigned: (step) => step.app.checkSignature(step),
  /** Whether Slack signed the request at most `age` seconds ago. */
  checkSignature({ request, body, age = 300 }) {
    const time = request.headers['x-slack-request-timestamp'] ?? ''
    if (Math.abs(Date.now() / 1000 - Number(time)) > age) return false
    const signature = createHmac('sha256', SLACK_SIGNING_SECRET).update(`v0:${time}:${body}`).digest('hex')
    const [sent, own] = [request.headers['x-slack-signature'] ?? '', `v0=${signature}`].map((text) => Buffer.from(text))
    return sent.length === own.length && timingSafeEqual(sent, own)
  },
  async events({ app, request, response }) {
    const body = await readAll(request)
    if (!app.isSigned({ app, request, body })) return answer(response, 401, 'Not signed by Slack')
    const { type, challenge, event, team_id: team } = JSON.parse(body)
    if (type === 'url_verification') return response.end(challenge)
    if (event?.type === 'app_uninstalled') app.installed.delete(team)
    answer(response, 200, 'ok')
  },
  async hello({ app, response }) {
    const [place, token] = [...app.installed].at(-1) ?? []
    if (!token) return answer(response, 404, 'Not installed')
    const said = await slack('auth.test', {}, token)
    if (!said.ok) app.installed.delete(place)
    answer(response, said.ok ? 200 : 410, said.ok ? `Hello ${said.user}` : said.error)
  },
  other: ({ response }) => answer(response, 404, 'Nothing here'),
}

/**
 * Starts the app with some steps replaced. It listens at `port`. Browsers use `publicHome` when another server passes
 * their requests on.
 */
export function startApp({ port = PORT, publicHome, installed = new Map(), ...changed } = {}) {
  const app = { ...steps, ...changed, installed, home: '' }
  const server = createServer((request, response) => {
    const url = new URL(request.url, app.home)
    const step = { app, request, response, url }
    const known = {
      '/install': app.install,
      '/callback': app.callback,
      '/slack/events': app.events,
      '/hello': app.hello,
    }
    Promise.resolve()
      .then(() => (known[url.pathname] ?? app.other)(step))
      .catch((error) => {
        console.error(error)
        answer(response, 500, 'Something broke')
      })
  })
  server.listen(Number(port), () => {
    app.address = `http://${HOST}:${server.address().port}`
    app.home = publicHome ?? app.address
    console.log(`The app listens at ${app.address}`)
  })
  return app
}
