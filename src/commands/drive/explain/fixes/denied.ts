import type { StackFixes } from '../types.ts'

/** Answers a callback that contains an error of Slack in place of a code. */
export const deniedFixes: StackFixes = {
  'bolt-js': {
    says: 'Bolt’s own page has status 500 after Cancel. A failure of your own replaces the page.',
    code: `const app = new App({
  ...settings,
  installerOptions: {
    callbackOptions: {
      failure: (error, options, req, res) => {
        const denied = req.url?.includes('error=access_denied')
        res.writeHead(denied ? 200 : 400, { 'content-type': 'text/html' })
        res.end('Not installed. <a href="/slack/install">Try again</a>')
      },
    },
  },
})`,
  },
  'bolt-python': {
    says: 'Bolt answers 200 by itself after Cancel. A failure of your own gets the code in args.reason.',
    code: `from slack_bolt.oauth.callback_options import CallbackOptions
from slack_bolt.response import BoltResponse

def failure(args):
    if args.reason != "access_denied":
        return args.default.failure(args)
    return BoltResponse(
        status=200,
        headers={"content-type": "text/html"},
        body='Not installed. <a href="/slack/install">Try again</a>',
    )

callback_options = CallbackOptions(
    success=lambda args: args.default.success(args),
    failure=failure,
)
oauth_settings = OAuthSettings(callback_options=callback_options)`,
  },
  'bolt-java': {
    says: 'Bolt answers 200 by itself after Cancel. A handler of your own replaces the page.',
    code: `app.oauthCallbackError((req, resp) -> {
  resp.setStatusCode(200);
  resp.setContentType("text/html; charset=utf-8");
  resp.setBody("Not installed. <a href=\\"/slack/install\\">Try again</a>");
  return resp;
});`,
  },
  'slack-go': {
    says: 'Look for error before code. There is no code then, so nothing can be exchanged.',
    code: `if r.FormValue("error") != "" {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprint(w, \`Not installed. <a href="/slack/install">Try again</a>\`)
	return
}
code := r.FormValue("code")`,
  },
  node: {
    says: 'Look for error before code. There is no code then, so nothing can be exchanged.',
    code: `if (url.searchParams.has('error')) {
  res.writeHead(200, { 'content-type': 'text/html' })
  res.end('Not installed. <a href="/slack/install">Try again</a>')
  return
}
const code = url.searchParams.get('code')`,
  },
}
