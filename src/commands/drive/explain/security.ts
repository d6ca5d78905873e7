import { failurePageFixes } from './fixes/failure-page.ts'
import { oneHostFixes } from './fixes/one-host.ts'
import { returnPathFixes } from './fixes/return-path.ts'
import { stateFixes } from './fixes/state.ts'
import { pages } from './sources.ts'
import type { FindingExplanation } from './types.ts'

/** The explanations of the findings about the state. */
export const securityExplanations = {
  'state-lost': {
    seen: 'Drive keeps cookies by the rules of browsers. The app set one at the install address, the browser did not send it to the callback, and the app exchanged nothing.',
    why: 'Slack gives the state back in the address of the callback, but it is the app’s cookie that shows that the same browser began the install. The browser comes from slack.com, so SameSite=Strict holds the cookie back.',
    sources: [pages.exchanging, pages.csrf],
    fixes: oneHostFixes,
  },
  'state-not-checked': {
    seen: 'Drive opens the callback with a valid code, and with a state that the app did not make, or without one. The app calls oauth.v2.access.',
    why: 'Slack gives back whatever state the link had, and checks nothing. An attacker can begin an install, and lead another person to the callback with that code: the person’s account is then tied to the attacker’s workspace.',
    sources: [pages.exchanging, pages.csrf],
    fixes: stateFixes,
  },
  'state-not-bound': {
    seen: 'Drive opens the callback, with the right state, in a second browser that has no cookie of the app. The app calls oauth.v2.access.',
    why: 'A state from a list of the server shows that somebody began an install, not that this browser did. An attacker can begin one, and lead another person to its callback.',
    sources: [pages.exchanging, pages.csrf],
    fixes: stateFixes,
  },
  'state-in-one-process': {
    seen: 'The callback refused the first install before the exchange. Drive repeats the same install on new connections, with other visitors in between, and the callback accepts it.',
    why: 'Slack sends the browser to the redirect URL, and a load balancer gives that request to any process.',
    sources: [pages.exchanging, pages.csrf],
    fixes: stateFixes,
  },
  'cookie-stripped': {
    seen: 'The callback refused the install before the exchange. Drive opens the install address also at the address that the app printed: there it sets a cookie, which does not arrive through the other address.',
    why: 'Slack gives the state back in the address of the callback, but it is the app’s cookie that shows that the same browser began the install.',
    sources: [pages.exchanging, pages.csrf],
    fixes: oneHostFixes,
  },
  'state-repeated': {
    seen: 'Drive opens the install address with several browsers. Two of them get the same state in the link to Slack.',
    why: 'Slack gives back whatever state the link had. A state that everybody knows shows nothing about who began the install.',
    sources: [pages.exchanging, pages.csrf],
    fixes: stateFixes,
  },
  'state-guessable': {
    seen: 'Drive opens the install address with several browsers. The states differ only in the time at which they were made, or in a counter; also in base64, hexadecimal, JSON, a UUID of version 1, or a hash of the time. A signed state is not reported.',
    why: 'Slack gives back whatever state the link had. An attacker who knows one state knows the next, and can begin the install of another person.',
    sources: [pages.exchanging, pages.csrf],
    fixes: stateFixes,
  },
  'state-short': {
    seen: 'Drive reads the state in every link to Slack. One has fewer than eight characters.',
    why: 'Slack gives back whatever state the link had, and limits no tries.',
    sources: [pages.exchanging, pages.csrf],
    fixes: stateFixes,
  },
  'open-redirect': {
    seen: 'Drive opens the install address and the callback with parameters such as next, url and return_to that name another host, whole, as //host and as /\\host. The app leads to that host, by a redirect, a Refresh header, a <meta> refresh or an inline script; drive does not visit it.',
    why: 'Slack sends the browser only to the redirect URLs in the app’s settings. A redirect of the app to any address undoes that check.',
    sources: [pages.asking, pages.openRedirects],
    fixes: returnPathFixes,
  },
  'wrong-state-crash': {
    seen: 'Drive opens the callback with a state that the app did not make, or without one, and it does not answer, or answers with a status of 500 or more and without a way on: a link or a form to the app or to Slack.',
    why: 'A state expires, and a reload comes without its cookie, so a callback with a state that does not fit is a usual request.',
    sources: [pages.exchanging, pages.csrf],
    fixes: failurePageFixes,
  },
} as const satisfies Readonly<Record<string, FindingExplanation>>
