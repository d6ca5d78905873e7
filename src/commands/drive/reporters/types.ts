import type { CliError } from '../../../errors.ts'
import type { Language } from '../../../proxy/languages.ts'
import type { JudgedReport } from '../allowed.ts'

/** The result of a whole drive. */
export interface DriveResult {
  readonly reports: readonly JudgedReport[]
  readonly language: Language | undefined
  /** The app's origin, which is omitted from shown addresses. */
  readonly origin: string
  /** When the drive began, in milliseconds since 1970. */
  readonly startedAt: number
  /** The findings that a drive reports only once, each with the later scenarios that have it too. */
  readonly alsoIn: ReadonlyMap<string, readonly string[]>
  /** The ids of allowed findings that did not occur, when every scenario was played. */
  readonly unusedAllowed: readonly string[]
}

/** What a report is about: the result of a drive, or the error that ended it without a verdict. */
export type Reportable =
  | { readonly kind: 'played'; readonly result: DriveResult }
  | { readonly kind: 'failed'; readonly error: CliError; readonly startedAt: number }
