import { type ChosenToken, chooseToken } from '../config/choose-token.ts'
import { handleOrId, type Identity } from '../config/installation.ts'
import { adviceText, scopeAdvice } from '../config/login-for.ts'
import { workspaceLabel } from '../config/place.ts'
import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import { callMethod } from '../slack/client/client.ts'
import type { RequestContext } from '../slack/client/types.ts'
import { methodFacts } from '../slack/facts/methods.ts'
import { scopeFacts } from '../slack/facts/scopes.ts'
import { freshToken, renewal } from './fresh-token.ts'
import { httpFor } from './http-for-token.ts'
import { sourceNote } from './source-note.ts'
import { profileOf, refusedCall } from './token-errors.ts'

/** An operation and the scopes that allow it; any one of the scopes is enough. */
export interface Need {
  /** The name of the method, or a description of the operation. */
  readonly what: string
  readonly scopes: readonly string[]
  /** An alternative for the user, as in “give the channel's id”. */
  readonly instead?: string
}

/**
 * Checks the scopes of a stored token before a call. If a need is only the name of a method, it has the scopes of that
 * method. Does not check a token from the environment (its scopes are unknown) or a token of a classic app (its scopes
 * have other names).
 * @throws CliError with the exit reason `wrongToken` and the code `missing_scope` when the token has none of the scopes
 * that a need accepts. The hint is the login that requests the missing scopes.
 */
export function checkScopesFor(chosen: ChosenToken, ...needs: readonly (string | Need)[]): void {
  const { stored, identity } = chosen
  const lacking = needs
    .map((need) => (typeof need === 'string' ? needOf(need, identity) : need))
    .filter((need) => lacks(chosen, need))
  if (!stored || lacking.length === 0) return
  const said = lacking.map(({ what, scopes }) => `${scopes.join(' or ')} (${what})`).join(' and ')
  const requested = [...new Set(lacking.map(({ scopes }) => scopes[0] ?? ''))]
  const advice = scopeAdvice(stored.installation, identity, requested, profileOf(chosen))
  const instead = lacking.length === 1 ? lacking[0]?.instead : undefined
  throw new CliError('wrongToken', `Not sent: the ${identity} token of “${stored.name}” lacks ${said}`, {
    code: 'missing_scope',
    hint: `${adviceText(advice, instead ? `${instead}, or request more:` : 'Request more:')}   or --force to see Slack refuse it`,
    details: { needed: requested.join(','), provided: stored.access.scopes.join(',') },
  })
}

/** Whether the scopes of the stored token are known and include none of `scopes`. */
export function lacks({ stored }: ChosenToken, { scopes }: Pick<Need, 'scopes'>): boolean {
  const held = stored?.access.scopes ?? []
  if (held.length === 0 || stored?.installation.flow === 'v1') return false
  if (held.some((scope) => scopeFacts(scope)?.classic)) return false
  return scopes.length > 0 && !scopes.some((scope) => held.includes(scope))
}

function needOf(method: string, identity: Identity): Need {
  const accepted = methodFacts(method)?.[identity]
  return { what: method, scopes: Array.isArray(accepted) ? accepted : [] }
}

/** A chosen token, and a request context for calls with this token to the Slack or the simulator that issued it. */
export interface Actor {
  readonly chosen: ChosenToken
  readonly request: RequestContext
}

/**
 * Returns the token of an identity, and a request context for calls with this token. Refreshes the token first if it
 * expires soon. A call with this context refreshes the token when Slack answers `token_expired`.
 */
export async function actAs(identity: Identity, context: Context): Promise<Actor> {
  const { terminal, store, settings } = context
  const first = chooseToken(await store.read(), settings, identity)
  sourceNote(first, terminal)
  terminal.conceal(first.token)
  const chosen = await freshToken(first, context)
  terminal.conceal(chosen.token)
  if (chosen.stored && settings.apiUrl?.source === 'SLACK_API_URL' && settings.apiUrl.url !== chosen.apiUrl) {
    terminal.note(`SLACK_API_URL is ignored: “${chosen.stored.name}” belongs to ${chosen.apiUrl}`)
  }
  const http = await httpFor(chosen.simulator, context)
  const request: RequestContext = {
    ...context,
    http,
    timeout: settings.httpTimeout,
    maxWait: settings.maxWait,
    renew: renewal(chosen, context),
  }
  return { chosen, request }
}

/** Calls a method with the actor's token, and returns the answer. @throws CliError for `ok: false`. */
export async function callAs(actor: Actor, method: string, args: Readonly<Record<string, string>> = {}) {
  const { chosen, request } = actor
  const answer = await callMethod({ apiUrl: chosen.apiUrl, method, token: chosen.token, args }, request)
  if (answer.body['ok'] !== true) throw refusedCall(chosen, { method, body: answer.body })
  return answer
}

/** Returns the user that the token acts as: `@release-bot (the app)`, `@dana (the person)`. */
export function actorName({ chosen }: Actor): string {
  const access = chosen.stored?.access
  const handle = access ? handleOrId(access, 'unknown') : `the ${chosen.identity} of ${chosen.source}`
  return chosen.identity === 'bot' ? `${handle} (the app)` : `${handle} (the person)`
}

/**
 * Prints the workspace and the identity before a write. At a terminal, asks for confirmation if the token comes from
 * the environment, because such a token may belong to another workspace than the user expects.
 * @throws CliError with the exit reason `usage` and the code `not_confirmed`: the user answered no.
 */
export async function announceWrite(actor: Actor, what: string, context: Context): Promise<void> {
  const { terminal, settings } = context
  const { stored, apiUrl, source } = actor.chosen
  terminal.note(
    `→ ${stored ? workspaceLabel(stored.installation) : new URL(apiUrl).host} as ${actorName(actor)}, ${what}`,
  )
  if (stored || settings.yes || !terminal.interactive) return
  const answer = await (await context.ask()).choose(`Send it with the token from ${source}?`, [
    { value: 'yes', label: 'Yes', hint: '--yes skips this question' },
    { value: 'no', label: 'No' },
  ])
  if (answer !== 'yes')
    throw new CliError('usage', 'Nothing was sent', {
      code: 'not_confirmed',
      hint: `Unset ${source}, or name an installation with --profile`,
    })
}
