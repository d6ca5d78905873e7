/** Everything that drive finds fault with, in one place: what it is and what mends it. */

export interface FindingFacts {
  /** A `defect` makes the drive fail; a `remark` is only told. */
  readonly weight: 'defect' | 'remark'
  readonly says: string
  /** What mends it; of one that depends on Slack's error code, made of that. */
  readonly cure: string | ((code: string) => string)
}

export const findingFacts = {
  'app-ended': {
    weight: 'defect',
    says: 'The app ended while it was driven',
    cure: 'Its last lines tell why. What it is given instead of real secrets: slack-tokens drive --help',
  },
  'no-link-to-slack': {
    weight: 'defect',
    says: 'The install address leads to no consent page of Slack’s',
    cure: 'Give the address that sends the browser to https://slack.com/oauth/v2/authorize, or the page with its link',
  },
  'other-slack-page': {
    weight: 'defect',
    says: 'The app sends the browser to a page of Slack’s that asks for no consent',
    cure: 'Lead to https://slack.com/oauth/v2/authorize; for user tokens alone to /oauth/v2_user/authorize',
  },
  'redirect-loop': {
    weight: 'defect',
    says: 'The app redirects the browser in circles',
    cure: 'Look at the last hops: one of them should answer with a page, or lead to Slack',
  },
  'slack-refuses': {
    weight: 'defect',
    says: 'Slack shows an error page instead of asking',
    cure: (code) => `Mend the link that the app builds; what the code means: slack-tokens why ${code}`,
  },
  'no-exchange': {
    weight: 'defect',
    says: 'The app goes on as after a success, and yet the code never came to the simulator to be exchanged',
    cure: 'If its calls go to the real Slack, turn them here: see “Other apps” in slack-tokens drive --help',
  },
  'state-lost': {
    weight: 'defect',
    says: 'The app lost its state cookie between the install address and the callback, and refused its own install',
    cure: 'Start and end on the same host; Path=/ and SameSite=Lax; Secure only where https is',
  },
  'callback-refused': {
    weight: 'defect',
    says: 'The callback refused an install that went well at Slack',
    cure: 'The page and the app’s output tell why; the cookies that came back are in the hops',
  },
  'callback-crash': {
    weight: 'defect',
    says: 'The callback broke on an install that went well at Slack',
    cure: 'The app’s output tells where. If no code came: see “Other apps” in slack-tokens drive --help',
  },
  'redirect-uri-differs': {
    weight: 'defect',
    says: 'The exchange does not repeat the redirect_uri of the link, so Slack refuses it (bad_redirect_uri)',
    cure: 'Send the same redirect_uri to the consent page and to oauth.v2.access, or to neither',
  },
  'client-id-differs': {
    weight: 'defect',
    says: 'The exchange sends another client id than the link, so Slack does not take the code',
    cure: 'Read client id and secret from one place, for the link and for the exchange',
  },
  'wrong-secret': {
    weight: 'defect',
    says: 'Slack does not take the client secret that the app sends (bad_client_secret)',
    cure: 'Client id and client secret belong to one app: compare them with the app’s settings',
  },
  'exchange-refused': {
    weight: 'defect',
    says: 'Slack refused to exchange the code',
    cure: (code) => `What the code means: slack-tokens why ${code}`,
  },
  'code-exchanged-twice': {
    weight: 'defect',
    says: 'The app exchanges the same code twice; it works once, so a reload of the callback ends in an error',
    cure: 'Spend the state before the exchange, and answer a callback whose state is spent without calling Slack',
  },
  'reload-exchanged': {
    weight: 'remark',
    says: 'The app exchanges the code again when its callback is reloaded: Slack refuses, and the person sees that',
    cure: 'Spend the state before the exchange, and answer a callback whose state is spent without calling Slack',
  },
  'landing-unreachable': {
    weight: 'remark',
    says: 'After a good install the app sends the browser to an address where nobody listens; that is the set-up’s',
    cure: 'Start what belongs there too, or set the address that the app goes to afterwards',
  },
  'denial-500': {
    weight: 'defect',
    says: 'The app breaks when a person presses Cancel',
    cure: 'Look for error=access_denied before code, and show a page that offers another try',
  },
  'denial-500-sdk': {
    weight: 'remark',
    says: 'A person who presses Cancel gets the SDK’s own page with status 500, which monitors take for a crash',
    cure: 'Give installerOptions.callbackOptions.failure (Bolt) or handleCallback a failure that answers 200',
  },
  'state-not-checked': {
    weight: 'defect',
    says: 'The app exchanges a code that comes with a wrong state or none: others can install in a person’s name',
    cure: 'Compare state with the one kept for this browser before anything else, and refuse when it differs',
  },
  'state-not-bound': {
    weight: 'remark',
    says: 'The state is not tied to the browser: one that never opened the install address could finish the install',
    cure: 'Keep the state in a cookie too, and compare both',
  },
  'wrong-state-crash': {
    weight: 'defect',
    says: 'The app breaks when the state is wrong',
    cure: 'Answer it with a page and a status below 500',
  },
  'reload-crash': {
    weight: 'defect',
    says: 'The app breaks when the callback is opened a second time',
    cure: 'Answer it with a page and a status below 500, whether or not it installs again',
  },
  'org-crash': {
    weight: 'defect',
    says: 'The app breaks on an org-wide install, whose answer has team: null and enterprise',
    cure: 'Use enterprise.id where is_enterprise_install is true; if the app is never org-wide: --scenario without org',
  },
  'user-only-crash': {
    weight: 'defect',
    says: 'The app breaks when no bot token comes: the answer has no access_token at the top, only authed_user’s',
    cure: 'Look whether access_token and bot_user_id are there before using them; bot scopes can be unticked',
  },
  'bot-only-crash': {
    weight: 'defect',
    says: 'The app breaks when no user token comes: authed_user has only an id',
    cure: 'Look whether authed_user.access_token is there before using it; user scopes can be unticked',
  },
  'dead-token-used': {
    weight: 'defect',
    says: 'The app keeps calling with a token that died with its uninstall',
    cure: 'Forget the installation on app_uninstalled and tokens_revoked, and on token_revoked or account_inactive',
  },
  'removal-untold': {
    weight: 'remark',
    says: 'The app keeps calling with a dead token, but it could not be told of its removal',
    cure: 'Give the signing secret that it checks (SLACK_SIGNING_SECRET), and --events-url where it takes events',
  },
  'no-reinstall': {
    weight: 'defect',
    says: 'After an uninstall the app can’t be installed again',
    cure: 'An install over a kept one replaces it',
  },
} as const satisfies Readonly<Record<string, FindingFacts>>

export type FindingId = keyof typeof findingFacts

export interface Finding extends FindingFacts {
  readonly id: FindingId
  readonly cure: string
  /** What was seen, in words. */
  readonly evidence: string
}

/** @param code Slack's error code, for a cure that names it. */
export function finding(id: FindingId, evidence: string, code = ''): Finding {
  const { weight, says, cure }: FindingFacts = findingFacts[id]
  return { id, weight, says, cure: typeof cure === 'string' ? cure : cure(code), evidence }
}
