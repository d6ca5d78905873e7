import type { StackFixes } from '../types.ts'

/** Builds the link to Slack's consent page, and redirects to it from one install address. */
export const linkFixes: StackFixes = {
  'bolt-js': {
    says: 'Bolt builds the link from scopes and userScopes. With directInstall, installPath redirects to it without a page between.',
    code: `const app = new App({
  ...settings,
  scopes: ['chat:write', 'channels:read'],
  installerOptions: {
    installPath: '/slack/install',
    directInstall: true,
    userScopes: ['search:read'],
  },
})`,
  },
  'bolt-python': {
    says: 'Bolt builds the link from scopes and user_scopes. Without page rendering, install_path redirects to it.',
    code: `oauth_settings = OAuthSettings(
    scopes=["chat:write", "channels:read"],
    user_scopes=["search:read"],
    install_path="/slack/install",
    install_page_rendering_enabled=False,
)`,
  },
  'bolt-java': {
    says: 'Bolt builds the link from scope and userScope. asOAuthApp(true) serves the install path and the callback.',
    code: `AppConfig config = AppConfig.builder()
    .scope("chat:write,channels:read")
    .userScope("search:read")
    .oauthInstallPath("/slack/install")
    .oauthRedirectUriPath("/slack/oauth_redirect")
    .build();
App app = new App(config).asOAuthApp(true);`,
  },
  'slack-go': {
    says: 'Build the query with url.Values, so that every value is encoded.',
    code: `link := url.Values{
	"client_id":    {os.Getenv("SLACK_CLIENT_ID")},
	"scope":        {"chat:write,channels:read"},
	"user_scope":   {"search:read"},
	"redirect_uri": {os.Getenv("SLACK_REDIRECT_URI")},
	"state":        {state},
}
address := "https://slack.com/oauth/v2/authorize?" + link.Encode()
http.Redirect(w, r, address, http.StatusFound)`,
  },
  node: {
    says: 'Build the query with searchParams, so that every value is encoded.',
    code: `const link = new URL('https://slack.com/oauth/v2/authorize')
link.searchParams.set('client_id', process.env.SLACK_CLIENT_ID ?? '')
link.searchParams.set('scope', 'chat:write,channels:read')
link.searchParams.set('user_scope', 'search:read')
link.searchParams.set('redirect_uri', process.env.SLACK_REDIRECT_URI ?? '')
link.searchParams.set('state', state)
res.writeHead(302, { location: link.href })
res.end()`,
  },
}
