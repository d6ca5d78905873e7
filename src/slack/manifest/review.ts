import { isRecord } from '../../shape/record.ts'
import { type ManifestAdvice, manifestAdvice } from './advice.ts'
import { checkManifest } from './check-manifest.ts'
import { pointerOf } from './pointer.ts'

/** A manifest as it was read, fitting or not. */
export interface ManifestText {
  /** As it was named, for messages. */
  readonly shown: string
  readonly value: unknown
  lineOf(steps: readonly (string | number)[]): number | null
}

/** One finding about a manifest, as `app manifest --check --json` prints it. */
export interface ManifestFinding {
  /** `error`: Slack refuses the manifest. `doubt`: it may know more than the tables here. */
  readonly severity: 'error' | 'doubt' | ManifestAdvice['severity']
  /** JSON pointer (RFC 6901), as Slack names a place. */
  readonly pointer: string
  /** The same as people write it. */
  readonly path: string
  /** Null where the text does not tell. */
  readonly line: number | null
  readonly problem: string
  readonly cure: string | null
}

/** Everything that is known of a manifest offline, errors first, each in the order of the text. */
export function reviewManifest({ value, lineOf }: ManifestText): ManifestFinding[] {
  const problems = checkManifest(value).map((one) => ({
    ...one,
    severity: one.certain ? ('error' as const) : ('doubt' as const),
  }))
  const advice = isRecord(value) ? manifestAdvice(value) : []
  const order = ['error', 'doubt', 'warning', 'note']
  return [...problems, ...advice]
    .map(({ severity, steps, path, problem, cure }) => ({
      severity,
      pointer: pointerOf(steps),
      path,
      line: lineOf(steps),
      problem,
      cure,
    }))
    .toSorted(
      (one, other) =>
        order.indexOf(one.severity) - order.indexOf(other.severity) || (one.line ?? 0) - (other.line ?? 0),
    )
}
