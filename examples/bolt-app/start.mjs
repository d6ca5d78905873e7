import { createApp } from './app.mjs'

const { PORT = '3000', SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_SIGNING_SECRET } = process.env

const app = createApp({
  clientId: SLACK_CLIENT_ID,
  clientSecret: SLACK_CLIENT_SECRET,
  signingSecret: SLACK_SIGNING_SECRET,
})
await app.start(Number(PORT))
console.log(`Install the app: http://localhost:${PORT}/slack/install`)
