import type { Browser } from '../../browser/browser.ts'
import { maskTokens } from '../../slack/facts/mask.ts'
import { aToken, mask, tokenKind } from '../../slack/facts/token-kinds.ts'
import { type Finding, finding } from './findings/finding.ts'

/** Watches the pages of an app for secrets. */
export interface SecretWatch {
  /** Returns a browser that also reads each page that it loads. */
  watching(browser: Browser): Browser
  /** Returns the findings since the last call. The same secret at the same path is reported once. */
  take(): readonly Finding[]
}

/**
 * Creates a watch that looks for secrets in pages.
 * @param secrets the app's own secrets by name; undefined for an unknown secret.
 */
export function watchForSecrets(secrets: Readonly<Record<string, string | undefined>>): SecretWatch {
  const reported = new Set<string>()
  let findings: Finding[] = []
  const own = Object.entries(secrets).filter((entry): entry is [string, string] => Boolean(entry[1]))
  const look = (path: string, how: string, text: string) => {
    const found = [
      ...own.filter(([, secret]) => text.includes(secret)).map(([name]) => `the ${name}`),
      ...tokensIn(text).map((token) => `${aToken(tokenKind(token) ?? 'bot')} (${mask(token)})`),
    ]
    const places = found.map((what) => `${path} ${how} ${what.replace(/ \(.*/, '')}`)
    const isNew = places.some((place) => !reported.has(place))
    for (const place of places) reported.add(place)
    if (isNew) findings.push(finding('secret-in-page', `${path} ${how} ${found.slice(0, 3).join(', ')}`))
  }
  return {
    watching: (browser) => ({
      ...browser,
      async visit(...args) {
        const page = await browser.visit(...args)
        if (page.kind !== 'page') return page
        look(page.url.pathname, 'shows', page.text)
        if (page.location) look(page.url.pathname, 'redirects to an address with', page.location.href)
        return page
      },
    }),
    take() {
      const taken = findings
      findings = []
      return taken
    },
  }
}

/**
 * Matches the simulator's tokens, which are the only tokens of an app during a drive. The app's page may show samples
 * of other tokens.
 */
const simulated = /^(?:xoxe\.)?x[a-z]{3}-(?:[\w-]*-)?sim-[\w-]{8,}$/

/** Returns the simulator's tokens in a text, in any encoding. */
function tokensIn(text: string): readonly string[] {
  const found = new Set<string>()
  maskTokens(text, (token) => {
    if (simulated.test(token)) found.add(token)
    return false
  })
  return [...found]
}
