import type { AvailableTokens } from '../../config/available-tokens.ts'
import type { Identity } from '../../config/installation.ts'
import { type MethodFacts, methodFacts, methodsReadOn, onlyReads, tiers } from '../../slack/facts/methods.ts'
import { type AvailableMethods, availableFor } from './available.ts'

/** All facts about a method, and whether the user's own tokens may call it. `which --json` prints it unchanged. */
export interface MethodReport extends Omit<MethodFacts, 'deprecated' | 'successors' | 'note'> {
  readonly method: string
  /** The date of the facts, which were taken from Slack's reference. */
  readonly factsOf: string
  readonly allows: string
  readonly onlyReads: boolean
  /** The names of all arguments except the token; null when they are not known. */
  readonly arguments: readonly string[] | null
  readonly deprecated: string | null
  readonly successors: readonly string[]
  readonly note: string | null
  readonly yours: Readonly<Record<Identity, AvailableMethods>>
}

export interface ReportNeeds {
  readonly holdings: AvailableTokens
  /** Text to add to commands, for example ` --profile acme`. */
  readonly suffix: string
  readonly arguments: readonly string[] | null
}

/** Returns all facts about a method; undefined for a method that is not in the tables. */
export function methodReport(method: string, needs: ReportNeeds): MethodReport | undefined {
  const facts = methodFacts(method)
  if (!facts) return undefined
  const { deprecated = null, successors = [], note = null, ...rest } = facts
  return {
    method,
    factsOf: methodsReadOn,
    ...rest,
    allows: tiers[facts.tier],
    onlyReads: onlyReads(method),
    arguments: needs.arguments,
    ...{ deprecated, successors, note },
    yours: availableFor(method, needs.holdings, needs.suffix),
  }
}
