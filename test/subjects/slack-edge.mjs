// An app with slack-edge on Hono's server for Node.js, with the default pages of slack-edge and a store in memory.
import { serve } from '@hono/node-server'
import edge from 'slack-edge'

const { PORT = '3000', USER_SCOPES = '', SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_SIGNING_SECRET } = process.env
const bots = new Map()
const users = new Map()
const placeOf = ({ enterpriseId, teamId, isEnterpriseInstall }) =>
  isEnterpriseInstall || !teamId ? enterpriseId : teamId

const installationStore = {
  async save(installation) {
    const { enterprise_id: enterpriseId, team_id: teamId, is_enterprise_install: isEnterpriseInstall } = installation
    const place = placeOf({ enterpriseId, teamId, isEnterpriseInstall })
    if (installation.bot_token) bots.set(place, installation)
    users.set(`${place}/${installation.user_id}`, installation)
  },
  findBotInstallation: async (query) => bots.get(placeOf(query)),
  findUserInstallation: async (query) => users.get(`${placeOf(query)}/${query.userId}`),
  deleteBotInstallation: async (query) => void bots.delete(placeOf(query)),
  deleteUserInstallation: async (query) => void users.delete(`${placeOf(query)}/${query.userId}`),
  async deleteAll({ teamId, enterpriseId }) {
    // The event does not always say whether it is about the workspace or about the organization.
    const place = bots.has(teamId) ? teamId : enterpriseId
    bots.delete(place)
    for (const key of users.keys()) if (key.startsWith(`${place}/`)) users.delete(key)
  },
  toAuthorize: () => async (request) => {
    const { enterpriseId, teamId, isEnterpriseInstall } = request.context
    const installation = bots.get(placeOf({ enterpriseId, teamId, isEnterpriseInstall }))
    return {
      enterpriseId,
      teamId,
      botId: undefined,
      botUserId: installation?.bot_user_id,
      botToken: installation?.bot_token,
      botScopes: installation?.bot_scopes ?? [],
    }
  },
}

const app = new edge.SlackOAuthApp({
  env: {
    SLACK_CLIENT_ID,
    SLACK_CLIENT_SECRET,
    SLACK_SIGNING_SECRET,
    SLACK_BOT_SCOPES: 'chat:write,commands',
    SLACK_USER_SCOPES: USER_SCOPES,
    SLACK_REDIRECT_URI: `http://localhost:${PORT}/slack/oauth_redirect`,
    SLACK_LOGGING_LEVEL: 'ERROR',
  },
  installationStore,
})

async function hello() {
  const token = [...bots.values()].at(-1)?.bot_token
  if (!token) return new Response('Not installed', { status: 404 })
  const headers = { authorization: `Bearer ${token}` }
  const said = await (await fetch('https://slack.com/api/auth.test', { method: 'POST', headers })).json()
  return new Response(said.ok ? 'Hello' : 'Gone', { status: said.ok ? 200 : 410 })
}

const answer = (request) => (new URL(request.url).pathname === '/hello' ? hello() : app.run(request))
serve({ fetch: answer, port: Number(PORT) }, ({ port }) => console.log(`slack-edge listens on port ${port}`))
