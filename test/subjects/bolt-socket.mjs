// The smallest Bolt app in Socket Mode that others can install: without port, signing secret and output. MAJOR=5 uses
// version 5 of Bolt.
const { MAJOR = '4', PORT = '3000', SLACK_APP_TOKEN, SLACK_CLIENT_ID, SLACK_CLIENT_SECRET } = process.env
const bolt = await import(MAJOR === '5' ? 'bolt-5' : '@slack/bolt')
const { App } = bolt.default?.App ? bolt.default : bolt

const app = new App({
  socketMode: true,
  appToken: SLACK_APP_TOKEN,
  clientId: SLACK_CLIENT_ID,
  clientSecret: SLACK_CLIENT_SECRET,
  stateSecret: 'my-state-secret',
  scopes: ['chat:write', 'commands'],
  // Bolt’s default port 3000 can be in use during a test.
  installerOptions: { port: Number(PORT) },
})

await app.start()
