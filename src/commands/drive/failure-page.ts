import type { End, Page } from '../../browser/hop.ts'
import { liveMarkup } from '../../browser/live-markup.ts'
import { readableText } from '../../browser/page.ts'
import { selfNavigations } from '../../browser/self-navigation.ts'
import { attributesOf, baseOf } from '../../browser/tags.ts'
import { isAtSlack } from '../../browser/urls.ts'
import type { RefusedBySlack } from './walk.ts'

/**
 * What a page with a status of 500 or more shows. `crash`: nothing, or what a framework shows for an error that nobody
 * caught. `way-on`: a page of the app on which the person can go on. `dead-end`: a page of the app without such a way.
 */
export type FailurePage = 'crash' | 'way-on' | 'dead-end'

/** The statuses that an app chooses itself when a service that it calls fails. No framework uses them for an error. */
const chosen = [502, 503, 504]

/** Matches a place in the code: of JavaScript, Java, Kotlin, Ruby, PHP, C#, Go or Python. */
const trace =
  /\.(?:[cm]?[jt]sx?:\d{1,6}:\d|java:\d{1,6}\)|kt:\d{1,6}\)|rb:\d{1,6}:in|php(?::\d|\(\d| on line \d)|cs:line \d|go:\d)|Traceback \(most recent call last\)|goroutine \d{1,9} \[/

/** Matches the default pages of Fastify, NestJS, Next.js, Flask, Django, aiohttp, Rails, Puma, Spring, Tomcat and Jetty. */
const byDefault =
  /"statusCode":\s?500|a server-side exception has occurred|The server encountered an internal error|Server Error \(500\)|Server got itself in trouble|but something went wrong|unhandled lowlevel error|Whitelabel Error Page|HTTP (?:Status|ERROR) 500/

/** Whether a text says no more than “500 Internal Server Error”. */
function isBare(text: string): boolean {
  return text.replace(/\b(?:http|error|status|code|500|internal|server)\b|[^\p{L}\p{N}]/giu, '') === ''
}

/** Returns what the last page shows; undefined when it is no page, or its status is below 500. */
export function failurePageOf(end: End | RefusedBySlack): FailurePage | undefined {
  if (end.kind !== 'page' || end.status < 500) return undefined
  const text = readableText(end.text)
  if (trace.test(text) || (!chosen.includes(end.status) && (isBare(text) || byDefault.test(text)))) return 'crash'
  return hasWayOn(end) ? 'way-on' : 'dead-end'
}

/** Whether a person can go on from a page: by a link or a form to the app or to Slack, or perhaps by a script. */
export function hasWayOn(page: Page): boolean {
  // A script can show a button, or navigate.
  if (/<script\b/i.test(page.text) || selfNavigations(page).length > 0) return true
  const { text: live } = liveMarkup(page.text)
  const base = baseOf(live, page.url)
  return [...live.matchAll(/<(a|area|form)\b([^<>]{0,10000})>/gi)].some(([, tag = '', attributes = '']) => {
    const { href, action } = attributesOf(attributes)
    const target = tag.toLowerCase() === 'form' ? (action ?? '') : href
    if (target === undefined || target.startsWith('#') || !URL.canParse(target, base.href)) return false
    const url = new URL(target, base)
    return url.origin === page.url.origin || isAtSlack(url)
  })
}

/**
 * Whether the app caught a failure, and shows a page on which the person can go on, although with a status of 500 or more.
 * That excuses a refused state. It does not excuse a denial: Cancel is an ordinary choice, and nothing failed.
 */
export function isCaught(end: End | RefusedBySlack): boolean {
  return failurePageOf(end) === 'way-on'
}
