import { type AvailableTokens, knownScopes } from '../../config/available-tokens.ts'
import { handleOrId, type Identity, type Installation } from '../../config/installation.ts'
import { scopeAdvice } from '../../config/login-for.ts'
import { accessTo } from '../../slack/facts/access.ts'
import { mask } from '../../slack/facts/token-kinds.ts'

/** Whether one's own token may call a method. */
export interface AvailableMethods {
  readonly identity: Identity
  /** Masked; null when there is none. */
  readonly token: string | null
  /** Handle of the user it acts as, otherwise the id, otherwise its source. */
  readonly actsAs: string | null
  /** `missing`: there is no such token. The other values are those of slack/facts/access.ts. */
  readonly state: ReturnType<typeof accessTo>['state'] | 'missing'
  /** The scope that allows it; null when none is needed, or it is not allowed. */
  readonly by: string | null
  /** Any one of these would allow it. */
  readonly anyOf: readonly string[]
  /** The command line that requests the narrowest of them; null when no install would help, or nothing is missing. */
  readonly login: string | null
  /** A limit that the command does not show: why no install grants the scope, or to whom only. */
  readonly notes: readonly string[]
}

/**
 * For each identity, whether it may call a method.
 * @param suffix is added to commands, ` --profile acme`.
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

/** The stored installation of the tokens; undefined without one, or when they come from the environment. */
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
    token: chosen ? mask(chosen.token) : null,
    actsAs: stored ? handleOrId(stored, 'unknown') : (chosen?.source ?? null),
    state,
    by: chosen && access.state === 'yes' ? access.by : null,
    anyOf,
    login: advice.command,
    notes: advice.notes,
  }
}
