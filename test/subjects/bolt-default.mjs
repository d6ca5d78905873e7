// The smallest Bolt app that others can install, as in Bolt's README: without redirectUri, installationStore or
// settings for its pages. MAJOR=5 uses version 5 of Bolt.
const { MAJOR = '4', PORT = '3000', SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_SIGNING_SECRET } = process.env
const bolt = await import(MAJOR === '5' ? 'bolt-5' : '@slack/bolt')
const { App } = bolt.default?.App ? bolt.default : bolt

const app = new App({
  clientId: SLACK_CLIENT_ID,
  clientSecret: SLACK_CLIENT_SECRET,
  signingSecret: SLACK_SIGNING_SECRET,
  stateSecret: 'my-state-secret',
  scopes: ['chat:write', 'commands'],
})

await app.start(Number(PORT))
console.log(`Bolt app is running on port ${PORT}`)
