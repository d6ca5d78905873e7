import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The folders and files whose tests take long, the longest first. */
const long = [
  /\/commands\/drive\/(?:healthy|lifecycle|defects|troubles|browser-same)/,
  /\/commands\/drive\/(?!document|explain|findings|reporters|secrets)/,
  /\/commands\/sim\/run-/,
  /\/e2e\//,
  /\/(?:mutation|conformance)\//,
  /\/commands\/(?:sim|trace|env|completion)\//,
]

/**
 * Runs the files with long tests first. Otherwise a worker could begin a long file when the other workers have nothing
 * left to do. Vitest itself would sort by the record of earlier runs, but a fresh clone has no such record. Files of
 * the same project are next to each other, because a worker can use what it has loaded only for a file of the same
 * project.
 */
export class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = long.findIndex((pattern) => pattern.test(moduleId))
      return at === -1 ? long.length : at
    }
    const sorted = await super.sort(files)
    return sorted.toSorted(
      (one, other) => one.project.name.localeCompare(other.project.name) || rank(one) - rank(other),
    )
  }
}
