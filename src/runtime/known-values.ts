import type { Argument, Option } from 'commander'

/** A value that an option or an argument is known to accept, with what it means. */
export interface KnownValue {
  readonly value: string
  readonly description: string
}

const known = new WeakMap<Option | Argument, readonly KnownValue[]>()

/**
 * Names values of an option or an argument for `help --json` and completion. Unlike commander’s choices, they do not
 * check the value and do not appear in the help: the option’s own parser has a better error, and the list can be long.
 */
export function withKnownValues<T extends Option | Argument>(taker: T, values: readonly KnownValue[]): T {
  known.set(taker, values)
  return taker
}

/** Returns the known values of an option or an argument; undefined when none were named. */
export function knownValues(taker: Option | Argument): readonly KnownValue[] | undefined {
  return known.get(taker)
}
