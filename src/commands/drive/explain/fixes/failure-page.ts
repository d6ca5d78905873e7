import type { StackFixes } from '../types.ts'

/** When a callback fails, answers with a page and a status below 500, and logs the reason. */
export const failurePageFixes: StackFixes = {
  'bolt-js': {
    says: 'failure gets every error of the callback, also those that installationStore and success throw.',
    code: `const app = new App({
  ...settings,
  installerOptions: {
    callbackOptions: {
      failure: (error, options, req, res) => {
        console.error('The install failed:', error.code, error.message)
        res.writeHead(400, { 'content-type': 'text/html' })
        res.end('Not installed. <a href="/slack/install">Try again</a>')
      },
    },
  },
})`,
  },
  'bolt-python': {
    says: 'failure gets the refusals. Of what installation_store raises, it gets a BoltError only.',
    code: `from slack_bolt.error import BoltError
from slack_sdk.oauth.installation_store import FileInstallationStore

class Store(FileInstallationStore):
    def save(self, installation):
        try:
            super().save(installation)
        except OSError as error:
            raise BoltError("The installation was not stored") from error

def failure(args):
    print("The install failed:", args.reason, args.error)
    return BoltResponse(
        status=400,
        headers={"content-type": "text/html"},
        body='Not installed. <a href="/slack/install">Try again</a>',
    )`,
  },
  'bolt-java': {
    says: 'Three handlers get the failures: of the state, of the exchange, and what was thrown.',
    code: `app.oauthCallbackStateError((req, resp) -> {
  resp.setStatusCode(400);
  resp.setBody("Start again at /slack/install");
  return resp;
});
OAuthV2AccessErrorHandler refused = (req, resp, answer) -> {
  resp.setStatusCode(400);
  resp.setBody("Not installed: " + answer.getError());
  return resp;
};
app.oauthCallbackAccessError(refused);
app.oauthCallbackException((req, resp, error) -> {
  resp.setStatusCode(400);
  resp.setBody("Not installed. Start again at /slack/install");
  return resp;
});`,
  },
  'slack-go': {
    says: 'Check each err, and answer it.',
    code: `answer, err := slack.GetOAuthV2ResponseContext(
	r.Context(), http.DefaultClient, clientID, clientSecret, code, redirectURI)
if err != nil {
	log.Printf("the install failed: %v", err)
	http.Error(w, "Start again at /slack/install", http.StatusBadRequest)
	return
}
if err := save(answer); err != nil {
	log.Printf("the installation was not stored: %v", err)
	http.Error(w, "Not installed, try again", http.StatusBadRequest)
	return
}`,
  },
  node: {
    says: 'One try around the whole callback catches what the exchange and the database throw.',
    code: `try {
  await finishInstall(url.searchParams)
  res.end('Installed')
} catch (error) {
  console.error('The install failed:', error)
  res.writeHead(400, { 'content-type': 'text/html' })
  res.end('Not installed. <a href="/slack/install">Try again</a>')
}`,
  },
}
