import { App } from '@slack/bolt'
import { startSimulator } from 'slack-tokens/simulator'
import { expect, it } from 'vitest'

// Each process uses another port, because several test processes run at once.
const port = 20_000 + (process.pid % 20_000)

it('installs my app and greets as its bot', async () => {
  await using slack = await startSimulator({ redirectUrls: [`http://localhost:${port}/slack/oauth_redirect`] })
  const { clientId, clientSecret, signingSecret } = slack.app
  const app = new App({
    ...{ clientId, clientSecret, signingSecret, stateSecret: 'anything', scopes: ['chat:write'] },
    clientOptions: { slackApiUrl: slack.apiUrl },
    installerOptions: { authorizationUrl: slack.authorizeUrl, directInstall: true },
  })
  await app.start(port)

  const { status } = await slack.approve(`http://localhost:${port}/slack/install`)
  expect(status).toBe(200)
  const [bot] = slack.tokens
  expect(bot).toMatchObject({ kind: 'bot', user: 'sim-app', scopes: ['chat:write'] })

  await app.client.chat.postMessage({ token: bot?.value ?? '', channel: '#general', text: 'Hello!' })
  expect(slack.messages('#general').at(-1)).toMatchObject({ author: 'sim-app', text: 'Hello!' })

  await app.stop()
})
