import { deniedFixes } from './fixes/denied.ts'
import { failurePageFixes } from './fixes/failure-page.ts'
import { missingTokenFixes } from './fixes/missing-token.ts'
import { storeFixes } from './fixes/store.ts'
import { usedOnceFixes } from './fixes/used-once.ts'
import { pages } from './sources.ts'
import type { FindingExplanation } from './types.ts'

/** The explanations of the findings about the app’s answer to the callback. */
export const callbackExplanations = {
  'callback-refused': {
    seen: 'A person pressed Allow, and the last page of the app has a status of 400 to 499.',
    why: 'For Slack the app is installed as soon as the code is exchanged. An app that refuses then leaves a bot in the workspace that nobody uses.',
    sources: [pages.exchanging],
    fixes: failurePageFixes,
  },
  'callback-crash': {
    seen: 'A person pressed Allow, and the callback answers with a status of 500 or more, or not at all.',
    why: 'Slack sends the browser to the callback once, and does not try again. The person is to read how the install ended, also when it failed.',
    sources: [pages.exchanging],
    fixes: failurePageFixes,
  },
  'install-declined': {
    seen: 'The app exchanged the code, all its calls succeeded, and the last page has a status of 400 to 499.',
    why: 'People can deselect optional scopes, and an admin can install an app for the whole organization. An app that cannot work so may say so; but at Slack it is installed by then.',
    sources: [pages.optionalScopes, pages.organizations],
    fixes: missingTokenFixes,
  },
  'not-simulated': {
    seen: 'After the exchange the app calls a method that the simulator answers with not_simulated, and the callback fails.',
    why: 'The real Slack has the method, so this is no fault of the app. But any call can fail, and an install that was granted is better stored first.',
    sources: [pages.exchanging],
    fixes: failurePageFixes,
  },
  'callback-hangs': {
    seen: 'Drive opens the callback, and no answer comes within the time limit (--http-timeout). The evidence names the app’s last call to Slack.',
    why: 'The browser waits for the callback. A code is valid for ten minutes and works once, so the person must start again.',
    sources: [pages.exchanging],
    fixes: failurePageFixes,
  },
  'answers-before-stored': {
    seen: 'Directly after the first install, drive opens the address of --use. It fails, and works from some moment on.',
    why: 'After the callback the person continues at once. A code works once, so an installation that was not stored is lost.',
    sources: [pages.exchanging],
    fixes: storeFixes,
  },
  'installation-in-one-process': {
    seen: 'After the first install, drive opens the address of --use several times on new connections. It works, fails, and works again.',
    why: 'Slack sends events, commands and people to the app’s address, and a load balancer gives each request to any process.',
    sources: [pages.tokenStorage],
    fixes: storeFixes,
  },
  'denial-500': {
    seen: 'Drive presses Cancel, and the callback answers with a status of 500 or more, or not at all.',
    why: 'After Cancel Slack sends the browser to the callback too, with error=access_denied and without a code. That is an answer, no failure.',
    sources: [pages.denial, pages.exchanging],
    fixes: deniedFixes,
  },
  'denial-exchanged': {
    seen: 'Drive presses Cancel, and the app calls oauth.v2.access.',
    why: 'After Cancel Slack sends the browser to the callback with error=access_denied and without a code. There is nothing to exchange, and Slack answers invalid_arguments or invalid_code.',
    sources: [pages.denial, pages.exchanging],
    fixes: deniedFixes,
  },
  'denial-500-sdk': {
    seen: 'Drive presses Cancel, and the callback shows the page of Slack’s SDK with status 500.',
    why: 'After Cancel Slack sends the browser to the callback too, with error=access_denied and without a code. @slack/oauth counts that among its unknown failures, to which it answers 500.',
    sources: [pages.denial, pages.exchanging],
    fixes: deniedFixes,
  },
  'reload-crash': {
    seen: 'Drive opens the callback a second time in the same browser, and it does not answer, or answers with a status of 500 or more and without a way on: a link or a form to the app or to Slack.',
    why: 'People reload pages, and browsers restore them. The state and the code were used by then, so this callback cannot be completed, and is to be answered with a page.',
    sources: [pages.codes, pages.exchanging],
    fixes: usedOnceFixes,
  },
  'org-crash': {
    seen: 'Drive installs the app on a whole organization, and the callback answers with a status of 500 or more, or not at all.',
    why: 'An org-wide install belongs to no workspace: Slack answers team: null, is_enterprise_install: true, and the organization in enterprise. The app is in no workspace until an admin adds it to one.',
    sources: [pages.organizations],
    fixes: storeFixes,
  },
  'user-only-crash': {
    seen: 'Drive grants the user scopes alone, and the callback answers with a status of 500 or more, or not at all.',
    why: 'People can deselect optional scopes. Without a bot scope Slack gives out no bot token: access_token and bot_user_id are missing at the top of the answer.',
    sources: [pages.optionalScopes, pages.access],
    fixes: missingTokenFixes,
  },
  'bot-only-crash': {
    seen: 'Drive grants the bot scopes alone, and the callback answers with a status of 500 or more, or not at all.',
    why: 'People can deselect optional scopes. Without a user scope Slack gives out no user token: authed_user has an id, and no access_token.',
    sources: [pages.optionalScopes, pages.access],
    fixes: missingTokenFixes,
  },
} as const satisfies Readonly<Record<string, FindingExplanation>>
