// An app with one defect, which DEFECT names. The defect is in the state, the redirect, PKCE, the events or the store.
import { Buffer } from 'node:buffer'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { answer, readAll, redirect, slack, startApp } from './base-app.mjs'

const { DEFECT = '', SLACK_CLIENT_ID, SLACK_CLIENT_SECRET } = process.env

let counter = 1000
function nextNumber() {
  counter += 1
  return counter
}
const verifiers = new Map()
const byTime = () => Buffer.from(JSON.stringify({ time: Date.now(), to: '/' })).toString('base64url')
const isOwn = (target, home) => URL.canParse(target, home) && new URL(target, home).origin === home

/** Stores the address to return to in the browser, and goes there after the install. */
function returning(isAllowed, name = 'next', go = redirect) {
  return {
    install: (step) => {
      const to = step.url.searchParams.get(name)
      const isKept = to && isAllowed(to, step.app.home)
      step.app.goToSlack({ ...step, cookies: isKept ? [`to=${encodeURIComponent(to)}; Path=/`] : [] })
    },
    succeeded({ request, response }) {
      const to = /(?:^|; )to=([^;]*)/.exec(request.headers.cookie ?? '')?.[1]
      if (to) go(response, decodeURIComponent(to))
      else answer(response, 200, 'Installed')
    },
  }
}

const refresh = (response, to) => answer(response, 200, 'Installed', { refresh: `1; url=${to}` })
const metaRefresh = (response, to) =>
  answer(response, 200, `<meta http-equiv="refresh" content="1; url=${to}">Installed`)
const byScript = (response, to) => answer(response, 200, `<script>location.replace(${JSON.stringify(to)})</script>`)
const byLink = (response, to) => answer(response, 200, `Installed. <a href="${to}">Go on</a>`)

const pkce = {
  link(link) {
    const verifier = randomBytes(32).toString('base64url')
    verifiers.set(link.searchParams.get('state'), verifier)
    link.searchParams.set('code_challenge', createHash('sha256').update(verifier).digest('base64url'))
    link.searchParams.set('code_challenge_method', 'S256')
    return link
  },
  exchange: async ({ app, url }) => {
    const verifier = app.verifierOf(url.searchParams.get('state'))
    return await slack('oauth.v2.access', {
      ...{ client_id: SLACK_CLIENT_ID, ...app.fields({ app, url }) },
      ...(app.sendsSecret && { client_secret: SLACK_CLIENT_SECRET }),
      ...(verifier && { code_verifier: verifier }),
    })
  },
  verifierOf: (state) => verifiers.get(state),
}

const accepts = {
  async events({ request, response }) {
    const { challenge } = JSON.parse(await readAll(request))
    response.end(challenge ?? 'ok')
  },
}

const placeOf = ({ team, enterprise }) => team?.id ?? enterprise?.id
const tokenOf = ({ access_token: bot, authed_user: user }) => bot ?? user.access_token

/** A table whose insert ignores a duplicate. An uninstall removes no row: it only deactivates the row. */
class InsertsOnce extends Map {
  rows = new Map()
  set(place, token) {
    if (!this.rows.has(place)) this.rows.set(place, token)
    return super.set(place, this.rows.get(place))
  }
}

/** Changes how the app stores an installation. `store` gets the table, the key, the token and Slack’s answer. */
const stores = (store) => ({
  store: async ({ app: { installed }, granted }) => await store(installed, placeOf(granted), tokenOf(granted), granted),
})

/** Redirects to a port at which nothing listens any more. */
async function leadNowhere({ response }) {
  const server = createServer().listen(0, 'localhost')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  redirect(response, `http://localhost:${port}/installed`)
}

/** Answers every request that is not part of the install in the same way. */
const ownEverything = (status) => ({
  events: ({ response }) => answer(response, status, 'Our app'),
  other: ({ response }) => answer(response, status, 'Our app'),
})

/** The changed steps for each defect. */
const defects = {
  'same-state': { newState: () => 'slack-install-state' },
  'counter-state': { newState: () => String(nextNumber()) },
  'time-state': { newState: byTime },
  'short-state': { newState: () => randomBytes(3).toString('hex') },
  'open-redirect': returning(() => true),
  // The check is only whether the address begins with a slash.
  'open-redirect-slashes': returning((to) => to.startsWith('/'), 'return_to'),
  'open-redirect-at-callback': {
    succeeded: ({ response, url }) => redirect(response, url.searchParams.get('redirect') ?? '/hello'),
  },
  'open-redirect-at-install': {
    install: (step) =>
      step.url.searchParams.has('url')
        ? redirect(step.response, step.url.searchParams.get('url'))
        : step.app.goToSlack(step),
  },
  'open-redirect-by-refresh': returning(() => true, 'next', refresh),
  'open-redirect-by-meta': returning(() => true, 'next', metaRefresh),
  'open-redirect-by-script': returning(() => true, 'next', byScript),
  // Without a defect: the page only has a link to the address.
  'foreign-link': returning(() => true, 'next', byLink),
  // Without a defect: only addresses of the app itself are allowed.
  'own-redirect': returning(isOwn),
  // Without a defect: the install page accepts no other parameters.
  'strict-parameters': {
    install: (step) => (step.url.search ? answer(step.response, 400, 'Which parameter?') : step.app.goToSlack(step)),
  },
  'answers-before-stored': {
    store: ({ app, granted }) => void setTimeout(() => app.installed.set(granted.team?.id, granted.access_token), 400),
  },
  hangs: { succeeded: () => {} },
  'use-hangs': { hello: () => {} },
  'hangs-before-exchange': { exchange: () => new Promise(() => {}) },
  'pkce-verifier-missing': { ...pkce, verifierOf: () => undefined },
  'pkce-other-verifier': { ...pkce, verifierOf: () => randomBytes(32).toString('base64url') },
  // Without a defect: with PKCE, for both tokens or for the user token, and with the client secret too.
  pkce,
  'pkce-user': { ...pkce, scopes: { user_scope: 'search:read' } },
  'pkce-with-secret': { ...pkce, sendsSecret: true },
  'no-events': { events: ({ response }) => answer(response, 404, 'No events') },
  // Without a defect: the app receives no events. A check or a page for all addresses answers such a request instead.
  'guard-before-all': ownEverything(403),
  'page-for-all': ownEverything(200),
  'other-signing-secret': { isSigned: () => false },
  'unsigned-events': accepts,
  'no-challenge': {
    async events(step) {
      const body = await readAll(step.request)
      const isSigned = step.app.checkSignature({ ...step, body })
      answer(step.response, isSigned ? 200 : 401, '')
    },
  },
  'bot-token-only': stores((installed, place, _token, granted) => installed.set(place, granted.access_token ?? 'none')),
  'signature-optional': {
    isSigned: (step) => !step.request.headers['x-slack-signature'] || step.app.checkSignature(step),
  },
  'crashes-when-done': {
    succeeded: () => {
      throw new TypeError('no database')
    },
  },
  'leads-nowhere': { succeeded: leadNowhere },
  'stores-nothing': { store: () => {} },
  'stores-nothing,says-so': {
    store: () => {},
    hello: ({ response }) => answer(response, 200, 'Not installed. <a href="/install">Try again</a>'),
  },
  'stores-nothing,installs-again': {
    store: () => {},
    hello: ({ response }) => redirect(response, '/install'),
  },
  'inserts-once': { installed: new InsertsOnce() },
  'inserts-duplicate': stores((installed, place, token) => {
    if (installed.has(place)) throw new Error('duplicate key: the workspace is there already')
    installed.set(place, token)
  }),
  // A second install returns the same token, so revoking the stored token also revokes the new one.
  'revokes-before': stores(async (installed, place, token) => {
    if (installed.has(place)) await slack('auth.revoke', {}, installed.get(place))
    installed.set(place, token)
  }),
  'one-workspace': stores((installed, place, token) => {
    if (installed.size > 0 && !installed.has(place)) throw new Error('more than one installation')
    installed.set(place, token)
  }),
  'removal-event-500': {
    isSigned(step) {
      if (step.body.includes('"app_uninstalled"')) throw new TypeError('no such customer')
      return step.app.checkSignature(step)
    },
  },
  'old-events': { isSigned: (step) => step.app.checkSignature({ ...step, age: Number.POSITIVE_INFINITY }) },
}

startApp(defects[DEFECT])
