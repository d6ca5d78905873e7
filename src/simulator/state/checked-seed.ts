import { type SeedProblem, seedProblems } from './seed-schema.ts'
import type { SeedContent } from './seed-types.ts'

/**
 * Checks a value and returns it as a seed.
 * @param fail makes the error that is thrown when the value has problems
 */
export function checkedSeed(value: unknown, fail: (problems: readonly SeedProblem[]) => Error): SeedContent {
  const problems = seedProblems(value)
  if (isSeed(value, problems)) return value
  throw fail(problems)
}

function isSeed(_value: unknown, problems: readonly SeedProblem[]): _value is SeedContent {
  return problems.length === 0
}
