import { randomBytes } from 'node:crypto'
import { appendFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { CliError } from '../../../errors.ts'
import { writeDurably } from '../../../fs/atomic-write.ts'
import { fileFailure } from '../../../fs/file-error.ts'
import { madeFolder, makeFolder } from '../../../fs/make-folder.ts'
import type { Context } from '../../../runtime/context.ts'
import { safeJson } from '../../../terminal/safe-text.ts'
import { verdictText } from '../screen.ts'
import type { ReporterPlan } from './choose.ts'
import { annotations, workflowCommand } from './github.ts'
import { jsonReport } from './json.ts'
import { junitReport } from './junit.ts'
import { jobSummary } from './summary.ts'
import { textReport } from './text.ts'
import type { Reportable } from './types.ts'

export interface Reporters {
  /**
   * Writes all reports, even if one of them fails. Returns the error for the first file that could not be written, with
   * the code `report_not_written`.
   */
  report(what: Reportable): CliError | undefined
}

/**
 * Prepares the reports of a drive before anything is started: makes the folders of their files. In a job of GitHub, it
 * also makes the runner ignore workflow commands, so that a text of the app cannot act as a command.
 * @throws CliError with the exit reason `failed`: a folder cannot be made.
 */
export function openReporters(plan: ReporterPlan, context: Context): Reporters {
  const { terminal, cwd, environment } = context
  const files = plan.toFiles.map(({ name, file }) => ({ name, file, path: resolve(cwd, file) }))
  for (const { file, path } of files)
    attempt(file, () => {
      const made = makeFolder(dirname(path))
      if (made !== undefined) terminal.note(madeFolder(made))
    })
  const commands = plan.github ? stopCommands(terminal.noteLine) : undefined
  return {
    report(what) {
      if (plan.onScreen === 'json') {
        // With --json, the program itself prints the document about a failure.
        if (what.kind === 'played' || !terminal.json) terminal.result(jsonReport(what), () => '')
      } else if (plan.onScreen === 'junit')
        terminal.result(null, () => junitReport(what, terminal.masked).trimEnd(), { exact: true })
      else if (what.kind === 'played')
        terminal.result(jsonReport(what), (paint) => verdictText(what.result.reports, paint))
      commands?.print(annotations(what).map((one) => workflowCommand(one, terminal.masked)))
      const failures = files.flatMap(({ name, file, path }) =>
        failureOf(() => writeFile({ file, path }, textOf(name, what, terminal.masked))),
      )
      const summary = environment['GITHUB_STEP_SUMMARY']
      if (plan.github && summary)
        failures.push(
          ...failureOf(() => attempt(summary, () => appendFileSync(summary, jobSummary(what, terminal.masked)))),
        )
      return failures[0]
    },
  }
}

function textOf(name: 'text' | 'json' | 'junit', what: Reportable, masked: (text: string) => string): string {
  if (name === 'junit') return junitReport(what, masked)
  if (name === 'text') return masked(textReport(what, masked))
  return `${masked(safeJson(jsonReport(what), 2, masked))}\n`
}

interface ReportFile {
  /** The name as the user wrote it. */
  readonly file: string
  readonly path: string
}

function writeFile({ file, path }: ReportFile, text: string): void {
  attempt(file, () => {
    const there = statSync(path, { throwIfNoEntry: false })
    // A pipe or a device, such as /dev/stderr, must not be replaced by a file.
    if (there && !there.isFile()) writeFileSync(path, text)
    else writeDurably(path, text, { mode: 0o644 })
  })
}

function attempt(file: string, work: () => unknown): void {
  try {
    work()
  } catch (error) {
    const { message, hint } = fileFailure(error, { path: file, action: 'written' })
    throw new CliError('failed', `The report is not written: ${message}`, {
      code: 'report_not_written',
      hint: hint ?? 'Name a file in a folder that can be written: --reporter junit=report.xml',
      cause: error,
    })
  }
}

function failureOf(work: () => void): CliError[] {
  try {
    work()
    return []
  } catch (error) {
    if (error instanceof CliError) return [error]
    throw error
  }
}

/**
 * Makes GitHub's runner ignore workflow commands, because the text of an app is printed. `print` makes the runner read
 * only the given lines. Commands in later lines are ignored again.
 */
function stopCommands(line: (text: string) => void): { print(commands: readonly string[]): void } {
  const stop = () => {
    // An app cannot know this word.
    const word = randomBytes(16).toString('hex')
    line(`::stop-commands::${word}`)
    return () => line(`::${word}::`)
  }
  let resume = stop()
  return {
    print(commands) {
      resume()
      for (const command of commands) line(command)
      resume = stop()
    },
  }
}
