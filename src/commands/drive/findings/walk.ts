import type { FindingFacts } from './types.ts'

/** The findings about the way from the install address to the last page. */
export const walkFindings = {
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
  'landing-unreachable': {
    weight: 'remark',
    says: 'After a successful install the app sends the browser to an address where nothing listens, perhaps because that program is not running',
    cure: 'Start the program for that address too, or change where the app redirects after the install',
  },
} as const satisfies Readonly<Record<string, FindingFacts>>
