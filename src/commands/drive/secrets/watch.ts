import type { Browser } from '../../../browser/browser.ts'
import type { Resource } from '../../../browser/chromium/resources.ts'
import type { Hop, Page } from '../../../browser/hop.ts'
import { selfNavigations } from '../../../browser/self-navigation.ts'
import { isAtSlack } from '../../../browser/urls.ts'
import type { LoggedRequest } from '../../../simulator/control/client.ts'
import { maskSecrets } from '../../../slack/facts/mask.ts'
import { cutEnd } from '../../../terminal/width.ts'
import { type Finding, type FindingId, finding } from '../findings/finding.ts'
import { leakedInCalls } from './calls.ts'
import type { SecretFinder, ShownSecret } from './find.ts'
import { isElsewhere, resourcesOf, urlsOn } from './page-urls.ts'

/** What the app did in a scenario besides its answers to the browser. */
export interface WatchedScenario {
  /** Everything that the app has printed since its start. */
  readonly output: string
  readonly calls: readonly LoggedRequest[]
}

/** An answer of the app, with its `Set-Cookie` headers if the browser knows them. */
export type SeenPage = Page & { readonly cookies?: readonly string[] }

/** Looks for the app’s secrets in everything that the app shows. */
export interface SecretWatch {
  /** Returns a browser that also looks at each page that it loads. */
  watching(browser: Browser): Browser
  /** Looks at the app’s link to Slack. */
  link(authorize: URL): void
  /** Looks at an answer of the app. @param hop the request that it answers */
  see(page: SeenPage, hop?: Hop): void
  /** Looks at a request that a page in Chromium sent. @param from the page */
  seeResource(resource: Resource, from: URL, hop?: Hop): void
  /**
   * Looks at what the app printed and sent, and returns the findings since the last call. The same kind of secret at
   * the same place is reported once in a drive.
   */
  take(scenario: WatchedScenario): readonly Finding[]
}

const urlFindings: readonly FindingId[] = ['secret-in-url', 'secret-in-fragment', 'secret-to-other-host']

/** The maximum number of URLs of a page that are reported. */
const mostUrls = 20

/** The maximum number of scripts that are loaded in a drive. */
const mostLoads = 200

/** Creates a watch that reports what `find` finds. */
export function watchForSecrets(find: SecretFinder): SecretWatch {
  const reported = new Set<string>()
  let findings: Finding[] = []
  let readUpTo = 0
  const scripts = new Map<string, string>()
  const unanswered = new Set<string>()
  let loads = 0

  /** Reports the secrets at a place that were not reported for this place before. */
  const report = (id: FindingId, place: string, { secrets, says, hop }: ShownPlace) => {
    // A URL is seen as the target of a redirect, and then as the URL of a request.
    const kind = urlFindings.includes(id) ? 'url' : id
    const fresh = secrets.filter(({ what }) => !reported.has(`${kind} ${place} ${what}`))
    for (const { what } of fresh) reported.add(`${kind} ${place} ${what}`)
    if (fresh.length === 0) return
    const made = finding(id, `${says} ${listed(fresh)}`)
    findings.push(hop ? { ...made, at: hop } : made)
  }

  /** Reports the secrets in a URL, except those that were already in the URL of the request. */
  const reportUrl = (to: URL, { from, says, hop }: { from: URL; says: string; hop: Hop | undefined }) => {
    const known = to === from ? [] : find(tailOf(from))
    const fresh = (text: string) => without(find(text), known)
    const sent = fresh(`${to.pathname}${to.search}`)
    const place = placeOf(to)
    report(isElsewhere(to, from) ? 'secret-to-other-host' : 'secret-in-url', place, { secrets: sent, says, hop })
    report('secret-in-fragment', place, { secrets: without(fresh(to.hash), sent), says, hop })
    return [...sent, ...fresh(to.hash)]
  }

  /** Reports the secrets in the text of a page. A URL to another server is reported as such, a redirect only once. */
  const reportPage = (page: SeenPage, { led, hop }: { led: readonly ShownSecret[]; hop: Hop | undefined }) => {
    const path = page.url.pathname
    let { text } = page
    if (find(text).length === 0) return
    const elsewhere = page.location ? [] : urlsOn(page).filter(({ url }) => isElsewhere(url, page.url))
    const leaking = elsewhere.filter(({ url }) => find(tailOf(url)).length > 0)
    for (const { url, text: written } of leaking.slice(0, mostUrls)) {
      reportUrl(url, { from: page.url, says: `${path} names a URL of ${url.host} with`, hop })
      text = text.replaceAll(written, ' ').replaceAll(written.replaceAll('&', '&amp;'), ' ')
    }
    report('secret-in-page', path, { secrets: without(find(text), led), says: `${path} shows`, hop })
  }

  const see: SecretWatch['see'] = (page, hop) => {
    const { url, location, headers, cookies = [] } = page
    const path = url.pathname
    reportUrl(url, { from: url, says: `the URL of ${path} has`, hop })
    const led = location && !isAtSlack(location) ? redirectTo(location, { url, hop }) : []
    reportPage(page, { led, hop })
    for (const [name, value] of Object.entries(headers)) {
      if (name === 'location' && location) continue
      const target = name === 'refresh' ? selfNavigations({ ...page, text: '' }) : []
      const shown = target.flatMap((to) => redirectTo(to, { url, hop }))
      report('secret-in-header', name, {
        secrets: without(find(value), shown),
        says: `the header ${name} of ${path} has`,
        hop,
      })
    }
    for (const cookie of cookies) {
      const [pair = ''] = cookie.split(';')
      const name = pair.split('=')[0]?.trim() ?? ''
      const secrets = find(pair)
      const isHidden = /;\s*httponly\s*(?:;|$)/i.test(cookie) && secrets.every((one) => one.isOfInstallation)
      const id = isHidden ? 'secret-in-httponly-cookie' : 'secret-in-cookie'
      report(id, name, { secrets, says: `the cookie ${maskSecrets(name)} of ${path} has`, hop })
    }
  }

  const redirectTo = (to: URL, { url, hop }: { url: URL; hop: Hop | undefined }) =>
    reportUrl(to, {
      from: url,
      says: `${url.pathname} redirects to ${to.host === url.host ? to.pathname : placeOf(to)} with`,
      hop,
    })

  /** Looks at the scripts of the app that a page names. A script that did not change is not searched again. */
  const seeResources = async (browser: Browser, page: SeenPage, hop: Hop | undefined) => {
    if (page.status >= 400 || page.location) return
    for (const url of resourcesOf(page)) {
      if (loads >= mostLoads || unanswered.has(url.href)) continue
      loads += 1
      const loaded = await browser.load(url)
      if (loaded.kind !== 'page') unanswered.add(url.href)
      else if (scripts.get(url.href) !== loaded.text) see(loaded, hop)
      if (loaded.kind === 'page') scripts.set(url.href, loaded.text)
    }
  }

  const seeResource: SecretWatch['seeResource'] = ({ url, ...answer }, from, hop) => {
    if (isElsewhere(url, from)) reportUrl(url, { from, says: `${from.pathname} sends ${url.host} a URL with`, hop })
    else if (!isAtSlack(url)) see({ kind: 'page', url, location: undefined, ...answer }, hop)
  }

  return {
    see,
    seeResource,
    link(authorize) {
      // A secret in a link on the app’s page was already reported for that page.
      const secrets = find(tailOf(authorize)).filter(
        ({ what }) => ![...reported].some((one) => one.endsWith(` ${what}`)),
      )
      report('secret-in-link', '', { secrets, says: 'the link has' })
    },
    watching: (browser) => ({
      ...browser,
      async visit(...args) {
        const loaded = await browser.visit(...args)
        if (loaded.kind !== 'page') return loaded
        const hop = browser.hops.at(-1)
        see(loaded, hop)
        await seeResources(browser, loaded, hop)
        return loaded
      },
    }),
    take({ output, calls }) {
      // The newest line can still be incomplete; a secret in it is found in the next scenario.
      const lines = output.slice(Math.min(readUpTo, output.length)).split('\n')
      const printed = lines.flatMap((line) => find(line).map((secret) => ({ line, secret })))
      for (const id of ['secret-in-output', 'secret-in-debug-log'] as const) {
        const own = printed.filter(({ line }) => isDebug(line) === (id === 'secret-in-debug-log'))
        const secrets = [...new Map(own.map(({ secret }) => [secret.what, secret])).values()]
        report(id, '', { secrets, says: `${quoted(own[0]?.line ?? '')}:` })
      }
      readUpTo = output.lastIndexOf('\n') + 1
      for (const { id, place, evidence } of leakedInCalls(calls)) {
        if (!reported.has(`${id} ${place}`)) findings.push(finding(id, evidence))
        reported.add(`${id} ${place}`)
      }
      const taken = findings
      findings = []
      return taken
    },
  }
}

interface ShownPlace {
  readonly secrets: readonly ShownSecret[]
  readonly says: string
  readonly hop?: Hop | undefined
}

function listed(secrets: readonly ShownSecret[]): string {
  return secrets
    .slice(0, 3)
    .map(({ shown }) => shown)
    .join(', ')
}

function without(secrets: readonly ShownSecret[], known: readonly ShownSecret[]): readonly ShownSecret[] {
  return secrets.filter(({ what }) => !known.some((one) => one.what === what))
}

const placeOf = (url: URL) => `${url.host}${url.pathname}`

/** Returns the part of a URL that can hold a secret: its path, query and fragment. */
const tailOf = (url: URL) => `${url.pathname}${url.search}${url.hash}`

/** Whether a line of a log has the level DEBUG or TRACE, at which some SDKs print whole answers of Slack. */
function isDebug(line: string): boolean {
  return /(?:^|[\s[("'])(?:debug|trace)\b/i.test(line.slice(0, 60))
}

/** Returns a line of the app’s output for the evidence, with its secrets masked. */
function quoted(line: string): string {
  return `“${cutEnd(maskSecrets(line).trim(), 100)}”`
}
