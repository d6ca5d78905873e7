/** The meaning of an error of another program; no command of this program fails with the error. */
export interface CodeMeaning {
  /** The meaning, in one sentence with a full stop. */
  readonly means: string
  /** What to do next, in the imperative, without a full stop. */
  readonly next: string
}

/** Causes that many libraries describe in different sentences. The sources are in the rows of the sentences. */
// biome-ignore format: one row a line
export const causes = {
  credentials: { means: 'The app has no client id or client secret, or not the right ones.', next: 'Copy both from Basic Information → App Credentials, and check that the program loads them; the Signing Secret beside them is something else' },
  stateLost: { means: 'The install ended in a browser that does not have the state it began with: another host, http instead of https, a second tab, a reload, more than ten minutes, or a link that is not the app’s own install route.', next: 'Begin at the app’s install route, on the scheme and host of the redirect URL. To see which cookie gets lost: slack-tokens drive --start "npm start"; how to mend it: slack-tokens drive --explain state-lost' },
  otherStateSecret: { means: 'The state was signed with another secret than the one that checks it: a second process, or a secret that changed since.', next: 'Give every process the same state secret, then begin at the install route. To walk it: slack-tokens drive --start "npm start"' },
  denied: { means: 'Cancel was pressed on Slack’s page, or the workspace lets only admins approve apps.', next: 'Install again and press Allow, or ask an admin to approve the app; to see what the app does then: slack-tokens drive --start "npm start" --scenario deny' },
  openedByHand: { means: 'The callback was opened without the parameters that Slack adds: by hand, by a scanner, or from an old tab.', next: 'Begin at the app’s install route' },
  exchangeRefused: { means: 'Slack refused the code exchange. It says so with HTTP 200 and ok: false, and the library does not show its code.', next: 'Log the body that oauth.v2.access answered, and look up its error: slack-tokens why CODE; or let drive show it: slack-tokens drive --start "npm start"' },
  noTopToken: { means: 'The answer has no access_token at the top. Either only user scopes were granted, which puts the token in authed_user, or Slack refused the exchange with HTTP 200 and ok: false.', next: 'Log the whole body: with ok: false look up its error: slack-tokens why CODE; otherwise ask for bot scopes too (scope=), or read authed_user.access_token. To see what the app does with such an answer: slack-tokens drive --start "npm start" --scenario user-only' },
  userOnly: { means: 'Only user scopes were granted, so the answer has no access_token at the top; the user token is in authed_user.', next: 'Ask for bot scopes too (scope=), or read authed_user.access_token. To see what the app does with such an answer: slack-tokens drive --start "npm start" --scenario user-only' },
  tokenType: { means: 'Slack names the token’s type bot or user, and the library takes bearer alone.', next: 'Set token_type to bearer before the library reads the answer, by its hook or converter for responses' },
  oldFlow: { means: 'The library uses the old flow (oauth/authorize, oauth.access), which only classic apps have.', next: 'Use a version or a provider for oauth/v2/authorize and oauth.v2.access' },
  identityRefused: { means: 'The token was granted, but the library’s next call, which asks who the person is, was refused: the token lacks identity.basic, or the library is made for the old flow.', next: 'Ask for the sign-in scopes in a flow of their own, or take a library that reads authed_user and asks nothing more' },
  notInstalled: { means: 'The app’s store has no installation for this workspace, organization or person.', next: 'Install through the app’s own route, such as /slack/install: the button in the app settings fills no store, and a store in memory is empty after a restart. To walk that route: slack-tokens drive --start "npm start"' },
  storeShape: { means: 'The app’s own installation store does not save or return what the SDK needs.', next: 'Return the whole installation that storeInstallation was given; slack-tokens export --help names the form of the SDK’s record' },
  signature: { means: 'The request did not pass the check of Slack’s signature: another signing secret, a body that was parsed before the check, or a clock that is wrong.', next: 'Copy the Signing Secret (not the Client Secret) from Basic Information → App Credentials, check the raw body, and set the clock' },
  botTokenMissing: { means: 'The program has no bot token: the environment was not loaded, or has another name for it.', next: 'Load the environment; to start the program with a stored token: slack-tokens run -- npm start' },
  appTokenMissing: { means: 'Socket Mode needs an app-level token (xapp-…) with connections:write, and the program has none.', next: 'Make one in Basic Information → App-Level Tokens, and give it to the program, usually as SLACK_APP_TOKEN' },
  appUnreachable: { means: 'Slack got no usable answer from the app: it does not run, the Request URL is wrong, or the request was not acknowledged.', next: 'Start the app, compare the Request URL in the app settings (or turn Socket Mode on), and acknowledge first' },
  tooSlow: { means: 'The app did not answer within three seconds.', next: 'Acknowledge first, do the work afterwards, and answer by response_url or chat.postMessage' },
  needsAdmin: { means: 'An admin of the workspace or organization has to agree first.', next: 'Ask an admin to approve the app, then install it again' },
  frameOnly: { means: 'This is the frame of Slack’s error page; the reason stands in small print below it.', next: 'Paste the line under “Error details” as well: slack-tokens why "THE LINE"' },
} as const satisfies Record<string, CodeMeaning>

export type CauseName = keyof typeof causes
