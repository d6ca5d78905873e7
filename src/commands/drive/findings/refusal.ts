import type { FindingFacts } from './types.ts'

/** The findings about an install in which Slack refuses the exchange, or cannot answer it. */
export const refusalFindings = {
  'refused-exchange-crash': {
    weight: 'defect',
    says: 'The app breaks when Slack refuses to exchange the code, for example because the person came back too late',
    cause: 'The code reads the tokens without a look at ok: Slack answers status 200 with ok: false and an error',
    cure: 'Check ok before the tokens, and show a page with a status below 500 that offers another try',
    at: 'callback',
  },
  'refused-exchange-repeated': {
    weight: 'defect',
    says: 'The app sends a refused code again and again; Slack never accepts it later',
    cause: 'A retry that is meant for failed connections also repeats Slack’s refusals',
    cure: 'Retry only when no answer came; after ok: false, show a page that offers another try',
    at: 'callback',
  },
  'later-install-fails': {
    weight: 'defect',
    says: 'After an install that was not finished, the app can’t be installed any more',
    cause: 'The unfinished install left something behind: a state, a lock or a half stored installation',
    cure: 'Treat every visit to the install address as a new install, whatever became of the last one',
    at: 'end',
  },
  'slow-slack-crash': {
    weight: 'defect',
    says: 'The app breaks when Slack answers the exchange after a few seconds',
    cause: 'A time limit of the app or of its HTTP client ends the request, and nothing catches that error',
    cure: 'Wait ten seconds or more for the exchange; when the time is over, show a page with a status below 500',
    at: 'callback',
  },
  'error-500-crash': {
    weight: 'defect',
    says: 'The app breaks when Slack answers the exchange with a server error',
    cause: 'The code expects that every answer is JSON with ok: true, or does not catch the error of its HTTP client',
    cure: 'Catch the error, and show a page with a status below 500 that offers another try',
    at: 'callback',
  },
  'rate-limited-crash': {
    weight: 'defect',
    says: 'The app breaks when Slack’s rate limit refuses the exchange (429)',
    cause: 'The code expects that every answer has tokens, or does not catch the error of its HTTP client',
    cure: 'Wait as long as Retry-After says and try once more, or show a page with a status below 500',
    at: 'callback',
  },
  'failure-dead-end': {
    weight: 'remark',
    says: 'When Slack refuses the exchange or fails, the app shows an error page on which the person cannot go on',
    cause: 'A handler for all errors shows one page, or the page of this failure has no link',
    cure: 'Show on this page a link to the install address: a new install gets a new code',
    at: 'callback',
  },
  'rate-limit-ignored': {
    weight: 'defect',
    says: 'The app repeats a call that the rate limit refused before the time in Retry-After is over',
    cause: 'A retry with a fixed or growing pause that does not read the header',
    cure: 'Wait as many seconds as Retry-After says before the next call',
    at: 'callback',
  },
} as const satisfies Readonly<Record<string, FindingFacts>>
