import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSimulator } from 'slack-tokens/simulator'
import { createApp } from './app.mjs'

const port = Number(process.env.PORT ?? 3000)
const installUrl = `http://localhost:${port}/slack/install`

/** Starts a simulator and the app that uses it. Both stop when the test ends. */
async function start(t) {
  const slack = await startSimulator({ redirectUrls: [`http://localhost:${port}/slack/oauth_redirect`] })
  t.after(() => slack.close())
  const { clientId, clientSecret, signingSecret } = slack.app
  const app = createApp({
    ...{ clientId, clientSecret, signingSecret },
    clientOptions: { slackApiUrl: slack.apiUrl },
    installerOptions: { authorizationUrl: slack.authorizeUrl },
  })
  await app.start(port)
  t.after(() => app.stop())
  return slack
}

test('greets #general as the bot after an install', async (t) => {
  const slack = await start(t)
  const { status } = await slack.approve(installUrl)

  assert.equal(status, 200)
  const granted = slack.tokens.map(({ kind, scopes }) => [kind, ...scopes])
  assert.deepEqual(granted, [
    ['bot', 'chat:write'],
    ['user', 'users:read'],
  ])
  assert.equal(slack.messages('#general').at(-1).author, 'sim-app')
})

test('gets no token when the person cancels', async (t) => {
  const slack = await start(t)
  const { callback, status } = await slack.approve(installUrl, { decision: 'cancel' })

  assert.equal(status, 200)
  assert.equal(callback.searchParams.get('error'), 'access_denied')
  assert.deepEqual(slack.tokens, [])
})

test('tries again after a rate limit', async (t) => {
  const slack = await start(t)
  slack.fail({ on: 'chat.postMessage', what: '429', retryAfter: 1 })
  const { status } = await slack.approve(installUrl)

  assert.equal(status, 200)
  const posts = slack.log.filter(({ what }) => what === 'chat.postMessage')
  assert.deepEqual(
    posts.map((post) => post.status),
    [429, 200],
  )
})
