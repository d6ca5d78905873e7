import type { StackFixes } from '../types.ts'

/** Checks the signature of Slack's requests with the app's signing secret. */
export const signatureFixes: StackFixes = {
  'bolt-js': {
    says: 'Bolt checks signatures with signingSecret. Its address for events is /slack/events, unless endpoints names another.',
    code: `const app = new App({
  ...settings,
  signingSecret: process.env.SLACK_SIGNING_SECRET,
  endpoints: '/slack/events',
})`,
  },
  'bolt-python': {
    says: 'Bolt checks signatures with signing_secret. Its own server receives events at /slack/events, unless path names another.',
    code: `app = App(
    signing_secret=os.environ["SLACK_SIGNING_SECRET"],
    oauth_settings=oauth_settings,
)
app.start(port=3000, path="/slack/events")`,
  },
  'bolt-java': {
    says: 'Bolt checks signatures with signingSecret.',
    code: `AppConfig config = AppConfig.builder()
    .signingSecret(System.getenv("SLACK_SIGNING_SECRET"))
    .build();`,
  },
  'slack-go': {
    says: 'SecretsVerifier checks the signature and the age of a request.',
    code: `body, err := io.ReadAll(r.Body)
if err != nil {
	w.WriteHeader(http.StatusBadRequest)
	return
}
secret := os.Getenv("SLACK_SIGNING_SECRET")
check, err := slack.NewSecretsVerifier(r.Header, secret)
if err == nil {
	_, err = check.Write(body)
}
if err != nil || check.Ensure() != nil {
	w.WriteHeader(http.StatusUnauthorized)
	return
}`,
  },
  node: {
    says: 'The signature is over the raw body, so compute it before JSON.parse.',
    code: `import { createHmac, timingSafeEqual } from 'node:crypto'

const time = String(req.headers['x-slack-request-timestamp'])
const sent = Buffer.from(String(req.headers['x-slack-signature']))
const secret = process.env.SLACK_SIGNING_SECRET ?? ''
const hash = createHmac('sha256', secret).update(\`v0:\${time}:\${body}\`)
const own = Buffer.from(\`v0=\${hash.digest('hex')}\`)
const isOld = !(Math.abs(Date.now() / 1000 - Number(time)) < 300)
if (isOld || sent.length !== own.length || !timingSafeEqual(sent, own)) {
  res.writeHead(401).end()
  return
}`,
  },
}
