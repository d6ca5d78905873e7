import type { StackFixes } from '../types.ts'

/** Uses each state, and so each code, only once. */
export const usedOnceFixes: StackFixes = {
  'bolt-js': {
    says: 'Bolt exchanges the code itself, so never call oauth.v2.access in success or afterInstallation. FileStateStore deletes a state when it is used.',
    code: `import { FileStateStore } from '@slack/oauth'

const app = new App({
  ...settings,
  installerOptions: {
    stateStore: new FileStateStore({}),
    callbackOptions: {
      success: (installation, options, req, res) => {
        // installation.bot?.token and installation.user.token are the tokens
        res.writeHead(302, { location: '/installed' })
        res.end()
      },
    },
  },
})`,
  },
  'bolt-python': {
    says: 'Bolt exchanges the code itself, so never call oauth_v2_access in success. Its state stores delete a state when it is used.',
    code: `def success(args):
    # The tokens are here: args.installation.bot_token, .user_token
    return BoltResponse(status=302, headers={"location": "/installed"})

oauth_settings = OAuthSettings(
    state_store=FileOAuthStateStore(expiration_seconds=600),
    callback_options=CallbackOptions(
        success=success,
        failure=lambda args: args.default.failure(args),
    ),
)`,
  },
  'bolt-java': {
    says: 'Bolt exchanges the code itself, so never call oauthV2Access in a callback. FileOAuthStateService deletes a state when it is used.',
    code: `app.service(new FileOAuthStateService(config));
app.oauthPersistenceCallback(args -> {
  // The tokens are here: args.getInstaller()
  Response resp = args.getResponse();
  resp.setStatusCode(302);
  resp.getHeaders().put("Location", Arrays.asList("/installed"));
});`,
  },
  'slack-go': {
    says: 'Delete the cookie of the state, and mark the state as used, before the exchange.',
    code: `// var used sync.Map; with several processes, a row in the database
if _, again := used.LoadOrStore(r.FormValue("state"), true); again {
	fmt.Fprint(w, "This link was used. Start again at /slack/install")
	return
}
http.SetCookie(w, &http.Cookie{Name: "slack_state", Path: "/", MaxAge: -1})`,
  },
  node: {
    says: 'Mark the state as used before the exchange: used is a Set, with several processes a row in the database.',
    code: `const state = url.searchParams.get('state')
if (used.has(state)) {
  res.end('This link was used. Start again at /slack/install')
  return
}
used.add(state)
res.setHeader('set-cookie', 'slack_state=; Path=/; Max-Age=0')`,
  },
}
