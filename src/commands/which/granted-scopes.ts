import { type AccessToken, handleOrId, type Identity, type Installation } from '../../config/installation.ts'
import { scopeAdvice } from '../../config/login-for.ts'
import { workspaceLabel } from '../../config/place.ts'
import { commandOf, maskedSecret, shownSecret } from '../../runtime/credential-command.ts'
import { scopeFacts } from '../../slack/facts/scopes.ts'
import type { TextSheet } from '../../terminal/layout.ts'
import { columns } from '../../terminal/table.ts'

/**
 * The scopes of one token. `granted` and `asked` are null when unknown: for a token without an installation, or for a
 * classic app, which has one list for both tokens.
 */
export interface GrantedScopes {
  readonly identity: Identity
  readonly token: string
  readonly userId: string | null
  readonly userName: string | null
  readonly granted: readonly string[] | null
  readonly asked: readonly string[] | null
  /**
   * Scopes that were granted but that the last install did not request. An earlier install or an admin granted them.
   */
  readonly extra: readonly string[]
  /** Scopes that were requested but not granted. */
  readonly missing: readonly string[]
  /** The command line that requests the missing scopes; null when no scope is missing. */
  readonly login: string | null
}

/**
 * Returns the scopes of each token of an installation.
 * @param suffix text to add to commands, for example ` --profile acme`.
 */
export function grantedScopes(installation: Installation, suffix: string): GrantedScopes[] {
  const { bot, users } = installation
  const of = (identity: Identity) => (access: AccessToken) => granted(identity, access, { installation, suffix })
  return [...(bot ? [of('bot')(bot)] : []), ...users.map(of('user'))]
}

interface ScopeSource {
  readonly installation: Installation
  readonly suffix: string
}

function granted(identity: Identity, access: AccessToken, { installation, suffix }: ScopeSource): GrantedScopes {
  const { token, userId, userName, scopes } = access
  const known = scopes.length > 0 || installation.flow !== 'token' ? scopes : null
  const requested = installation.flow === 'v1' ? null : access.asked
  const missing = known && requested ? requested.filter((scope) => !known.includes(scope)) : []
  return {
    ...{ identity, token: maskedSecret(token), userId, userName, asked: requested, missing },
    granted: known,
    extra: known && requested ? known.filter((scope) => !requested.includes(scope)) : [],
    login: scopeAdvice(installation, identity, missing, suffix).command,
  }
}

export interface GrantedSubject {
  readonly name: string
  readonly installation: Installation
  readonly tokens: readonly GrantedScopes[]
}

/** Returns the text about an installation: the scopes of each token, and the commands that request missing scopes. */
export function grantedScreen({ name, installation, tokens }: GrantedSubject, sheet: TextSheet): string {
  const { paint } = sheet
  const logins = tokens.flatMap(({ login }) => login ?? [])
  return [
    [paint.bold(`“${name}” in ${workspaceLabel(installation)}`)],
    ...tokens.map((token) => tokenLines(token, sheet)),
    installation.flow === 'v1' ? ['A classic app requests both tokens in one list.'] : [],
    logins.length > 0 ? ['Request what is missing:', ...logins.map((login) => `  ${paint.cyan(login)}`)] : [],
  ]
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')
}

function tokenLines({ identity, token, userName, userId, ...scopes }: GrantedScopes, sheet: TextSheet): string[] {
  const { paint, width } = sheet
  const { granted, asked: requested, extra, missing } = scopes
  const count =
    granted === null
      ? ''
      : requested
        ? `requested ${requested.length}, granted ${granted.length}`
        : `granted ${granted.length}`
  const head =
    `${identity} token  ${paint.cyan(commandOf(token) ? shownSecret(token) : token)}  ${handleOrId({ userName, userId }, 'unknown')}  ${count}`.trimEnd()
  if (granted === null) return [head, '  Its scopes are unknown. Ask Slack: slack-tokens whoami']
  const mark = (scope: string) => (extra.includes(scope) ? paint.yellow('+') : paint.green('✓'))
  const rows = [
    ...granted.map((scope) => [`  ${mark(scope)} ${scope}`, words(scope, extra)]),
    ...missing.map((scope) => [`  ${paint.red('✗')} ${scope}`, `not granted: ${meaningOf(scope)}`]),
  ]
  return rows.length === 0 ? [head, '  no scopes'] : [head, columns(['', ''], rows, width)]
}

function words(scope: string, extra: readonly string[]): string {
  const facts = scopeFacts(scope)
  const remarks = [
    ...(extra.includes(scope) ? ['not requested this time'] : []),
    ...(facts?.unlisted ? ['not for the Marketplace'] : []),
  ]
  return meaningOf(scope) + (remarks.length > 0 ? ` (${remarks.join('; ')})` : '')
}

function meaningOf(scope: string): string {
  return scopeFacts(scope)?.means ?? 'not known here'
}
