import { isRecord } from '../../shape/record.ts'
import { type ManifestAdvice, manifestAdvice } from './advice.ts'
import { checkManifest } from './check-manifest.ts'
import { pointerOf } from './pointer.ts'

/** A manifest as it was read, valid or not. */
export interface ManifestText {
  /** The name of the source, for messages. */
  readonly shown: string
  readonly value: unknown
  lineOf(steps: readonly (string | number)[]): number | null
  /** Sentences about the value that contains the manifest. */
  readonly notes: readonly string[]
  /** The line of each key that repeats a key of the same group. */
  readonly twice: readonly number[]
}

/** One finding about a manifest, as `app manifest --check --json` prints it. */
export interface ManifestFinding {
  /** `error`: Slack refuses the manifest. `doubt`: Slack may accept it, if its schema is newer than the tables here. */
  readonly severity: 'error' | 'doubt' | ManifestAdvice['severity']
  /** The JSON pointer (RFC 6901) to the key, as Slack writes it. */
  readonly pointer: string
  /** The path to the key, as people write it. */
  readonly path: string
  /** The line number; null when the text does not show the line. */
  readonly line: number | null
  readonly problem: string
  readonly cure: string | null
}

/**
 * Returns all findings about a manifest that need no call to Slack: errors first, and each severity in the order of the
 * text.
 */
export function reviewManifest({ value, lineOf, notes, twice }: ManifestText): ManifestFinding[] {
  const problems = checkManifest(value).map((one) => ({
    ...one,
    severity: one.certain ? ('error' as const) : ('doubt' as const),
  }))
  const advice = isRecord(value) ? manifestAdvice(value) : []
  const ofText = [
    ...twice.map((line) => ({
      ...{ severity: 'warning' as const, pointer: '', path: '', line },
      problem: 'a key stands there twice in one group, and only the last one counts',
      cure: 'Keep one of them',
    })),
    ...notes.map((problem) => ({
      ...{ severity: 'note' as const, pointer: '', path: '', line: null },
      ...{ problem, cure: null },
    })),
  ]
  const order = ['error', 'doubt', 'warning', 'note']
  const ofKeys = [...problems, ...advice].map(({ severity, steps, path, problem, cure }) => ({
    ...{ severity, pointer: pointerOf(steps), path },
    ...{ line: lineOf(steps), problem, cure },
  }))
  return [...ofKeys, ...ofText].toSorted(
    (one, other) => order.indexOf(one.severity) - order.indexOf(other.severity) || (one.line ?? 0) - (other.line ?? 0),
  )
}
