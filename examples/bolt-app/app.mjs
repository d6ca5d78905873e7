import { App } from '@slack/bolt'

/**
 * A Bolt app that people install at /slack/install. After an install it greets #general as its bot.
 * `options` adds to what Bolt is given or replaces it: a test sends the app to the simulator with it.
 */
export function createApp({ clientId, clientSecret, signingSecret, ...options }) {
  const app = new App({
    clientId,
    clientSecret,
    signingSecret,
    stateSecret: 'replace-me',
    scopes: ['chat:write'],
    ...options,
    installerOptions: {
      directInstall: true,
      userScopes: ['users:read'],
      callbackOptions: { afterInstallation: greet, failure: explainFailure },
      ...options.installerOptions,
    },
  })

  /** Runs before the app answers the browser: when it throws, the person sees the page of a failure. */
  async function greet(installation) {
    // The bot token is missing when a person grants user scopes only.
    const token = installation.bot?.token
    if (token) await app.client.chat.postMessage({ token, channel: '#general', text: 'Hello, I am new here.' })
    return true
  }

  return app
}

function explainFailure(error, _options, _request, response) {
  // A person who cancels did nothing wrong.
  const cancelled = error.code === 'slack_oauth_installer_authorization_error'
  response.writeHead(cancelled ? 200 : 400, { 'Content-Type': 'text/plain' })
  response.end(`${cancelled ? 'Not installed' : 'The install failed'}. Try again at /slack/install`)
}
