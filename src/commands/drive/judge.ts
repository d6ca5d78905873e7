import type { End, Hop, NoPage } from '../../browser/hop.ts'
import { excerpt } from '../../browser/page.ts'
import type { InstallLink } from '../../oauth/install-link.ts'
import type { LoggedRequest } from '../../simulator/control/client.ts'
import { exchangesIn } from './app-calls.ts'
import { type Finding, type FindingId, finding } from './findings/finding.ts'
import type { RefusedBySlack, Walked } from './walk.ts'

/** Whether the install ended with a server error or without an answer. */
export function isBroken(end: End | RefusedBySlack): boolean {
  return isSilent(end) || (end.kind === 'page' && end.status >= 500)
}

function isSilent(end: End | RefusedBySlack): end is NoPage {
  return end.kind === 'broken' || end.kind === 'silent' || end.kind === 'nobody'
}

/** Whether the last page of the install looks like success to a person. */
export function isHappy(end: End | RefusedBySlack): boolean {
  if (end.kind === 'page') return end.status < 400
  return end.kind === 'slack' || end.kind === 'elsewhere' || end.kind === 'unreachable'
}

/** Whether the last page is the page that Slack's SDKs show by default after a failed install. */
export function isSdkPage(end: End | RefusedBySlack): boolean {
  return end.kind === 'page' && /Oops, Something Went Wrong!/.test(end.text) && /contact the app owner/.test(end.text)
}

/**
 * Whether the last page is one that a library shows when it refuses a callback: the page of Slack's SDKs, or the page of
 * Auth.js, which answers every wrong state with status 500 and “Configuration” (authjs.dev/guides/pages/error).
 */
export function isLibraryPage(end: End | RefusedBySlack): boolean {
  if (isSdkPage(end)) return true
  return (
    end.kind === 'page' &&
    end.url.pathname.endsWith('/error') &&
    end.url.searchParams.get('error') === 'Configuration' &&
    end.text.includes('There is a problem with the server configuration.')
  )
}

/** Whether the last page is one that a library shows by default when Slack refused the exchange. */
export function isLibraryRefusal(end: End | RefusedBySlack): boolean {
  return (
    isLibraryPage(end) ||
    (end.kind === 'page' &&
      /<pre>(?:TokenError|InternalOAuthError|Error: Failed to obtain access token)/.test(end.text))
  )
}

/** Describes how the install ended, as evidence for a finding. */
export function reportEnd(end: End | RefusedBySlack): string {
  if (end.kind === 'page') return `${end.url.pathname} answered ${end.status}: ${excerpt(end.text)}`
  if (end.kind === 'refused') return `${end.code}: ${end.says}`
  if (isSilent(end)) return `${end.url.pathname}: ${end.says}`
  const to = `sent on to ${end.url.host || end.url.protocol}`
  return end.kind === 'unreachable' ? `${to}: ${end.says}` : to
}

/**
 * Returns the findings about an install that the user allowed on the consent page.
 * @param broken the finding to report for a crash at the callback.
 */
export function judgeInstall(
  walked: Walked,
  calls: readonly LoggedRequest[],
  broken: FindingId = 'callback-crash',
): readonly Finding[] {
  const { end, query: requested, hops } = walked
  if (end.kind === 'refused') return [finding('slack-refuses', reportEnd(end), end.code)]
  if (end.kind === 'loop') return [finding('redirect-loop', `the last was ${end.url.pathname}`)]
  if (!requested && end.kind === 'slack') return [finding('other-slack-page', `${reportEnd(end)}${end.url.pathname}`)]
  if (!requested) return [finding('no-link-to-slack', reportEnd(end))]
  if (end.kind === 'silent') return [hanging(end, calls)]
  const exchanges = exchangesIn(calls)
  const [first] = exchanges
  if (!first) return [isHappy(end) ? finding('no-exchange', reportEnd(end)) : unexchanged(end, hops)]
  const mixed = mixedFlows(exchanges, requested.link)
  if (mixed) return [mixed]
  if (!first.ok) return [refusedExchange(first, requested.link)]
  // The refusal of the second exchange determines the page that follows, so the page is not a second finding.
  if (exchanges.length > 1) return [finding('code-exchanged-twice', twice(exchanges))]
  if (isHappy(end)) return []
  // What the simulator lacks is no defect of the app.
  const lacking = calls.find(({ error }) => error === 'not_simulated')
  if (lacking) return [finding('not-simulated', `${lacking.what} answered not_simulated; ${reportEnd(end)}`)]
  if (isBroken(end)) return [crash(broken, end, calls)]
  if (broken === 'callback-crash') return [finding('callback-refused', reportEnd(end))]
  // An app may decline an unusual install. When Slack refused a call before that page, the app did not decline.
  return [calls.some(({ ok }) => !ok) ? crash(broken, end, calls) : finding('install-declined', reportEnd(end), broken)]
}

/** Returns the finding for a callback without an answer. Its evidence names the last call to Slack. */
export function hanging(end: NoPage, calls: readonly LoggedRequest[]): Finding {
  const last = calls.at(-1)
  const waits = last
    ? `the last call to Slack, ${last.what}, was answered ${last.error ?? 'ok'}, so it waits for something else`
    : 'it called Slack for nothing before'
  return finding('callback-hangs', `${reportEnd(end)}; ${waits}`)
}

/** Returns the finding for a crash after the exchange. Its evidence includes the last call that Slack refused. */
function crash(id: FindingId, end: End, calls: readonly LoggedRequest[]): Finding {
  const refused = calls.findLast(({ error }) => error !== null)
  const why = refused ? `; ${refused.what} was refused: ${refused.error}` : ''
  return finding(id, `${reportEnd(end)}${why}`, refused?.error ?? '')
}

/** Returns several exchanges as evidence, for example `oauth.v2.access ok, then oauth.v2.access code_already_used`. */
export function twice(exchanges: readonly LoggedRequest[]): string {
  return exchanges.map(({ what, error }) => `${what} ${error ?? 'ok'}`).join(', then ')
}

/**
 * Returns the finding for an app that exchanged no code. It got no answer of Slack, so what is unusual about the install
 * is not the cause.
 */
function unexchanged(end: End, hops: readonly Hop[]): Finding {
  const lost = hops.filter(({ at }) => at === 'app').flatMap((hop) => hop.lost)
  const [cookie] = lost
  if (cookie && end.kind === 'page') return finding('state-lost', `${cookie.name}: ${cookie.why}; ${reportEnd(end)}`)
  const evidence = `${reportEnd(end)}; no code was exchanged`
  if (isBroken(end)) return finding('callback-crash', evidence, 'no_exchange')
  const atSlack = hops.findIndex(({ at }) => at === 'slack')
  const isBare = atSlack > 0 && hops.slice(0, atSlack).every(({ set }) => set.length === 0)
  return finding('callback-refused', isBare ? `${evidence}; the install page set no cookie` : evidence, 'no_exchange')
}

/** For each kind of install page, the method that exchanges its code. */
export const exchangeMethodOf: Readonly<Record<InstallLink['flow'], string>> = {
  v1: 'oauth.access',
  v2: 'oauth.v2.access',
  v2_user: 'oauth.v2.user.access',
}

/** Returns the finding for an exchange whose method does not fit the install page of the link; otherwise undefined. */
export function mixedFlows(exchanges: readonly LoggedRequest[], { flow }: InstallLink): Finding | undefined {
  const other = exchanges.find(({ what }) => what !== exchangeMethodOf[flow])
  if (!other) return undefined
  const page = `/oauth/${flow === 'v1' ? '' : `${flow}/`}authorize`
  return finding(
    'flows-mixed',
    `the link is ${page}, which needs ${exchangeMethodOf[flow]}; the app called ${other.what}`,
  )
}

function refusedExchange({ what, error, args }: LoggedRequest, link: InstallLink): Finding {
  const sent = args['client_id'] ?? 'none'
  if (sent !== link.clientId) return finding('client-id-differs', `the link has ${link.clientId}, ${what} sent ${sent}`)
  if (error === 'invalid_code_verifier') {
    const got = args['code_verifier'] ? 'another code_verifier than that of the link’s challenge' : 'no code_verifier'
    return finding('pkce-verifier-missing', `${what} answered ${error}, and got ${got}`)
  }
  if (error === 'bad_redirect_uri') {
    const evidence = `the link has ${link.redirectUri ?? 'nothing'}, ${what} sent ${args['redirect_uri'] ?? 'nothing'}`
    return finding('redirect-uri-differs', evidence)
  }
  const id = error === 'bad_client_secret' ? 'wrong-secret' : 'exchange-refused'
  return finding(id, `${what} answered ${error ?? ''}`, error ?? '')
}
