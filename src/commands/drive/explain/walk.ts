import { afterwardsFixes } from './fixes/afterwards.ts'
import { linkFixes } from './fixes/link.ts'
import { surviveFixes } from './fixes/survive.ts'
import { pages } from './sources.ts'
import type { FindingExplanation } from './types.ts'

/** The explanations of the findings about the way from the install address to the last page. */
export const walkExplanations = {
  'app-ended': {
    seen: 'The process that --start began exits during a scenario.',
    why: 'Slack sends the browser to the callback once, and a code is valid for ten minutes: an app that is down then loses the install. Slack delivers events again only for a limited time.',
    sources: [pages.exchanging],
    fixes: surviveFixes,
  },
  'crash-after-installs': {
    seen: 'The app exits or its callback fails in a scenario. Drive starts it again and plays this scenario alone, and then nothing fails. The evidence counts the installs since the start.',
    why: 'Slack lets a person install an app again at any time, for new scopes or after a removal, and every workspace installs once. An app on a server meets all these installs in one process.',
    sources: [pages.exchanging],
    fixes: surviveFixes,
  },
  'no-link-to-slack': {
    seen: 'Drive opens the install address and follows its redirects and links, and never gets to Slack’s consent page.',
    why: 'Only Slack’s consent page gives out codes. An install begins when the app sends the browser to it, with client_id and scope.',
    sources: [pages.asking],
    fixes: linkFixes,
  },
  'other-slack-page': {
    seen: 'The browser gets to a host of Slack, but not to /oauth/v2/authorize or /oauth/v2_user/authorize.',
    why: 'Other pages of Slack install nothing. The old /oauth/authorize serves classic apps, and /openid/connect/authorize only tells who a person is.',
    sources: [pages.asking],
    fixes: linkFixes,
  },
  'redirect-loop': {
    seen: 'The app’s pages redirect more often than a browser follows.',
    why: 'Slack is never reached. A frequent cause is a page that requires a sign-in, which leads back to the page; or http and https that redirect to each other.',
    sources: [pages.asking],
    fixes: linkFixes,
  },
  'slack-refuses': {
    seen: 'Slack’s consent page shows an error for the app’s link, in place of the button Allow.',
    why: 'Slack checks the link before it asks the person: client_id, the scopes, and redirect_uri, which must equal a redirect URL of the app’s settings or lie below one.',
    sources: [pages.asking, pages.oauthErrors],
    fixes: linkFixes,
  },
  'scopes-differ': {
    seen: 'Drive compares the scopes of the link with those in the app’s manifest, from --manifest or in this folder.',
    why: 'The link decides what an install requests, and the manifest what the app’s settings say. Slack documents no error for the difference, and a person who installs from the settings grants the other list.',
    sources: [pages.asking],
    fixes: linkFixes,
  },
  'landing-unreachable': {
    seen: 'After the exchange the app redirects the browser to another address of this computer, and no program answers there.',
    why: 'Slack is done by then. It is up to the app to show how the install ended, and the person sees an error of the browser.',
    sources: [pages.exchanging],
    fixes: afterwardsFixes,
  },
} as const satisfies Readonly<Record<string, FindingExplanation>>
