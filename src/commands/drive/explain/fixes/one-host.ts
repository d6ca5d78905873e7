import type { StackFixes } from '../types.ts'

/** Serves the install address and the callback on one host, so that the cookie comes back. */
export const oneHostFixes: StackFixes = {
  'bolt-js': {
    says: 'Bolt’s cookie is for the host of installPath. Name the same host in redirectUri, and open the install there.',
    code: `const app = new App({
  ...settings,
  // The install: https://app.example.com/slack/install
  redirectUri: 'https://app.example.com/slack/oauth_redirect',
  installerOptions: { redirectUriPath: '/slack/oauth_redirect' },
})`,
  },
  'bolt-python': {
    says: 'Bolt’s cookie is for the host of install_path. Name the same host in redirect_uri, and open the install there.',
    code: `oauth_settings = OAuthSettings(
    scopes=["chat:write"],
    # The install: https://app.example.com/slack/install
    redirect_uri="https://app.example.com/slack/oauth_redirect",
    redirect_uri_path="/slack/oauth_redirect",
)`,
  },
  'bolt-java': {
    says: 'Bolt’s cookie is for the host of oauthInstallPath. Name the same host in redirectUri, and open the install there.',
    code: `AppConfig config = AppConfig.builder()
    .scope("chat:write")
    .oauthInstallPath("/slack/install")
    // The install: https://app.example.com/slack/install
    .redirectUri("https://app.example.com/slack/oauth_redirect")
    .oauthRedirectUriPath("/slack/oauth_redirect")
    .build();`,
  },
  'slack-go': {
    says: 'Set the cookie for all paths of one host, and send the person to that host before the state is made.',
    code: `const home = "https://app.example.com"
if "https://"+r.Host != home {
	http.Redirect(w, r, home+"/slack/install", http.StatusFound)
	return
}
http.SetCookie(w, &http.Cookie{
	Name: "slack_state", Value: state, Path: "/", MaxAge: 600,
	HttpOnly: true, Secure: true, SameSite: http.SameSiteLaxMode,
})`,
  },
  node: {
    says: 'Path=/ covers the callback. SameSite=Strict would hold the cookie back, because the person comes from slack.com. No Domain is needed.',
    code: `const home = 'https://app.example.com'
if (req.headers.host !== new URL(home).host) {
  res.writeHead(302, { location: \`\${home}/slack/install\` })
  res.end()
  return
}
res.setHeader(
  'set-cookie',
  \`slack_state=\${state}; Path=/; Max-Age=600; HttpOnly; Secure; SameSite=Lax\`,
)
link.searchParams.set('redirect_uri', \`\${home}/slack/oauth_redirect\`)`,
  },
}
