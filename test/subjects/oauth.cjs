// A server with only Slack's @slack/oauth, as in its README, in CommonJS. MAJOR=4 uses the newer package.
const { createServer } = require('node:http')

const { PORT = '3000', DEFECT = '', MAJOR = '3', SLACK_CLIENT_ID, SLACK_CLIENT_SECRET } = process.env
const { InstallProvider } = require(MAJOR === '4' ? 'oauth-4' : '@slack/oauth')

const host = DEFECT === 'state-lost-host' ? '127.0.0.1' : 'localhost'
const redirectUri = `http://${host}:${PORT}/slack/oauth_redirect`
const kept = new Map()

const installer = new InstallProvider({
  clientId: SLACK_CLIENT_ID,
  clientSecret: SLACK_CLIENT_SECRET,
  stateSecret: 'any text will do',
  stateVerification: DEFECT !== 'state-not-checked',
  installationStore: {
    async storeInstallation(installation) {
      const place = DEFECT === 'org-crash' ? installation.team.id : (installation.team ?? installation.enterprise).id
      if (DEFECT === 'user-only-crash') console.log(installation.bot.userId)
      kept.set(place, installation)
    },
    async fetchInstallation({ teamId, enterpriseId }) {
      return kept.get(teamId ?? enterpriseId)
    },
    async deleteInstallation({ teamId, enterpriseId }) {
      kept.delete(teamId ?? enterpriseId)
    },
  },
})

const asked = { scopes: ['chat:write', 'commands'], userScopes: ['search:read'], redirectUri }

async function serve(request, response) {
  const { pathname } = new URL(request.url, 'http://localhost')
  if (pathname === '/slack/install') {
    await installer.handleInstallPath(request, response, undefined, asked)
  } else if (pathname === '/slack/oauth_redirect') {
    await installer.handleCallback(request, response, undefined, asked)
  } else response.writeHead(404).end('Nothing here')
}

const server = createServer((request, response) => void serve(request, response))
server.listen(Number(PORT), () => console.log(`Listening on port ${PORT}`))
