import type { StackFixes } from '../types.ts'

/** Builds the texts that people read, such as logs and messages, from single fields. */
export const singleFieldsFixes: StackFixes = {
  'bolt-js': {
    says: 'An installation has the tokens in it. Bolt’s own log redacts tokens, also at the level DEBUG.',
    code: `const app = new App({
  ...settings,
  installerOptions: {
    callbackOptions: {
      success: (installation, options, req, res) => {
        console.log('Installed in', installation.team?.id)
        res.writeHead(302, { location: '/installed' })
        res.end()
      },
    },
  },
})`,
  },
  'bolt-python': {
    says: 'An installation has the tokens in it. At the level DEBUG, slack_sdk logs the answer of the exchange with its tokens.',
    code: `import logging

logging.getLogger("slack_sdk").setLevel(logging.INFO)

def success(args):
    one = args.installation
    logging.info("Installed in %s by %s", one.team_id, one.user_id)
    return args.default.success(args)`,
  },
  'bolt-java': {
    says: 'An Installer has the tokens in it, and its toString() prints them.',
    code: `app.oauthPersistenceCallback(args -> {
  Installer one = args.getInstaller();
  System.out.println("Installed in " + one.getTeamId());
  args.getResponse().setStatusCode(200);
  args.getResponse().setBody("Installed");
});`,
  },
  'slack-go': {
    says: 'The answer has the tokens in it, so never print it with %v. slack.OptionDebug(true) prints whole answers.',
    code: `log.Printf("installed in %s by %s", answer.Team.ID, answer.AuthedUser.ID)`,
  },
  node: {
    says: 'The answer has the tokens in it, so never print it as a whole, and no error that contains the request.',
    code: `console.log('Installed in', installed.team?.id)`,
  },
}
