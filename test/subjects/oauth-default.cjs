// The smallest server with Slack's @slack/oauth, as in its README: no redirectUri, no installationStore, the default
// check of the state. MAJOR=4 uses the newer package.
const { createServer } = require('node:http')

const { MAJOR = '3', PORT = '3000', SLACK_CLIENT_ID, SLACK_CLIENT_SECRET } = process.env
const { InstallProvider } = require(MAJOR === '4' ? 'oauth-4' : '@slack/oauth')

const installer = new InstallProvider({
  clientId: SLACK_CLIENT_ID,
  clientSecret: SLACK_CLIENT_SECRET,
  stateSecret: 'my-state-secret',
})

async function serve(request, response) {
  const { pathname } = new URL(request.url, 'http://localhost')
  if (pathname === '/slack/install') {
    await installer.handleInstallPath(request, response, {}, { scopes: ['chat:write'] })
  } else if (pathname === '/slack/oauth_redirect') {
    await installer.handleCallback(request, response)
  } else response.writeHead(404).end()
}

const server = createServer((request, response) => void serve(request, response))
server.listen(Number(PORT), () => console.log(`Listening on port ${PORT}`))
