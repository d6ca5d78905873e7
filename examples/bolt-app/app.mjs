import { App } from '@slack/bolt'

/**
 * Creates a Bolt app that people install at /slack/install. After an install, its bot greets #general. `options` adds
 * to Bolt's options or replaces them; a test uses it to send the app's calls to the simulator.
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

  /**
   * Posts the greeting. Bolt runs this before it answers the browser, so the person sees the failure page when it
   * throws.
   */
  async function greet(installation) {
    // The bot token is missing when a person grants only user scopes. After an org-wide install, the bot can post in no
    // workspace until an admin adds the app to one.
    const token = installation.bot?.token
    if (token && !installation.isEnterpriseInstall)
      await app.client.chat.postMessage({ token, channel: '#general', text: 'Hello, I am new here.' })
    return true
  }

  return app
}

function explainFailure(error, _options, _request, response) {
  // A cancelled install is not an error of the app.
  const cancelled = error.code === 'slack_oauth_installer_authorization_error'
  response.writeHead(cancelled ? 200 : 400, { 'Content-Type': 'text/plain' })
  response.end(`${cancelled ? 'Not installed' : 'The install failed'}. Try again at /slack/install`)
}
