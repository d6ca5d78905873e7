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
 * Runs the files with long tests first, so that no worker begins one when the others have nothing left to do. A fresh
 * clone has no record of earlier runs, by which Vitest would sort. Files of the same project stay together: a worker
 * goes on with what it has loaded only for the next file of the same project.
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
