import { exchangeFixes } from './fixes/exchange.ts'
import { failurePageFixes } from './fixes/failure-page.ts'
import { usedOnceFixes } from './fixes/used-once.ts'
import { pages } from './sources.ts'
import type { FindingExplanation } from './types.ts'

/** The explanations of the findings about an install in which Slack refuses the exchange, or cannot answer it. */
export const refusalExplanations = {
  'refused-exchange-crash': {
    seen: 'Drive lets Slack refuse the code, and the callback answers with an empty page or a framework’s page for errors with a status of 500 or more, or not at all.',
    why: 'A code is valid for ten minutes and works once, so a person who waited brings one that Slack refuses. Slack answers HTTP 200 with ok: false: an ordinary answer, without tokens.',
    sources: [pages.codes, pages.access],
    fixes: failurePageFixes,
  },
  'refused-exchange-repeated': {
    seen: 'Drive lets Slack refuse the code, and the app exchanges it more than three times.',
    why: 'A code that Slack refused stays refused. Each further call only counts towards the rate limit, while the person waits.',
    sources: [pages.codes, pages.access],
    fixes: exchangeFixes,
  },
  'later-install-fails': {
    seen: 'Drive plays an install that is not finished, then a plain one; the plain one fails, although it works in the scenario allow.',
    why: 'People close the page, come back too late, or wait for an admin. Slack knows nothing of the visit before, and so a new one is to work like the first.',
    sources: [pages.asking, pages.oauthErrors],
    fixes: usedOnceFixes,
  },
  'slow-slack-crash': {
    seen: 'Slack answers the exchange after two seconds, and the callback answers with an empty page or a framework’s page for errors with a status of 500 or more, or not at all.',
    why: 'Slack promises no time for the exchange. It takes effect at Slack even when the app no longer waits, so the code is used by then, and a second exchange is refused.',
    sources: [pages.exchanging, pages.access],
    fixes: failurePageFixes,
  },
  'error-500-crash': {
    seen: 'Slack answers the exchange once with status 500, and the callback answers with an empty page or a framework’s page for errors with a status of 500 or more, or not at all.',
    why: 'Every service fails at times. The code was not used by then, so the app can try once more, or ask the person to.',
    sources: [pages.access],
    fixes: failurePageFixes,
  },
  'rate-limited-crash': {
    seen: 'Slack answers the exchange with status 429, and the callback answers with an empty page or a framework’s page for errors with a status of 500 or more, or not at all.',
    why: 'Slack limits the calls of an app, and says in Retry-After after how many seconds the next one is accepted.',
    sources: [pages.rateLimits],
    fixes: failurePageFixes,
  },
  'failure-dead-end': {
    seen: 'Slack refuses the exchange or does not answer it, and the callback answers with a page of the app with a status of 500 or more, without a link, a form or a script.',
    why: 'The code is used or expired, so a reload does not help. Only a new install gives a new code.',
    sources: [pages.codes, pages.access],
    fixes: failurePageFixes,
  },
  'rate-limit-ignored': {
    seen: 'Slack answers the exchange with status 429 and Retry-After: 1, and the app calls it more than three times within that second.',
    why: 'Slack refuses every call before that time is over, and an app that keeps calling may be disabled.',
    sources: [pages.rateLimits],
    fixes: exchangeFixes,
  },
} as const satisfies Readonly<Record<string, FindingExplanation>>
