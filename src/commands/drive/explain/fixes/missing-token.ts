import type { StackFixes } from '../types.ts'

/** Checks whether the bot token and the user token exist before using them. */
export const missingTokenFixes: StackFixes = {
  'bolt-js': {
    says: 'bot is undefined without a bot token, user.token without a user token.',
    code: `const callbackOptions = {
  success: (installation, options, req, res) => {
    const asBot = installation.bot?.token !== undefined
    const asUser = installation.user.token !== undefined
    res.writeHead(200, { 'content-type': 'text/plain' })
    res.end(\`Installed. Messages: \${asBot}, search: \${asUser}\`)
  },
}
const app = new App({ ...settings, installerOptions: { callbackOptions } })`,
  },
  'bolt-python': {
    says: 'bot_token is None without a bot token, user_token without a user token.',
    code: `def success(args):
    as_bot = args.installation.bot_token is not None
    as_user = args.installation.user_token is not None
    return BoltResponse(
        status=200,
        body=f"Installed. Messages: {as_bot}, search: {as_user}",
    )`,
  },
  'bolt-java': {
    says: 'getBotAccessToken() is null without a bot token, getInstallerUserAccessToken() without a user token.',
    code: `app.oauthPersistenceCallback(args -> {
  Installer installer = args.getInstaller();
  boolean asBot = installer.getBotAccessToken() != null;
  boolean asUser = installer.getInstallerUserAccessToken() != null;
  args.getResponse().setStatusCode(200);
  args.getResponse().setBody("Messages: " + asBot + ", search: " + asUser);
});`,
  },
  'slack-go': {
    says: 'A token that was not granted is an empty string.',
    code: `if answer.AccessToken == "" {
	log.Print("no bot token: messages are off")
}
if answer.AuthedUser.AccessToken == "" {
	log.Print("no user token: search is off")
}`,
  },
  node: {
    says: 'access_token is missing at the top without a bot token, and in authed_user without a user token.',
    code: `const botToken = installed.access_token ?? null
const userToken = installed.authed_user?.access_token ?? null
await save({ teamId: installed.team?.id, botToken, userToken })
const off = botToken ? (userToken ? 'nothing' : 'search') : 'messages'
res.end(\`Installed. Without the missing permission is off: \${off}\`)`,
  },
}
