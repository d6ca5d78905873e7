import { type AvailableTokens, knownScopes } from '../../config/available-tokens.ts'
import { handleOrId, type Identity, type Installation } from '../../config/installation.ts'
import { scopeAdvice } from '../../config/login-for.ts'
import { shownSecret } from '../../runtime/credential-command.ts'
import { accessTo } from '../../slack/facts/access.ts'

/** Whether the user's token of one identity may call a method. */
export interface AvailableMethods {
  readonly identity: Identity
  /** The masked token; null when there is none. */
  readonly token: string | null
  /** The handle of the user that the token acts as, otherwise that user's id, otherwise the source of the token. */
  readonly actsAs: string | null
  /**
   * Whether the token may call the method; `missing` when there is no such token. The other values are defined in
   * slack/facts/access.ts.
   */
  readonly state: ReturnType<typeof accessTo>['state'] | 'missing'
  /** The scope that allows the call; null when no scope is needed, or the call is not allowed. */
  readonly by: string | null
  /** The scopes that would allow the call. One of them is enough. */
  readonly anyOf: readonly string[]
  /**
   * The command line that requests the narrowest scope in `anyOf`; null when no install would help, or no scope is
   * missing.
   */
  readonly login: string | null
  /**
   * Restrictions that the command line in `login` does not show: why no install grants the scope, or who can get the
   * scope.
   */
  readonly notes: readonly string[]
}

/**
 * Returns, for each identity, whether the user's token may call a method.
 * @param suffix text to add to commands, for example ` --profile acme`.
 */
export function availableFor(
  method: string,
  holdings: AvailableTokens,
  suffix: string,
): Readonly<Record<Identity, AvailableMethods>> {
  const installation = installationOf(holdings)
  const of = (identity: Identity) => mine(identity, { method, holdings, installation, suffix })
  return { bot: of('bot'), user: of('user') }
}

/**
 * Returns the stored installation to which the tokens belong; undefined when nothing is stored, or when the tokens come
 * from the environment.
 */
export function installationOf({ bot, user }: AvailableTokens): Installation | undefined {
  return bot?.stored?.installation ?? user?.stored?.installation
}

interface AvailableToken {
  readonly method: string
  readonly holdings: AvailableTokens
  readonly installation: Installation | undefined
  readonly suffix: string
}

function mine(identity: Identity, { method, holdings, installation, suffix }: AvailableToken): AvailableMethods {
  const chosen = holdings[identity]
  const access = accessTo(method, identity, chosen ? knownScopes(chosen) : [])
  const state = chosen || access.state === 'wrongKind' || access.state === 'noToken' ? access.state : 'missing'
  const anyOf = access.state === 'lacksScope' || access.state === 'unknown' ? access.anyOf : []
  const [ask] = anyOf
  const lacks = (state === 'lacksScope' || state === 'missing') && ask !== undefined
  const from = chosen && !chosen.stored ? undefined : installation
  const advice = lacks ? scopeAdvice(from, identity, [ask], suffix) : { command: null, notes: [] }
  const stored = chosen?.stored?.access
  return {
    identity,
    token: chosen ? shownSecret(chosen.token) : null,
    actsAs: stored ? handleOrId(stored, 'unknown') : (chosen?.source ?? null),
    state,
    by: chosen && access.state === 'yes' ? access.by : null,
    anyOf,
    login: advice.command,
    notes: advice.notes,
  }
}
