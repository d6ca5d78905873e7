import type { ClassifiedPage } from '../slack/facts/page-errors.ts'
import { scopeFacts } from '../slack/facts/scopes.ts'

/** The values that this login sent, so that the advice can quote them. */
export interface SentRequest {
  readonly redirectUri: string
  readonly clientId: string
  readonly team: string | undefined
  /** The command that adds the redirect URL to the app's settings; undefined when no command can add the URL. */
  readonly push?: string | undefined
  /** What the advice calls the address of the consent page. */
  readonly address?: string | undefined
}

/**
 * Returns advice for a pasted error page of Slack: what the error means for this login, and what to do.
 */
export function adviceFor(page: ClassifiedPage, sent: SentRequest): { means: string; next: string } {
  switch (page.code) {
    case 'bad_redirect_uri':
      return redirectCure(page, sent)
    case 'invalid_client_id':
      return { means: page.means, next: `This login sent ${sent.clientId}. ${page.next}` }
    case 'invalid_team_for_non_distributed_app':
      return { means: page.means, next: sent.team ? page.next : `${page.next}; --team T… opens the right workspace` }
    case 'invalid_scope':
    case 'invalid_scope_requested':
      return { means: page.means, next: page.scope ? scopeCure(page.scope) : page.next }
    default:
      return { means: page.means, next: page.next }
  }
}

function redirectCure(
  page: ClassifiedPage,
  { redirectUri, clientId, push, address = 'the address above' }: SentRequest,
) {
  const passed = page.passedUri
  if (push !== undefined && (passed === undefined || passed === '' || passed === redirectUri))
    return {
      means: passed === '' ? 'The app has no redirect URL at all.' : page.means,
      next: `In another terminal: ${push}   It adds ${redirectUri}; then open the address above again`,
    }
  if (passed === undefined)
    return {
      means: page.means,
      next: `Register exactly ${redirectUri} for the client id ${clientId}, and press Save URLs`,
    }
  if (passed === '') {
    return {
      means: 'The app has no redirect URL at all.',
      next: `Register ${redirectUri} (OAuth & Permissions → Redirect URLs → Add → Save URLs)`,
    }
  }
  if (passed !== redirectUri) {
    return {
      means: `The page shows ${passed}, but this login sent ${redirectUri}: the page belongs to another login.`,
      next: `Open ${address}${differs(passed, redirectUri)}`,
    }
  }
  return {
    means: page.means,
    next: `Register exactly ${redirectUri} for the client id ${clientId}: scheme, host, port and path must be equal, and Save URLs must be pressed`,
  }
}

function differs(one: string, other: string): string {
  const [a, b] = [one, other].map((text) => (URL.canParse(text) ? new URL(text) : undefined))
  if (!a || !b) return ''
  if (a.hostname !== b.hostname) return `; ${a.hostname} and ${b.hostname} are different to Slack`
  if (a.port !== b.port) return `; the ports differ`
  return a.protocol === b.protocol ? '' : '; http and https are different to Slack'
}

function scopeCure(names: string): string {
  return names
    .split(',')
    .map((name) => {
      const facts = scopeFacts(name.trim())
      if (!facts) return `This tool does not know a scope ${name}: check the spelling`
      if (facts.bot && facts.user) return `${name} exists for both tokens: check whether this app may request it`
      return `${name} is for the ${facts.bot ? 'bot (--scopes)' : 'user (--user-scopes)'} only`
    })
    .join('; ')
}
