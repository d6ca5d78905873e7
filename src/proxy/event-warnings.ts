import type { ProxyEvent } from './types.ts'

/**
 * Returns a sentence for each reason why requests of a program did not pass the proxy, with the hosts it asked for.
 * @param end what ends the program's TLS: `the simulator`
 */
export function eventWarnings(events: readonly ProxyEvent[], end: string): string[] {
  const reasons: readonly (readonly [what: ProxyEvent['what'], text: string])[] = [
    ['certificate_refused', 'the program did not accept the certificate: it accepts only its own list'],
    ['protocol_refused', `the program speaks HTTP/2 only, and ${end} HTTP/1.1`],
    ['unauthorized', 'the program sent no proxy credentials'],
    ['offline', 'refused, because of --offline'],
    ['loop', 'refused, because the request leads back to the proxy of this run: see HTTPS_PROXY'],
  ]
  return reasons.flatMap(([what, text]) => {
    const hosts = [...new Set(events.filter((one) => one.what === what).map(({ host }) => host))]
    return hosts.length > 0 ? [`${hosts.join(', ')}: ${text}`] : []
  })
}
