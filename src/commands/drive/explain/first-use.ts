import { failurePageFixes } from './fixes/failure-page.ts'
import { missingTokenFixes } from './fixes/missing-token.ts'
import { storeFixes } from './fixes/store.ts'
import { pages } from './sources.ts'
import type { FindingExplanation } from './types.ts'

/** The explanations of the findings about the first use of the app after its install. */
export const firstUseExplanations = {
  'stored-token-refused': {
    seen: 'Drive installs the app, opens the address of --use in the same browser, and Slack answers every call of the app with not_authed, invalid_auth or a similar error.',
    why: 'Slack’s answer to the exchange has the bot token at the top and the token of the person in authed_user. Nothing else in it is accepted as a token.',
    sources: [pages.exchanging, pages.tokenStorage],
    fixes: storeFixes,
  },
  'only-token-not-used': {
    seen: 'Drive uninstalls the app, then installs with user scopes only, or with bot scopes only, and the app reports success. Then drive opens the address of --use in the same browser, which answers with a status of 500 or more, or Slack answers every call of the app with not_authed, invalid_auth or a similar error.',
    why: 'A person can deselect optional scopes. The answer then has only the bot token at the top, or only the user token in authed_user.',
    sources: [pages.optionalScopes, pages.access],
    fixes: missingTokenFixes,
  },
  'cannot-act-after-install': {
    seen: 'Drive installs the app and opens the address of --use in the same browser. No call reaches the simulator, and the page leads to the same consent page, has a status of 500 or more, or has another error status and speaks of an install.',
    why: 'Slack gives out the tokens once, in its answer to the exchange. An app that loses them is installed and can do nothing.',
    sources: [pages.exchanging, pages.tokenStorage],
    fixes: storeFixes,
  },
  'no-call-after-install': {
    seen: 'Drive installs the app, opens the address of --use in the same browser, and no call of the app reaches the simulator.',
    why: 'Slack gives out the tokens once, in its answer to the exchange. An app that does not store them, or looks for them under another key, is installed and can do nothing.',
    sources: [pages.exchanging, pages.tokenStorage],
    fixes: storeFixes,
  },
  'use-hangs': {
    seen: 'Drive opens the address of --use after an install, and no whole answer comes within the time limit (--http-timeout). It does not open the address again, so no scenario judges which tokens the app uses.',
    why: 'Slack answers the app’s calls of a drive at once. A page that waits longer waits for something else.',
    sources: [pages.exchanging],
    fixes: failurePageFixes,
  },
} as const satisfies Readonly<Record<string, FindingExplanation>>
