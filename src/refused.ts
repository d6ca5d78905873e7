import type { CliError } from './errors.ts'
import type { ChosenToken } from './installations/choose-token.ts'
import type { Identity } from './installations/installation.ts'
import { loginFor } from './installations/login-for.ts'
import { accessTo } from './slack/access.ts'
import { type Refusal, slackError } from './slack/failures.ts'
import { scopeList } from './slack/scopes.ts'

type Body = Readonly<Record<string, unknown>>

/**
 * `ok: false` in words for the token that was used: a missing scope with the difference and the command that asks for
 * it, a wrong kind of token with the one that fits.
 */
export function refusedCall(
  chosen: ChosenToken,
  { method, body }: { readonly method: string; readonly body: Body },
  options: { readonly answered?: boolean } = {},
): CliError {
  return slackError(method, body, { ...options, ...wording(chosen, method, body) })
}

function wording(chosen: ChosenToken, method: string, body: Body): { refusal?: Refusal } {
  if (body['error'] === 'missing_scope') return { refusal: missingScope(chosen, method, body) }
  if (body['error'] === 'not_allowed_token_type') return { refusal: wrongKind(chosen, method) }
  return {}
}

/** “the bot token of “acme””, “the user token from SLACK_USER_TOKEN”. */
function nameOf({ identity, stored, source }: ChosenToken): string {
  return `the ${identity} token ${stored ? `of “${stored.name}”` : `from ${source}`}`
}

function missingScope(chosen: ChosenToken, method: string, body: Body): Refusal {
  const { identity, stored } = chosen
  const needed = scopeList(text(body['needed']))
  const held = scopeList(text(body['provided']))
  const lacking = needed.filter((scope) => !held.includes(scope))
  const known = accessTo(method, identity, held)
  const narrow = known.state === 'lacksScope' ? known.anyOf.filter((scope) => lacking.includes(scope)) : []
  const ask = narrow[0] ?? lacking[0]
  if (ask === undefined) return { next: `See what it takes: slack-tokens which ${method}` }
  const any = lacking.length > 1 ? 'one of ' : ''
  return {
    said: `${capital(nameOf(chosen))} lacks ${any}${lacking.join(', ')}.`,
    next: `Ask for it: ${loginFor(stored?.installation, identity, [ask])}   What it takes: slack-tokens which ${method}`,
    details: { lacking, token: identity },
  }
}

function wrongKind(chosen: ChosenToken, method: string): Refusal {
  const { identity, stored } = chosen
  const other: Identity = identity === 'bot' ? 'user' : 'bot'
  const access = accessTo(method, other, null)
  const said = `It was ${nameOf(chosen)}.`
  if (access.state === 'wrongKind' || access.state === 'noToken')
    return { said, next: `No install yields what it takes; see: slack-tokens which ${method}` }
  const has = stored && (other === 'user' ? stored.installation.users.length > 0 : stored.installation.bot !== null)
  const scope = access.state === 'unknown' ? access.anyOf[0] : undefined
  const next =
    has || !scope
      ? `Use the ${other} token: --as ${other}`
      : `Get a ${other} token: ${loginFor(stored?.installation, other, [scope])}`
  return { said, next: `${next}   What it takes: slack-tokens which ${method}` }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
