import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import type { MutatedApp, Verdict } from './drive-mutant.ts'
import type { Mutant } from './make-mutants.ts'

/** A mutant and what drive reported about it, as a line of JSON in a file. */
export interface Result extends Verdict {
  readonly app: MutatedApp
  readonly line: number
  readonly name: string
  /** Identifies the source text, so that a result is not used for another one. */
  readonly text: string
}

/** Adds a result to a file. */
export function addResult(file: string, result: Result & { readonly reason?: string | undefined }): void {
  appendFileSync(file, `${JSON.stringify(result)}\n`)
}

/** Returns a map from `keyOf` of a mutant to its newest result in the file. The map is empty when there is no file. */
export function readResults(file: string | undefined): ReadonlyMap<string, Result> {
  if (file === undefined || !existsSync(file)) return new Map()
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  const all = lines.map((line) => JSON.parse(line) as Result)
  return new Map(all.map((one) => [`${one.app}: ${one.name}: ${one.text}`, one]))
}

/** Returns the name of a mutant in the results. */
export function keyOf(app: MutatedApp, { name, text }: Mutant): string {
  return `${app}: ${name}: ${digest(text)}`
}

export const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)
