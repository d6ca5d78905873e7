/** The reports that `--reporter` names. */
export const reporterNames = ['text', 'json', 'junit', 'github'] as const

export type ReporterName = (typeof reporterNames)[number]

/** One value of `--reporter`: a name, and the file to which the report is written; undefined for the screen. */
export interface ChosenReporter {
  readonly name: ReporterName
  readonly file: string | undefined
}
