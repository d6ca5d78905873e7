import type { StackFixes } from '../types.ts'

/** Exchanges the code once, with the client id and the redirect URL of the link. */
export const exchangeFixes: StackFixes = {
  'bolt-js': {
    says: 'Bolt builds the link and makes the exchange with the same settings. Name each value in one place only.',
    code: `const app = new App({
  clientId: process.env.SLACK_CLIENT_ID,
  clientSecret: process.env.SLACK_CLIENT_SECRET,
  signingSecret: process.env.SLACK_SIGNING_SECRET,
  stateSecret: process.env.SLACK_STATE_SECRET,
  scopes: ['chat:write'],
  redirectUri: process.env.SLACK_REDIRECT_URI,
  installerOptions: { redirectUriPath: '/slack/oauth_redirect' },
})`,
  },
  'bolt-python': {
    says: 'Bolt builds the link and makes the exchange with the same settings. Name each value in one place only.',
    code: `oauth_settings = OAuthSettings(
    client_id=os.environ["SLACK_CLIENT_ID"],
    client_secret=os.environ["SLACK_CLIENT_SECRET"],
    scopes=["chat:write"],
    redirect_uri=os.environ["SLACK_REDIRECT_URI"],
    redirect_uri_path="/slack/oauth_redirect",
)`,
  },
  'bolt-java': {
    says: 'Bolt builds the link and makes the exchange with the same settings. Name each value in one place only.',
    code: `AppConfig config = AppConfig.builder()
    .clientId(System.getenv("SLACK_CLIENT_ID"))
    .clientSecret(System.getenv("SLACK_CLIENT_SECRET"))
    .scope("chat:write")
    .redirectUri(System.getenv("SLACK_REDIRECT_URI"))
    .oauthRedirectUriPath("/slack/oauth_redirect")
    .build();
App app = new App(config).asOAuthApp(true);`,
  },
  'slack-go': {
    says: 'Take client id and redirect URL from the variables of which the link is built, and code from the query, unchanged.',
    code: `answer, err := slack.GetOAuthV2ResponseContext(
	r.Context(), http.DefaultClient,
	os.Getenv("SLACK_CLIENT_ID"), os.Getenv("SLACK_CLIENT_SECRET"),
	r.FormValue("code"), os.Getenv("SLACK_REDIRECT_URI"))
if err != nil {
	log.Printf("oauth.v2.access: %v", err)
	http.Error(w, "Not installed", http.StatusBadRequest)
	return
}`,
  },
  node: {
    says: 'Slack answers a refusal with HTTP 200, so look at ok. The body is a form, not JSON.',
    code: `const answer = await fetch('https://slack.com/api/oauth.v2.access', {
  method: 'POST',
  body: new URLSearchParams({
    client_id: process.env.SLACK_CLIENT_ID ?? '',
    client_secret: process.env.SLACK_CLIENT_SECRET ?? '',
    redirect_uri: process.env.SLACK_REDIRECT_URI ?? '',
    code: url.searchParams.get('code') ?? '',
  }),
})
const installed = await answer.json()
if (!installed.ok) throw new Error(\`oauth.v2.access: \${installed.error}\`)`,
  },
}
