import { cureFor, type Language, languages, trustCureFor } from '../../proxy/languages.ts'
import type { TurnedEnvironment } from '../../proxy/turn.ts'
import type { ProxyEvent } from '../../proxy/types.ts'
import type { Context } from '../../runtime/context.ts'
import type { LoggedRequest } from '../../simulator/control/client.ts'
import { errorFacts } from '../../slack/facts/errors.ts'
import { oneLine } from '../../slack/facts/one-line.ts'

/** A run that has ended. */
export interface EndedRun {
  readonly code: number
  readonly turned: Pick<TurnedEnvironment, 'events'>
  /** The number of requests that reached the simulator. */
  readonly count: number
  /** The language of the program; undefined when it is not known. */
  readonly language: Language | undefined
  /** The requests, oldest first. */
  readonly log: readonly LoggedRequest[]
}

/**
 * Prints how many requests came; for requests that did not come, why, and what to change; after a failure also the last
 * refused call. A request that did not come is a matter of the HTTP client, and no fault of the program.
 */
export function describeRun({ code, turned, count, language, log }: EndedRun, { terminal }: Context): void {
  const { platform } = process
  terminal.note(`\n${count === 1 ? '1 request' : `${count} requests`} for Slack reached the simulator`)
  for (const [what, says] of Object.entries(refusals)) {
    const hosts = [...new Set(turned.events.filter((one) => one.what === what).map(({ host }) => host))]
    if (hosts.length === 0) continue
    terminal.warn(`${hosts.join(', ')}: ${says}`)
    if (what === 'certificate_refused') terminal.note(`  ${trustCureFor(language, platform)}`)
    if (what === 'unauthorized') terminal.note(`  ${cureFor(language, platform)}`)
  }
  if (count === 0 && turned.events.length === 0) {
    const client = language && language !== 'container' ? `its ${languages[language].name} client` : 'its HTTP client'
    terminal.warn(
      language === 'container'
        ? 'No request came through the proxy. If the program called Slack, its container hides the proxy from it'
        : `No request came through the proxy. If the program called Slack, ${client} ignores HTTPS_PROXY, or uses another proxy`,
    )
    terminal.note(`  ${cureFor(language, platform)}`)
  }
  if (code === 0) return
  const refused = log.findLast(({ error }) => error !== null)
  if (refused?.error) terminal.note(describeRefusal(refused.what, refused.error))
}

/** The lines about a call that the simulator refused. */
function describeRefusal(what: string, error: string): string {
  const means = errorFacts(error, what.startsWith('oauth.') ? 'exchange' : 'api')?.means
  const name = oneLine(error)
  return `The last refused call: ${oneLine(what)} ${name}${means === undefined ? '' : `. ${means}`}\nWhat to do: slack-tokens why ${name}`
}

const refusals: Readonly<Partial<Record<ProxyEvent['what'], string>>> = {
  certificate_refused:
    'its HTTP client did not accept the certificate of this run: it has a list of certificates of its own, or a pinned one',
  protocol_refused: 'its HTTP client speaks HTTP/2 only, and the simulator HTTP/1.1: let it accept HTTP/1.1',
  unauthorized: 'its HTTP client sent the proxy no credentials, or wrong ones',
  offline: 'refused, because of --offline',
  loop: 'refused, because the request leads back to the proxy of this run: see HTTPS_PROXY',
}
