import type { StackFixes } from '../types.ts'

/** Stores the verifier from the link until the exchange. */
export const pkceFixes: StackFixes = {
  'bolt-js': {
    says: 'Bolt makes links without PKCE, which an app with a client secret does not need. Remove code_challenge from a link of your own.',
    code: `const app = new App({
  ...settings,
  installerOptions: { installPath: '/slack/install', directInstall: true },
})`,
  },
  'bolt-python': {
    says: 'Bolt makes links without PKCE, which an app with a client secret does not need. Remove code_challenge from a link of your own.',
    code: `oauth_settings = OAuthSettings(
    scopes=["chat:write"],
    install_path="/slack/install",
)`,
  },
  'bolt-java': {
    says: 'Bolt makes links without PKCE, which an app with a client secret does not need. Remove code_challenge from a link of your own.',
    code: `AppConfig config = AppConfig.builder()
    .scope("chat:write")
    .oauthInstallPath("/slack/install")
    .build();
App app = new App(config).asOAuthApp(true);`,
  },
  'slack-go': {
    says: 'Store the verifier beside the state, and send it in place of the client secret.',
    code: `fields := url.Values{
	"client_id":     {os.Getenv("SLACK_CLIENT_ID")},
	"redirect_uri":  {os.Getenv("SLACK_REDIRECT_URI")},
	"code":          {r.FormValue("code")},
	"code_verifier": {session.Verifier},
}
method := "https://slack.com/api/oauth.v2.access"
answer, err := http.PostForm(method, fields)
if err != nil {
	http.Error(w, "Not installed", http.StatusBadGateway)
	return
}
defer answer.Body.Close()`,
  },
  node: {
    says: 'Store the verifier beside the state, and send it in place of the client secret.',
    code: `import { createHash, randomBytes } from 'node:crypto'

// The install address
const made = randomBytes(32).toString('base64url')
await database.set(state, made)
const hash = createHash('sha256').update(made).digest('base64url')
link.searchParams.set('code_challenge', hash)
link.searchParams.set('code_challenge_method', 'S256')

// The callback
const verifier = await database.get(state)
const answer = await fetch('https://slack.com/api/oauth.v2.access', {
  method: 'POST',
  body: new URLSearchParams({
    client_id: process.env.SLACK_CLIENT_ID ?? '',
    redirect_uri: redirectUri,
    code: url.searchParams.get('code') ?? '',
    code_verifier: verifier,
  }),
})
const installed = await answer.json()
if (!installed.ok) throw new Error(\`oauth.v2.access: \${installed.error}\`)`,
  },
}
