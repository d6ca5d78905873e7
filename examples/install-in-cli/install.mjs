// A command line that needs a Slack login: `runInstall` runs the install, this program stores the tokens.
//   node examples/install-in-cli/install.mjs
// Without SLACK_CLIENT_ID it uses the local simulator, where it presses Allow itself.
import { createInterface } from 'node:readline'
import { InstallError, runInstall } from 'slack-tokens/install'

const simulator = process.env.SLACK_CLIENT_ID ? undefined : await startPractice()
const stop = new AbortController()
process.once('SIGINT', () => stop.abort())
const input = createInterface({ input: process.stdin })

try {
  const { bot, user, team, installation } = await runInstall({
    clientId: process.env.SLACK_CLIENT_ID ?? simulator.app.clientId,
    clientSecret: process.env.SLACK_CLIENT_SECRET ?? simulator?.app.clientSecret,
    scopes: ['chat:write'],
    userScopes: ['search:read'],
    redirectUri: process.env.SLACK_REDIRECT_URI ?? 'https://localhost:8443/slack/callback',
    program: 'install-in-cli',
    apiUrl: simulator?.apiUrl,
    signal: stop.signal,
    onReady({ authorizeUrl, redirectUri, submit }) {
      console.log(`Register ${redirectUri} in the app’s settings once. Then open:\n\n  ${authorizeUrl}\n`)
      console.log('If the browser cannot open the last page, paste its address here.')
      input.on('line', (line) => {
        const pasted = submit(line)
        if (!pasted.accepted) console.log(`${pasted.message}. ${pasted.hint}`)
      })
      return simulator?.pressAllow(authorizeUrl, submit)
    },
  })
  // The record has the same format as in @slack/oauth: pass it to `storeInstallation` of your InstallationStore.
  console.log(`Installed in ${team?.name}: ${Object.keys(installation).join(', ')}`)
  console.log(`The bot token acts as @${bot?.userName}, the user token as @${user?.userName}`)
} catch (error) {
  if (!(error instanceof InstallError)) throw error
  console.error(`${error.code}: ${error.message}${error.hint ? `\n${error.hint}` : ''}`)
  process.exitCode = 1
} finally {
  input.close()
  await simulator?.close()
}

/** Starts the simulator of this package. Its `pressAllow` acts as a person who presses Allow. */
async function startPractice() {
  const { startSimulator } = await import('slack-tokens/simulator')
  const redirectUrls = [process.env.SLACK_REDIRECT_URI ?? 'https://localhost:8443/slack/callback']
  const slack = await startSimulator({ redirectUrls })
  return {
    app: slack.app,
    apiUrl: slack.apiUrl,
    close: () => slack.close(),
    async pressAllow(authorizeUrl, submit) {
      const { callback } = await slack.approve(authorizeUrl)
      submit(String(callback))
    },
  }
}
