// An app whose tokens Slack's own library refreshes: @slack/oauth (LIBRARY=oauth) or Bolt (LIBRARY=bolt), in version
// MAJOR. The library refreshes without a lock, so the app lets each use of the tokens wait for the use before it.
// DEFECT=no-lock removes this wait.
import { createServer } from 'node:http'

const { PORT = '3000', DEFECT = '', LIBRARY = 'oauth', MAJOR = '' } = process.env
const { SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_SIGNING_SECRET } = process.env
const redirectUri = `http://localhost:${PORT}/slack/oauth_redirect`
const packages = { 'oauth 3': '@slack/oauth', 'oauth 4': 'oauth-4', 'bolt 4': '@slack/bolt', 'bolt 5': 'bolt-5' }
const loaded = await import(packages[`${LIBRARY} ${MAJOR}`])
const library = loaded.default ?? loaded
const stored = new Map()
const placeOf = ({ team, enterprise, teamId, enterpriseId }) => team?.id ?? teamId ?? enterprise?.id ?? enterpriseId

const installationStore = {
  async storeInstallation(installation) {
    stored.set(placeOf(installation), installation)
  },
  async fetchInstallation(query) {
    return stored.get(placeOf(query)) ?? Promise.reject(new Error('not installed there'))
  },
  async deleteInstallation(query) {
    stored.delete(placeOf(query))
  },
}
const settings = {
  clientId: SLACK_CLIENT_ID,
  clientSecret: SLACK_CLIENT_SECRET,
  stateSecret: 'any text will do',
  installationStore,
}

let turn = Promise.resolve()

/** Runs `work` after all earlier work has ended. The app is one process, so a lock in memory is enough. */
async function inTurn(work) {
  if (DEFECT === 'no-lock') return await work()
  const result = turn.then(work)
  turn = result.catch(() => {})
  return await result
}

/** Calls Slack as the bot and as the person of the newest installation. */
async function hello(installer, response) {
  const newest = [...stored.values()].at(-1)
  if (!newest) return response.writeHead(404).end('Not installed')
  const query = {
    teamId: newest.team?.id,
    enterpriseId: newest.enterprise?.id,
    isEnterpriseInstall: newest.isEnterpriseInstall,
  }
  try {
    const { botToken, userToken } = await inTurn(() => installer.authorize(query))
    const said = [await callAs(botToken), await callAs(userToken)]
    response.writeHead(said.every(({ ok }) => ok) ? 200 : 410).end(said.map(({ user, error }) => user ?? error).join())
  } catch (error) {
    console.error(error.message)
    response.writeHead(500).end('Something broke')
  }
}

async function callAs(token) {
  const headers = { authorization: `Bearer ${token}` }
  return await (await fetch('https://slack.com/api/auth.test', { method: 'POST', headers })).json()
}

async function startBolt() {
  const { App, HTTPReceiver } = library
  const receiver = new HTTPReceiver({
    ...settings,
    signingSecret: SLACK_SIGNING_SECRET,
    scopes: ['chat:write'],
    redirectUri,
    installerOptions: { userScopes: ['search:read'], redirectUriPath: '/slack/oauth_redirect' },
    customRoutes: [
      { path: '/hello', method: ['GET'], handler: (_request, response) => hello(receiver.installer, response) },
    ],
  })
  const app = new App({ receiver })
  await app.start(Number(PORT))
}

async function startOAuth() {
  const installer = new library.InstallProvider(settings)
  const asked = { scopes: ['chat:write'], userScopes: ['search:read'], redirectUri }
  const routes = {
    '/slack/install': (request, response) => installer.handleInstallPath(request, response, undefined, asked),
    '/slack/oauth_redirect': (request, response) => installer.handleCallback(request, response, undefined, asked),
    '/hello': (_request, response) => hello(installer, response),
  }
  const nothing = (_request, response) => response.writeHead(404).end('Nothing here')
  createServer((request, response) => {
    const { pathname } = new URL(request.url, redirectUri)
    void (routes[pathname] ?? nothing)(request, response)
  }).listen(Number(PORT))
}

await (LIBRARY === 'bolt' ? startBolt() : startOAuth())
console.log(`Listening on port ${PORT}`)
