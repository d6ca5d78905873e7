import type { Hop } from '../../browser/hop.ts'
import { shownUrl } from '../../browser/urls.ts'
import type { ConsentChoice, ConsentQuery } from './consent-step.ts'

/** This file describes the requests for Slack's consent page, in the same words for every browser. */

const noCookies = { at: 'slack', sent: [], set: [], deleted: [], lost: [] } as const

/** Returns the address of the consent page for a report, without its parameters. */
function pageOf(authorize: URL): string {
  return shownUrl(new URL(authorize.pathname, authorize))
}

/** Returns the request for a consent page instead of which Slack showed an error. */
export function refusedHop(authorize: URL, means: string): Hop {
  return { ...noCookies, verb: 'GET', url: pageOf(authorize), status: 400, means }
}

/** Returns the request for the consent page, and the request that sends the person's decision. */
export function consentHops(
  authorize: URL,
  { query, choice, callback }: { query: ConsentQuery; choice: ConsentChoice; callback: URL },
): readonly Hop[] {
  const url = pageOf(authorize)
  return [
    { ...noCookies, verb: 'GET', url, status: 200, means: asks(query, choice) },
    { ...noCookies, verb: 'POST', url, status: 302, means: decides(choice, callback) },
  ]
}

function asks({ link, state }: ConsentQuery, { without }: ConsentChoice): string {
  const lists = [
    without !== 'scope' && link.botScopes.length > 0 && `bot ${link.botScopes.join(',')}`,
    without !== 'user_scope' && link.userScopes.length > 0 && `user ${link.userScopes.join(',')}`,
  ].filter(Boolean)
  return [...lists, state === null ? 'no state' : 'with state'].join('; ')
}

function decides({ decision, organization }: ConsentChoice, callback: URL): string {
  const who = decision === 'cancel' ? 'Cancel' : organization ? 'Allow, for the whole organization' : 'Allow'
  return `${who} → ${shownUrl(callback).split('?')[0]}?${[...callback.searchParams.keys()].join('&')}`
}
