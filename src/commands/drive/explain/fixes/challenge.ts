import type { StackFixes } from '../types.ts'

/** Answers the challenge with which Slack tests the address for events. */
export const challengeFixes: StackFixes = {
  'bolt-js': {
    says: 'Bolt answers the challenge at /slack/events, unless endpoints names another address. Give Slack that address.',
    code: `const app = new App({
  ...settings,
  signingSecret: process.env.SLACK_SIGNING_SECRET,
  endpoints: '/slack/events',
})`,
  },
  'bolt-python': {
    says: 'Bolt answers the challenge at the address that path names. Give Slack that address.',
    code: `app = App(
    signing_secret=os.environ["SLACK_SIGNING_SECRET"],
    oauth_settings=oauth_settings,
)
app.start(port=3000, path="/slack/events")`,
  },
  'bolt-java': {
    says: 'Bolt answers the challenge at the address of its server. Give Slack that address.',
    code: `App app = new App(config);
SlackAppServer server = new SlackAppServer(app, "/slack/events", 3000);
server.start();`,
  },
  'slack-go': {
    says: 'After the check of the signature, answer with the challenge.',
    code: `event, err := slackevents.ParseEvent(body, slackevents.OptionNoVerifyToken())
if err != nil {
	w.WriteHeader(http.StatusBadRequest)
	return
}
if event.Type == slackevents.URLVerification {
	var verification slackevents.ChallengeResponse
	if err := json.Unmarshal(body, &verification); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	w.Write([]byte(verification.Challenge))
	return
}`,
  },
  node: {
    says: 'After the check of the signature, answer with the challenge.',
    code: `const { type, challenge } = JSON.parse(body)
if (type === 'url_verification') {
  res.writeHead(200, { 'content-type': 'text/plain' }).end(challenge)
  return
}`,
  },
}
