/** The reports that `--reporter` names. */
export const reporterNames = ['text', 'json', 'junit', 'github'] as const

export type ReporterName = (typeof reporterNames)[number]

/**
 * One value of `--reporter`: a name, and the file to which the report is written. The file is undefined for a report on
 * the screen.
 */
export interface ChosenReporter {
  readonly name: ReporterName
  readonly file: string | undefined
}
