import type { Terminal } from '../terminal/terminal.ts'
import { cureFor, type Language, languages, trustCureFor } from './languages.ts'
import type { ProxyEvent } from './types.ts'

export interface MissingRequests {
  readonly events: readonly ProxyEvent[]
  /** The number of requests that came through the proxy. */
  readonly count: number
  /** The language of the program; undefined when it is not known. */
  readonly language: Language | undefined
  /** The name that the text gives to the server that answers the program, such as `the simulator`. */
  readonly end: string
  /**
   * By default, the hint ends with a last resort: give the program another Web API address. Null when the hint must not
   * contain it.
   */
  readonly last?: null
}

/**
 * Prints why requests did not come through the proxy, and what to change. The text does not blame the program, because
 * its HTTP client decides whether a request uses the proxy.
 */
export function describeMissing(missing: MissingRequests, terminal: Pick<Terminal, 'warn' | 'note'>): void {
  const { events, count, language, end, last } = missing
  const { platform } = process
  for (const [what, says] of refusalsBy(end)) {
    const hosts = [...new Set(events.filter((one) => one.what === what).map(({ host }) => host))]
    if (hosts.length === 0) continue
    terminal.warn(`${hosts.join(', ')}: ${says}`)
    if (what === 'certificate_refused') terminal.note(`  ${trustCureFor(language, platform, last)}`)
    if (what === 'unauthorized') terminal.note(`  ${cureFor(language, platform, last)}`)
  }
  if (count > 0 || events.length > 0) return
  const client = language && language !== 'container' ? `its ${languages[language].name} client` : 'its HTTP client'
  terminal.warn(
    language === 'container'
      ? 'No request came through the proxy. If the program called Slack, its container hides the proxy from it'
      : `No request came through the proxy. If the program called Slack, ${client} ignores HTTPS_PROXY, or uses another proxy`,
  )
  terminal.note(`  ${cureFor(language, platform, last)}`)
}

function refusalsBy(end: string): readonly (readonly [what: ProxyEvent['what'], says: string])[] {
  return [
    [
      'certificate_refused',
      'its HTTP client did not accept the certificate of this run: it has a list of certificates of its own, or a pinned one',
    ],
    ['protocol_refused', `its HTTP client speaks HTTP/2 only, and ${end} HTTP/1.1: let it accept HTTP/1.1`],
    ['unauthorized', 'its HTTP client sent the proxy no credentials, or wrong ones'],
    ['offline', 'refused, because of --offline'],
    ['other_port', 'refused, because Slack’s hosts answer at port 443 only: leave the port out of the address'],
    ['loop', 'refused, because the request leads back to the proxy of this run: see HTTPS_PROXY'],
  ]
}
