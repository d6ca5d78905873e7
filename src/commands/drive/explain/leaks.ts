import { bearerFixes } from './fixes/bearer.ts'
import { exchangeFixes } from './fixes/exchange.ts'
import { linkFixes } from './fixes/link.ts'
import { sessionFixes } from './fixes/session.ts'
import { singleFieldsFixes } from './fixes/single-fields.ts'
import { successPageFixes } from './fixes/success-page.ts'
import { pages } from './sources.ts'
import type { FindingExplanation } from './types.ts'

const asTheApp = 'Who has a token acts as the app, and Slack cannot tell the difference.'

/** The explanations of the findings about secrets. */
export const leakExplanations = {
  'secret-in-page': {
    seen: 'Drive looks for tokens, webhooks and the app’s own secrets in every page and in the scripts of the app that it names, also in JSON, HTML, percent, base64 and hexadecimal.',
    why: `${asTheApp} Pages stay in caches and screenshots.`,
    sources: [pages.tokenStorage],
    fixes: successPageFixes,
  },
  'secret-in-url': {
    seen: 'Drive looks for tokens, webhooks and the app’s own secrets in every URL of the app, in its path and query.',
    why: `${asTheApp} URLs stay in histories and logs, and the browser sends them to other sites as Referer.`,
    sources: [pages.tokenStorage, pages.leakedTokens],
    fixes: sessionFixes,
  },
  'secret-in-fragment': {
    seen: 'Drive looks for tokens, webhooks and the app’s own secrets after the # of every URL of the app.',
    why: `${asTheApp} Browsers send a fragment to no server, but they keep it in the history, and every script of the page can read it.`,
    sources: [pages.tokenStorage, pages.leakedTokens],
    fixes: sessionFixes,
  },
  'secret-to-other-host': {
    seen: 'Drive looks for tokens, webhooks and the app’s own secrets in the redirects, forms, images and links of the app to other hosts.',
    why: asTheApp,
    sources: [pages.tokenStorage, pages.leakedTokens],
    fixes: sessionFixes,
  },
  'secret-in-header': {
    seen: 'Drive looks for tokens, webhooks and the app’s own secrets in every header of the app’s answers.',
    why: `${asTheApp} Proxies and browser extensions read headers.`,
    sources: [pages.tokenStorage],
    fixes: successPageFixes,
  },
  'secret-in-link': {
    seen: 'Drive reads the link to Slack’s consent page, and finds one of the app’s secrets in it.',
    why: 'The consent page reads no secret. With the client secret, anybody can exchange codes in the name of the app.',
    sources: [pages.asking, pages.tokenStorage],
    fixes: linkFixes,
  },
  'secret-in-cookie': {
    seen: 'Drive decodes every cookie that the app sets. It finds a secret of the app, or a token in a cookie without HttpOnly.',
    why: `${asTheApp} A signature keeps a cookie from being changed, not from being read.`,
    sources: [pages.tokenStorage],
    fixes: sessionFixes,
  },
  'secret-in-httponly-cookie': {
    seen: 'Drive decodes every cookie that the app sets. It finds a token in a cookie with HttpOnly, so no script can read it.',
    why: `${asTheApp} The person can copy the cookie, and a bot token acts for the whole workspace.`,
    sources: [pages.tokenStorage],
    fixes: sessionFixes,
  },
  'secret-in-output': {
    seen: 'Drive reads what the app prints, which it does only for an app that it started.',
    why: `${asTheApp} Logs are copied, searched and stored by other people and programs.`,
    sources: [pages.tokenStorage],
    fixes: singleFieldsFixes,
  },
  'secret-in-debug-log': {
    seen: 'Drive reads what the app prints, and found the secret in a line with the level DEBUG or TRACE.',
    why: `${asTheApp} A log for debugging is for the computer of a developer; a server that stores it stores the secret.`,
    sources: [pages.tokenStorage],
    fixes: singleFieldsFixes,
  },
  'token-in-query': {
    seen: 'The simulator received a call with the parameter token in its URL.',
    why: 'Slack accepts no token in the URL from an app that was created after 24 February 2021.',
    sources: [pages.noTokensInUrls],
    fixes: bearerFixes,
  },
  'secret-in-query': {
    seen: 'The simulator received a call with a secret in its URL, such as client_secret.',
    why: 'URLs are stored by proxies, HTTP clients and monitoring. Slack reads the same fields in the body of a POST.',
    sources: [pages.access, pages.tokenStorage],
    fixes: exchangeFixes,
  },
  'token-in-message': {
    seen: 'The simulator received a message, a modal or a file with a token in its text.',
    why: `${asTheApp} Messages stay in search and exports. Slack itself revokes tokens that it finds in public places.`,
    sources: [pages.tokenStorage],
    fixes: singleFieldsFixes,
  },
} as const satisfies Readonly<Record<string, FindingExplanation>>
