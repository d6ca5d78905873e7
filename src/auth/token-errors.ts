import { type AvailableTokens, holdingsOf } from '../config/available-tokens.ts'
import type { ChosenToken } from '../config/choose-token.ts'
import { handleOrId, type Identity } from '../config/installation.ts'
import { loginCommand, withLogin } from '../config/login-command.ts'
import { adviceText, scopeAdvice } from '../config/login-for.ts'
import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import { type ApiRefusal, slackError } from '../slack/client/api-error.ts'
import { accessTo } from '../slack/facts/access.ts'
import { errorFacts } from '../slack/facts/errors.ts'
import { methodFacts } from '../slack/facts/methods.ts'
import { scopeList } from '../slack/facts/scopes.ts'
import { capital } from '../terminal/capital.ts'

/**
 * Checks, before a call, that the method accepts this kind of token. Unknown methods pass.
 * @throws CliError with the exit reason `wrongToken`; the hint names a stored token that fits, or the command that gets
 * one.
 */
export async function checkMethodTakes(
  method: string,
  identity: Identity,
  { store, settings }: Pick<Context, 'store' | 'settings'>,
): Promise<void> {
  const facts = methodFacts(method)
  if (!facts || accessTo(method, identity, null).state !== 'wrongKind') return
  const other = otherThan(identity)
  const theirs = facts[other]
  const scopes = Array.isArray(theirs) && theirs.length > 0 ? ` with ${theirs.join(' or ')}` : ''
  const takes = theirs === null ? '' : `, only a ${other} token${scopes}`
  throw new CliError('wrongToken', `Not sent: ${method} accepts no ${identity} token${takes}`, {
    code: 'not_allowed_token_type',
    hint: `${fitting(method, other, holdingsOf(await store.read(), settings))}; to send the call anyway: --force`,
    details: { method },
  })
}

/** Returns the hint: the stored token that the method accepts, or how to get such a token. */
function fitting(method: string, other: Identity, holdings: AvailableTokens): string {
  const see = `see: slack-tokens which ${method}`
  const access = accessTo(method, other, null)
  if (access.state === 'wrongKind' || access.state === 'noToken')
    return `No install grants a token that the method accepts; ${see}`
  const chosen = holdings[other]
  if (chosen) {
    const access = chosen.stored?.access
    const whose = access ? handleOrId(access, 'unknown') : chosen.source
    return `Use the ${other} token of ${whose}: --as ${other}`
  }
  const here = holdings[otherThan(other)]
  const [scope] = access.state === 'unknown' ? access.anyOf : []
  if (scope === undefined) return `No ${other} token is stored; ${see}`
  const advice = scopeAdvice(here?.stored?.installation, other, [scope], here ? profileOf(here) : '')
  return `No ${other} token is stored. ${adviceText(advice, 'To get one:')}`
}

function otherThan(identity: Identity): Identity {
  return identity === 'bot' ? 'user' : 'bot'
}

/**
 * Returns the flag that makes a printed command use the same installation, ` --profile acme`; empty for the active
 * profile.
 */
export function profileOf({ stored, source }: ChosenToken): string {
  return stored && source !== 'active profile' ? ` --profile ${stored.name}` : ''
}

type FailedAnswer = Readonly<Record<string, unknown>>

/**
 * Returns the error for an answer with `ok: false`, with facts about the token: the missing scopes and the login that
 * requests them, or the kind of token that the method accepts.
 */
export function refusedCall(
  chosen: ChosenToken,
  { method, body }: { readonly method: string; readonly body: FailedAnswer },
): CliError {
  return slackError(method, body, wording(chosen, method, body))
}

function wording(chosen: ChosenToken, method: string, body: FailedAnswer): { refusal?: ApiRefusal } {
  if (body['error'] === 'missing_scope') return { refusal: missingScope(chosen, method, body) }
  if (body['error'] === 'not_allowed_token_type') return { refusal: wrongKind(chosen, method) }
  return practice(chosen, body)
}

/**
 * Returns the hint for a refused call with a simulator token. The login in the hint has `--sim`, because a login
 * without `--sim` needs a real app. Empty for a token of the real Slack, or when the error has no next step.
 */
function practice({ stored }: ChosenToken, body: FailedAnswer): { refusal?: ApiRefusal } {
  const next = errorFacts(text(body['error']), 'api')?.next
  if (!stored?.installation.simulator || next === undefined) return {}
  return { refusal: { next: withLogin(next, loginCommand({ sim: true, v1: stored.installation.flow === 'v1' })) } }
}

/** Returns the name of the token for a sentence: “the bot token of “acme””, “the user token from SLACK_USER_TOKEN”. */
function nameOf({ identity, stored, source }: ChosenToken): string {
  return `the ${identity} token ${stored ? `of “${stored.name}”` : `from ${source}`}`
}

function missingScope(chosen: ChosenToken, method: string, body: FailedAnswer): ApiRefusal {
  const { identity, stored } = chosen
  const needed = scopeList(text(body['needed']))
  const held = scopeList(text(body['provided']))
  const lacking = needed.filter((scope) => !held.includes(scope))
  const known = accessTo(method, identity, held)
  const narrow = known.state === 'lacksScope' ? known.anyOf.filter((scope) => lacking.includes(scope)) : []
  const ask = narrow[0] ?? lacking[0]
  if (ask === undefined) return { next: `To see what the method needs: slack-tokens which ${method}` }
  const any = lacking.length > 1 ? 'one of ' : ''
  return {
    explanation: `${capital(nameOf(chosen))} lacks ${any}${lacking.join(', ')}.`,
    next: `${adviceText(scopeAdvice(stored?.installation, identity, [ask], profileOf(chosen)), 'Request it:')}   To see what the method needs: slack-tokens which ${method}`,
    details: { lacking, token: identity },
  }
}

function wrongKind(chosen: ChosenToken, method: string): ApiRefusal {
  return {
    explanation: `The call used ${nameOf(chosen)}.`,
    next: fitting(method, otherThan(chosen.identity), besides(chosen)),
  }
}

/** Returns the tokens of both identities of this token's installation; null for an identity without a token. */
function besides(chosen: ChosenToken): AvailableTokens {
  const { identity, stored } = chosen
  const access = identity === 'bot' ? stored?.installation.users[0] : stored?.installation.bot
  const other =
    stored && access
      ? { ...chosen, identity: otherThan(identity), token: access.token, stored: { ...stored, access } }
      : null
  return identity === 'bot' ? { bot: chosen, user: other } : { bot: other, user: chosen }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
