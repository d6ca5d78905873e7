import type { Hop } from '../../browser/hop.ts'
import { shownUrl } from '../../browser/urls.ts'
import type { ConsentChoice, ConsentQuery } from './consent-step.ts'

/** This file describes the requests for Slack's consent page, in the same words for every browser. */

/** The code with which the walk ends after the person asked the admins for their approval. */
export const approvalRequested = 'app_approval_request_pending'

const noCookies = { at: 'slack', sent: [], set: [], deleted: [], lost: [] } as const

/** Returns the address of the consent page for a report, without its parameters. */
function pageOf(authorize: URL): string {
  return shownUrl(new URL(authorize.pathname, authorize))
}

/**
 * Returns the requests for a consent page when Slack showed an error in its place. When the person asked the admins for
 * their approval, Slack shows its two pages about that request.
 */
export function refusedHops(
  authorize: URL,
  { decision }: Pick<ConsentChoice, 'decision'>,
  { code, message }: { readonly code: string; readonly message: string },
): readonly Hop[] {
  const url = pageOf(authorize)
  if (decision !== 'request' || code !== approvalRequested)
    return [{ ...noCookies, verb: 'GET', url, status: 400, means: message }]
  return [
    { ...noCookies, verb: 'GET', url, status: 200, means: 'an admin has to approve the app first' },
    { ...noCookies, verb: 'POST', url, status: 200, means: 'Submit request → no redirect to the app' },
  ]
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
