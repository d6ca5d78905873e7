/** This file contains all kinds of findings that drive reports, each with its explanation and fix. */

export interface FindingFacts {
  /** A `defect` makes the command fail; a `remark` is only printed. */
  readonly weight: 'defect' | 'remark'
  readonly says: string
  /** How to fix the defect. It is a function if the fix depends on Slack's error code. */
  readonly cure: string | ((code: string) => string)
}

export const findingFacts = {
  'app-ended': {
    weight: 'defect',
    says: 'The app ended while it was driven',
    cure: 'The last lines of its output show why. The variables that drive sets for the app: slack-tokens drive --help',
  },
  'no-link-to-slack': {
    weight: 'defect',
    says: 'The install address does not lead to Slack’s consent page',
    cure: 'Give the address that sends the browser to https://slack.com/oauth/v2/authorize, or the page with its link',
  },
  'other-slack-page': {
    weight: 'defect',
    says: 'The app sends the browser to a page of Slack that is not the consent page',
    cure: 'Link to https://slack.com/oauth/v2/authorize; for user tokens only, to /oauth/v2_user/authorize',
  },
  'redirect-loop': {
    weight: 'defect',
    says: 'The app redirects the browser in circles',
    cure: 'Look at the last requests: one of them should answer with a page, or redirect to Slack',
  },
  'slack-refuses': {
    weight: 'defect',
    says: 'Slack shows an error page instead of the consent page',
    cure: (code) => `Correct the link that the app builds; what the code means: slack-tokens why ${code}`,
  },
  'no-exchange': {
    weight: 'defect',
    says: 'The app reports success, but never exchanged the code at the simulator',
    cure: 'Call oauth.v2.access with the code before the page that reports success',
  },
  'state-lost': {
    weight: 'defect',
    says: 'The app did not get its state cookie back at the callback, so it refused the install',
    cure: 'Use the same host for the install address and the callback. Set the cookie with Path=/ and SameSite=Lax, and with Secure only for https',
  },
  'callback-refused': {
    weight: 'defect',
    says: 'The callback refused an install that succeeded at Slack',
    cure: 'The page and the app’s output show why; the requests above list the cookies',
  },
  'callback-crash': {
    weight: 'defect',
    says: 'The callback failed with an error of the app, although the install succeeded at Slack',
    cure: 'The app’s output shows where the error is',
  },
  'redirect-uri-differs': {
    weight: 'defect',
    says: 'The exchange does not repeat the redirect_uri of the link, so Slack refuses it (bad_redirect_uri)',
    cure: 'Send the same redirect_uri to the consent page and to oauth.v2.access, or to neither',
  },
  'client-id-differs': {
    weight: 'defect',
    says: 'The exchange sends another client id than the link, so Slack does not accept the code',
    cure: 'Read client id and secret from one place, for the link and for the exchange',
  },
  'wrong-secret': {
    weight: 'defect',
    says: 'Slack does not accept the client secret that the app sends (bad_client_secret)',
    cure: 'Client id and client secret belong to one app: compare them with the app’s settings',
  },
  'exchange-refused': {
    weight: 'defect',
    says: 'Slack refused to exchange the code',
    cure: (code) => `What the code means: slack-tokens why ${code}`,
  },
  'code-exchanged-twice': {
    weight: 'defect',
    says: 'The app exchanges the same code twice; a code works once, so a reload of the callback gets an error',
    cure: 'Mark the state as used before the exchange; when a callback brings a used state, answer it without a call to Slack',
  },
  'reload-exchanged': {
    weight: 'remark',
    says: 'The app exchanges the code again when its callback is reloaded: Slack refuses, and the person sees the error',
    cure: 'Mark the state as used before the exchange; when a callback brings a used state, answer it without a call to Slack',
  },
  'landing-unreachable': {
    weight: 'remark',
    says: 'After a successful install the app sends the browser to an address where nothing listens, perhaps because that program is not running',
    cure: 'Start the program for that address too, or change where the app redirects after the install',
  },
  'secret-in-page': {
    weight: 'defect',
    says: 'The app shows the browser a secret, which belongs on the server only',
    cure: 'Remove the secret from the page and from its address; show the name of the workspace instead',
  },
  'denial-500': {
    weight: 'defect',
    says: 'The app breaks when a person presses Cancel',
    cure: 'Look for error=access_denied before code, and show a page that offers another try',
  },
  'denial-500-sdk': {
    weight: 'remark',
    says: 'A person who presses Cancel gets the SDK’s own page with status 500, which monitoring counts as a crash',
    cure: 'Give installerOptions.callbackOptions.failure (Bolt) or handleCallback a failure that answers 200',
  },
  'state-not-checked': {
    weight: 'defect',
    says: 'The app exchanges a code although the state is wrong or missing, so an attacker can make another person’s browser finish an install',
    cure: 'Before the exchange, compare the state with the state stored for this browser; refuse when they differ',
  },
  'state-not-bound': {
    weight: 'remark',
    says: 'The state is not tied to the browser: another browser, which never opened the install address, can finish the install',
    cure: 'Store the state in a cookie as well, and compare the cookie with the state in the callback',
  },
  'wrong-state-crash': {
    weight: 'defect',
    says: 'The app breaks when the state is wrong',
    cure: 'Answer a callback with a wrong state with a page and a status below 500',
  },
  'reload-crash': {
    weight: 'defect',
    says: 'The app breaks when the callback is opened a second time',
    cure: 'Answer the second callback with a page and a status below 500, whether or not the app installs again',
  },
  'org-crash': {
    weight: 'defect',
    says: 'The app breaks on an org-wide install, whose answer has team: null and enterprise',
    cure: (code) =>
      code === 'team_access_not_granted'
        ? 'An org-wide install adds the app to no workspace until an admin does: expect team_access_not_granted until then'
        : 'Use enterprise.id where is_enterprise_install is true; if the app is never org-wide: --scenario without org',
  },
  'user-only-crash': {
    weight: 'defect',
    says: 'The app breaks when the answer has no bot token: access_token is then only in authed_user, not at the top',
    cure: 'Check that access_token and bot_user_id are there before using them: a person can deselect bot scopes',
  },
  'bot-only-crash': {
    weight: 'defect',
    says: 'The app breaks when the answer has no user token: authed_user has only an id',
    cure: 'Check that authed_user.access_token is there before using it: a person can deselect user scopes',
  },
  'dead-token-used': {
    weight: 'defect',
    says: 'The app still calls Slack with a token that the uninstall revoked',
    cure: 'Delete the stored installation on the events app_uninstalled and tokens_revoked, and on the errors token_revoked and account_inactive',
  },
  'removal-untold': {
    weight: 'remark',
    says: 'The app still calls Slack with a revoked token, but drive could not send it the events of the uninstall',
    cure: 'Set the signing secret that the app checks (SLACK_SIGNING_SECRET), and --events-url for its events',
  },
  'no-reinstall': {
    weight: 'defect',
    says: 'After an uninstall the app can’t be installed again',
    cure: 'Let a new install replace the stored installation',
  },
} as const satisfies Readonly<Record<string, FindingFacts>>

export type FindingId = keyof typeof findingFacts

export interface Finding extends FindingFacts {
  readonly id: FindingId
  readonly cure: string
  /** What was observed, in words for the user. */
  readonly evidence: string
}

/** Creates a finding. @param code Slack's error code, for a fix that depends on it. */
export function finding(id: FindingId, evidence: string, code = ''): Finding {
  const { weight, says, cure }: FindingFacts = findingFacts[id]
  return { id, weight, says, cure: typeof cure === 'string' ? cure : cure(code), evidence }
}
