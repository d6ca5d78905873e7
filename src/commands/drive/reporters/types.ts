import type { CliError } from '../../../errors.ts'
import type { Language } from '../../../proxy/languages.ts'
import type { JudgedReport } from '../allowed.ts'

/** The reports that `--reporter` names. */
export const reporterNames = ['text', 'json', 'junit', 'github'] as const

export type ReporterName = (typeof reporterNames)[number]

/** One value of `--reporter`: a name, and the file to which the report is written; undefined for the screen. */
export interface ChosenReporter {
  readonly name: ReporterName
  readonly file: string | undefined
}

/** The result of a whole drive. */
export interface DriveResult {
  readonly reports: readonly JudgedReport[]
  readonly language: Language | undefined
  /** The app's origin, which is omitted from shown addresses. */
  readonly origin: string
  /** When the drive began, in milliseconds since 1970. */
  readonly startedAt: number
  /** The ids of allowed findings that did not occur, when every scenario was played. */
  readonly unusedAllowed: readonly string[]
}

/** What a report is about: the result of a drive, or the error that ended it without a verdict. */
export type Reportable =
  | { readonly kind: 'played'; readonly result: DriveResult }
  | { readonly kind: 'failed'; readonly error: CliError; readonly startedAt: number }
