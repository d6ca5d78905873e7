import type { FindingFacts } from './types.ts'

/** The findings about the way from the install address to the last page. */
export const walkFindings = {
  'app-ended': {
    weight: 'defect',
    says: 'The app ended while it was driven',
    cause: (ended) =>
      ended === 'own_end'
        ? 'The app ended by itself and without an error: it exits with code 0, or closes its server after an install'
        : 'An error that nothing catches, or a process manager that stopped the app',
    cure: (ended) =>
      ended === 'own_end'
        ? 'Answer every request, and let the app run on after an install'
        : 'The last lines of its output show why. The variables that drive sets for the app: slack-tokens drive --help',
    at: 'end',
  },
  'crash-after-installs': {
    weight: 'defect',
    says: 'The app breaks after several installs, and not by the scenario in which it happened',
    cause:
      'Each install leaves something in the app’s process for the next ones: a row, a limit that is reached, an open connection',
    cure: 'Let the app go through several installs after one start; the last lines of its output show why it broke',
    at: 'none',
  },
  'no-link-to-slack': {
    weight: 'defect',
    says: 'The install address does not lead to Slack’s consent page',
    cause: 'The address is not that of the install page, or the page shows its link only after a sign-in or a choice',
    cure: 'Give the address that sends the browser to https://slack.com/oauth/v2/authorize, or the page with its link',
    at: 'end',
  },
  'other-slack-page': {
    weight: 'defect',
    says: 'The app sends the browser to a page of Slack that is not the consent page',
    cause: 'The link was written by hand, or copied from another page of Slack',
    cure: 'Link to https://slack.com/oauth/v2/authorize; for user tokens only, to /oauth/v2_user/authorize',
    at: 'before-slack',
  },
  'redirect-loop': {
    weight: 'defect',
    says: 'The app redirects the browser in circles',
    cause: 'A page sends the browser back because it does not find a cookie or a session that it expects',
    cure: 'Look at the last requests: one of them should answer with a page, or redirect to Slack',
    at: 'end',
  },
  'slack-refuses': {
    weight: 'defect',
    says: 'Slack shows an error page instead of the consent page',
    cause: 'A value in the link is not one that Slack accepts: its scopes, client id or redirect_uri',
    cure: (code) => `Correct the link that the app builds; what the code means: slack-tokens why ${code}`,
    at: 'slack',
  },
  'scopes-differ': {
    weight: 'remark',
    says: 'The link and the app’s manifest request different scopes',
    cause: 'The scopes are written in two places, and one of them was changed',
    cure: 'Compare the two lists. What the app’s settings at Slack lack: slack-tokens app check',
    at: 'before-slack',
  },
  'landing-unreachable': {
    weight: 'remark',
    says: 'After a successful install the app sends the browser to an address where nothing listens, perhaps because that program is not running',
    cause: 'The page after the install belongs to another program, such as a front end, which is not running',
    cure: 'Start the program for that address too, or change where the app redirects after the install',
    at: 'end',
  },
} as const satisfies Readonly<Record<string, FindingFacts>>
