import type { Browser } from '../../../browser/browser.ts'
import type { Hop, Page } from '../../../browser/hop.ts'
import { isAtSlack } from '../../../browser/urls.ts'
import type { LoggedRequest } from '../../../simulator/control/client.ts'
import { maskSecrets } from '../../../slack/facts/mask.ts'
import { cutEnd } from '../../../terminal/width.ts'
import { type Finding, type FindingId, finding } from '../findings/finding.ts'
import { leakedInCalls } from './calls.ts'
import type { SecretFinder, ShownSecret } from './find.ts'

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
  /**
   * Looks at what the app printed and sent, and returns the findings since the last call. The same kind of secret at
   * the same place is reported once in a drive.
   */
  take(scenario: WatchedScenario): readonly Finding[]
}

/** Creates a watch that reports what `find` finds. */
export function watchForSecrets(find: SecretFinder): SecretWatch {
  const reported = new Set<string>()
  let findings: Finding[] = []
  let readUpTo = 0

  /** Reports the secrets at a place that were not reported for this place before. */
  const report = (id: FindingId, place: string, { secrets, says, hop }: ShownPlace) => {
    const fresh = secrets.filter(({ what }) => !reported.has(`${id} ${place} ${what}`))
    for (const { what } of fresh) reported.add(`${id} ${place} ${what}`)
    if (fresh.length === 0) return
    const made = finding(id, `${says} ${listed(fresh)}`)
    findings.push(hop ? { ...made, at: hop } : made)
  }

  const see: SecretWatch['see'] = ({ url, text, location, cookies = [] }, hop) => {
    const path = url.pathname
    report('secret-in-url', placeOf(url), { secrets: find(tailOf(url)), says: `the URL of ${path} has`, hop })
    report('secret-in-page', path, { secrets: find(text), says: `${path} shows`, hop })
    if (location && !isAtSlack(location)) {
      const says = `${path} redirects to ${location.host === url.host ? location.pathname : placeOf(location)} with`
      report('secret-in-url', placeOf(location), { secrets: find(tailOf(location)), says, hop })
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

  return {
    see,
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
        if (loaded.kind === 'page') see(loaded, browser.hops.at(-1))
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
