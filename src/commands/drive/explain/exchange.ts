import { exchangeFixes } from './fixes/exchange.ts'
import { failurePageFixes } from './fixes/failure-page.ts'
import { pkceFixes } from './fixes/pkce.ts'
import { usedOnceFixes } from './fixes/used-once.ts'
import { pages } from './sources.ts'
import type { FindingExplanation } from './types.ts'

/** The explanations of the findings about the exchange of the code for tokens. */
export const exchangeExplanations = {
  'no-exchange': {
    seen: 'The callback answers with a status below 400, and no call of oauth.v2.access reached the simulator.',
    why: 'The code is no token. Slack gives the tokens only for the code together with the client secret, so an app without an exchange has installed nothing.',
    sources: [pages.exchanging],
    fixes: exchangeFixes,
  },
  'redirect-uri-differs': {
    seen: 'Drive compares redirect_uri of the link with redirect_uri of the exchange.',
    why: 'Slack ties a code to the redirect URL for which it was given out, so that a code that was led elsewhere is worth nothing. A redirect_uri of the link must come again in the exchange, with the same value.',
    sources: [pages.asking, pages.access],
    fixes: exchangeFixes,
  },
  'client-id-differs': {
    seen: 'Drive compares client_id of the link with client_id of the exchange.',
    why: 'Slack gives out each code for one app. Another app cannot exchange it (invalid_code).',
    sources: [pages.exchanging, pages.access],
    fixes: exchangeFixes,
  },
  'pkce-verifier-missing': {
    seen: 'The link has code_challenge. The exchange has no code_verifier or a wrong one, and the simulator answers invalid_code_verifier.',
    why: 'With a challenge, the verifier proves who began the install. Slack accepts the code only with it.',
    sources: [pages.pkce],
    fixes: pkceFixes,
  },
  'wrong-secret': {
    seen: 'Slack answers the exchange with bad_client_secret.',
    why: 'The client secret proves that the exchange comes from the app. It belongs to one client id, and Slack shows both under Basic Information, App Credentials.',
    sources: [pages.exchanging, pages.access],
    fixes: exchangeFixes,
  },
  'flows-mixed': {
    seen: 'The link is that of one flow, and the exchange calls the method of another one.',
    why: 'Slack has an install page and a method for each flow, and their answers differ: the token at the top is the person’s for a classic app, and the bot’s for a current one. So a code of one flow cannot be exchanged by another (oauth_authorization_url_mismatch).',
    sources: [pages.exchanging, pages.access],
    fixes: exchangeFixes,
  },
  'exchange-refused': {
    seen: 'Slack answers the exchange with ok: false, for another reason than a wrong secret, client id or redirect URL.',
    why: 'A code is valid once, for ten minutes, and only unchanged. Slack answers with HTTP 200, so an app that looks at the status alone does not notice the refusal.',
    sources: [pages.exchanging, pages.access],
    fixes: exchangeFixes,
  },
  'refused-code-500': {
    seen: 'Slack refuses the exchange, or cannot answer it, and the callback shows the page with status 500 that its library has for every error.',
    why: 'A code is valid for ten minutes and works once, so a person who waited brings one that Slack refuses. That is an ordinary answer, no failure of the server.',
    sources: [pages.codes, pages.access],
    fixes: failurePageFixes,
  },
  'failure-as-success': {
    seen: 'Slack refuses the exchange, and the callback shows the same page as after an install that succeeded, apart from names, or a page with the same heading, such as “Installed”, that has no word of a failure and no way on.',
    why: 'Slack answers HTTP 200 also when it refuses, with ok: false. The person reads that the app is installed, and the app has stored an installation without a token.',
    sources: [pages.codes, pages.access],
    fixes: exchangeFixes,
  },
  'code-exchanged-twice': {
    seen: 'One callback leads to two calls of oauth.v2.access with one code.',
    why: 'A code works once. Slack answers the second call with code_already_used or invalid_code, and an app that believes this answer loses an install that succeeded.',
    sources: [pages.codes, pages.access],
    fixes: usedOnceFixes,
  },
  'reload-exchanged': {
    seen: 'Drive opens the callback a second time in the same browser, and the app calls oauth.v2.access again.',
    why: 'People reload pages, and browsers restore them. The code was used, so Slack refuses the second exchange, and the person reads of an error although the app is installed.',
    sources: [pages.codes, pages.access],
    fixes: usedOnceFixes,
  },
} as const satisfies Readonly<Record<string, FindingExplanation>>
