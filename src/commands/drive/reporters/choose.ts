import { InvalidArgumentError } from 'commander'
import { CliError } from '../../../errors.ts'
import { type ChosenReporter, type ReporterName, reporterNames } from './names.ts'

/**
 * Parses one value of `--reporter`, such as `junit` or `junit=report.xml`. Returns the earlier values followed by this
 * one.
 */
export function parseReporter(text: string, before: readonly ChosenReporter[] = []): readonly ChosenReporter[] {
  const [, named = '', file] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? []
  const name = reporterNames.find((one) => one === named)
  if (name === undefined) throw new InvalidArgumentError(`There are ${reporterNames.join(', ')}.`)
  if (file === '') throw new InvalidArgumentError(`Name the file: ${name}=FILE.`)
  if (file !== undefined && name === 'github')
    throw new InvalidArgumentError('github writes to the log and to the summary of the job, not to a file.')
  return [...before, { name, file }]
}

export interface ReporterPlan {
  /** The report on standard output. Progress and everything for people are on standard error. */
  readonly onScreen: Exclude<ReporterName, 'github'>
  /** The reports to files; each file occurs once. */
  readonly toFiles: readonly { readonly name: Exclude<ReporterName, 'github'>; readonly file: string }[]
  /** Whether annotations and the summary of a GitHub job are written. */
  readonly github: boolean
}

/**
 * Returns where each report goes. The text report goes to standard output, unless the json or junit report goes there.
 * @param json whether `--json` was given, which is the same as `--reporter json`
 * @throws CliError with the exit reason `usage`: two reports go to the same place.
 */
export function planReporters(chosen: readonly ChosenReporter[], json: boolean): ReporterPlan {
  const screen = new Set(chosen.flatMap(({ name, file }) => (file === undefined && name !== 'github' ? [name] : [])))
  if (json) screen.add('json')
  if (screen.has('json') && screen.has('junit')) {
    throw new CliError('usage', 'json and junit cannot both be on standard output', {
      code: 'usage',
      hint: 'Write one of them to a file: --reporter junit=report.xml',
    })
  }
  const toFiles = chosen.flatMap(({ name, file }) => (file === undefined || name === 'github' ? [] : [{ name, file }]))
  const twice = toFiles.find(({ file }, index) => toFiles.findIndex((one) => one.file === file) < index)
  if (twice) {
    throw new CliError('usage', `Two reports would be written to ${twice.file}`, {
      code: 'usage',
      hint: 'Give each report a file of its own: --reporter junit=report.xml --reporter json=report.json',
    })
  }
  const onScreen = screen.has('json') ? 'json' : screen.has('junit') ? 'junit' : 'text'
  return { onScreen, toFiles, github: chosen.some(({ name }) => name === 'github') }
}
