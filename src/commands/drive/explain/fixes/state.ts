import type { StackFixes } from '../types.ts'

/** Makes a state for each install, stores it in the browser, and compares it in the callback. */
export const stateFixes: StackFixes = {
  'bolt-js': {
    says: 'Bolt checks state and cookie by itself. Leave stateVerification and legacyStateVerification out, and let installs begin at installPath.',
    code: `const app = new App({
  ...settings,
  stateSecret: process.env.SLACK_STATE_SECRET,
  installerOptions: {
    installPath: '/slack/install',
    redirectUriPath: '/slack/oauth_redirect',
  },
})`,
  },
  'bolt-python': {
    says: 'Bolt checks state and cookie by itself. Leave state_validation_enabled out, and let installs begin at install_path.',
    code: `from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk.oauth.state_store import FileOAuthStateStore

oauth_settings = OAuthSettings(
    scopes=["chat:write"],
    install_path="/slack/install",
    state_store=FileOAuthStateStore(expiration_seconds=600),
)`,
  },
  'bolt-java': {
    says: 'Bolt compares the state with its cookie. Leave stateValidationEnabled as it is, and add a service that also stores the state.',
    code: `AppConfig config = AppConfig.builder().scope("chat:write").build();
App app = new App(config).asOAuthApp(true);
app.service(new FileOAuthStateService(config));`,
  },
  'slack-go': {
    says: 'slack-go has no install route, so the app makes the state and checks it.',
    code: `// The install address
state := rand.Text() // crypto/rand
http.SetCookie(w, &http.Cookie{
	Name: "slack_state", Value: state, Path: "/", MaxAge: 600,
	HttpOnly: true, SameSite: http.SameSiteLaxMode,
	Secure: strings.HasPrefix(redirectURI, "https:"),
})
link.Set("state", state) // url.Values

// The callback, before the exchange
cookie, err := r.Cookie("slack_state")
if err != nil || cookie.Value == "" || cookie.Value != r.FormValue("state") {
	http.Error(w, "Start again at /slack/install", http.StatusForbidden)
	return
}`,
  },
  node: {
    says: 'The state goes into the link and into a cookie; the callback compares the two.',
    code: `import { randomBytes } from 'node:crypto'

// The install address
const state = randomBytes(16).toString('hex')
const secure = redirectUri.startsWith('https:') ? '; Secure' : ''
res.setHeader('set-cookie', [
  \`slack_state=\${state}; Path=/; HttpOnly; SameSite=Lax\${secure}\`,
])
link.searchParams.set('state', state)

// The callback, before the exchange
const cookie = /(?:^|; )slack_state=(\\w+)/.exec(req.headers.cookie ?? '')
if (!cookie || cookie[1] !== url.searchParams.get('state')) {
  res.writeHead(403, { 'content-type': 'text/plain' })
  res.end('Start again at /slack/install')
  return
}`,
  },
}
