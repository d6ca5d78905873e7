// A Bolt app with its own OAuth pages and Slack's real URLs, as in Bolt's documentation. MAJOR=5 uses version 5 of
// Bolt, SOCKET=1 uses Socket Mode.
import { setTimeout as delay } from 'node:timers/promises'

const { PORT = '3000', DEFECT = '', MAJOR = '4', SOCKET = '' } = process.env
const { SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_SIGNING_SECRET, SLACK_APP_TOKEN } = process.env
const bolt = await import(MAJOR === '5' ? 'bolt-5' : '@slack/bolt')
const { App } = bolt.default?.App ? bolt.default : bolt

const kept = new Map()
const placeOf = ({ team, enterprise, teamId, enterpriseId }) => team?.id ?? teamId ?? enterprise?.id ?? enterpriseId

const app = new App({
  clientId: SLACK_CLIENT_ID,
  clientSecret: SLACK_CLIENT_SECRET,
  signingSecret: SLACK_SIGNING_SECRET,
  stateSecret: 'any text will do',
  ...(SOCKET && { socketMode: true, appToken: SLACK_APP_TOKEN }),
  scopes: ['chat:write', 'users:read'],
  redirectUri: `http://localhost:${PORT}/slack/oauth_redirect`,
  installerOptions: {
    port: Number(PORT),
    userScopes: ['search:read'],
    redirectUriPath: '/slack/oauth_redirect',
    stateVerification: DEFECT !== 'state-not-checked',
  },
  installationStore: {
    async storeInstallation(installation) {
      kept.set(DEFECT === 'org-crash' ? installation.team.id : placeOf(installation), installation)
      if (DEFECT === 'bot-only-crash') console.log(installation.user.token.length)
    },
    async fetchInstallation(query) {
      return kept.get(placeOf(query)) ?? Promise.reject(new Error('not installed there'))
    },
    async deleteInstallation(query) {
      kept.delete(placeOf(query))
    },
  },
  customRoutes: [{ path: '/hello', method: ['GET'], handler: hello }],
})

app.event('app_uninstalled', async ({ context: { teamId, enterpriseId } }) => {
  // The event does not always say whether it is about the workspace or about the organization.
  if (DEFECT !== 'dead-token-used') kept.delete(kept.has(teamId) ? teamId : enterpriseId)
})
app.event('tokens_revoked', async () => {})

/** Calls auth.test with the token of the newest installation, as a timer of the app could. */
async function hello(_request, response) {
  // The app acknowledges an event before it handles the event, so the token can still be there for a moment.
  await delay(100)
  const installation = [...kept.values()].at(-1)
  const token = installation?.bot?.token
  if (!token) return response.writeHead(404).end('Not installed')
  const said = await app.client.auth.test({ token }).catch(({ data }) => data)
  response.writeHead(said?.ok ? 200 : 410).end(said?.ok ? 'Hello' : 'Gone')
}

await app.start(Number(PORT))
console.log(`Bolt app is running on port ${PORT}`)
