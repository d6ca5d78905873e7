import type { Option } from 'commander'

/** A value that an option is known to accept, with what it means. */
export interface KnownValue {
  readonly value: string
  readonly description: string
}

const known = new WeakMap<Option, readonly KnownValue[]>()

/**
 * Names values of an option for `help --json` and completion. Unlike commander’s choices, they do not check the value
 * and do not appear in the help: the option’s own parser has a better error, and the list can be long.
 */
export function withKnownValues(option: Option, values: readonly KnownValue[]): Option {
  known.set(option, values)
  return option
}

/** Returns the known values of an option; undefined when none were named. */
export function knownValues(option: Option): readonly KnownValue[] | undefined {
  return known.get(option)
}
