import type { StackFixes } from '../types.ts'

/** Says where the browser goes after the install. */
export const afterwardsFixes: StackFixes = {
  'bolt-js': {
    says: 'Without success, Bolt’s page opens Slack itself.',
    code: `const app = new App({
  ...settings,
  installerOptions: {
    callbackOptions: {
      success: (installation, options, req, res) => {
        res.writeHead(302, { location: process.env.INSTALLED_URL ?? '/' })
        res.end()
      },
    },
  },
})`,
  },
  'bolt-python': {
    says: 'Without success_url, Bolt’s page opens Slack itself.',
    code: `oauth_settings = OAuthSettings(
    scopes=["chat:write"],
    success_url=os.environ.get("INSTALLED_URL"),
)`,
  },
  'bolt-java': {
    says: 'Without oauthCompletionUrl, Bolt’s page opens Slack itself.',
    code: `AppConfig config = AppConfig.builder()
    .scope("chat:write")
    .oauthCompletionUrl(System.getenv("INSTALLED_URL"))
    .build();`,
  },
  'slack-go': {
    says: 'Read the address from the environment, so that it fits where the app runs.',
    code: `http.Redirect(w, r, os.Getenv("INSTALLED_URL"), http.StatusFound)`,
  },
  node: {
    says: 'Read the address from the environment, so that it fits where the app runs.',
    code: `res.writeHead(302, { location: process.env.INSTALLED_URL ?? '/' })
res.end()`,
  },
}
