import { CommanderError } from 'commander'
import { CliError, type CliErrorCode, exitReasons, ProgramEnded, systemCode } from '../errors.ts'
import { pickField } from '../terminal/pick-field.ts'
import { sanitise } from '../terminal/safe-text.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { wordsOnOneLine } from './echoed-words.ts'

/** How to print an error, and which exit code it has. */
export interface ErrorReport {
  readonly terminal: Terminal
  /** The command line. The message may repeat words from it. */
  readonly argv: readonly string[]
  /**
   * For a command whose exit code 1 is its verdict: the only error code that leads to exit code 1. Every other failure
   * then has exit code 2, except signals, so that a CI job can tell them apart. Undefined for other commands.
   */
  readonly verdict: CliErrorCode | undefined
}

/** Prints an error, and returns its exit code. */
export function reportError(thrown: unknown, report: ErrorReport): number {
  const { terminal, argv, verdict } = report
  const error = notPermitted(thrown) ?? thrown
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitReasons.ok.code
    return reportError(new CliError('usage', error.message, { code: 'usage' }), report)
  }
  if (error instanceof ProgramEnded) return error.exitCode
  if (!(error instanceof CliError)) return reportBug(error, report)
  const { code, details } = error
  const message = wordsOnOneLine(error.message, argv)
  const hint = error.hint && wordsOnOneLine(error.hint, argv)
  printFailure({ ok: false, error: code, message, ...(hint && { hint }), ...details }, terminal)
  // Remove colours: only a text from outside, such as a name from Slack, can contain colours here.
  terminal.fail(sanitise(message))
  if (hint) terminal.hint(sanitise(hint))
  return exitCode(exitReasons[error.failure].code, code, verdict)
}

/** Returns the error for what the permission model of Node.js does not allow; undefined for any other error. */
function notPermitted(error: unknown): CliError | undefined {
  if (systemCode(error) !== 'ERR_ACCESS_DENIED') return undefined
  const { permission = '', resource = '' } = error as { permission?: string; resource?: string }
  return new CliError('failed', `Node.js does not allow ${[permission, resource].filter(Boolean).join(' of ')}`, {
    code: 'node_option',
    hint: 'Node.js was started with --permission. Allow it, such as with --allow-fs-read=* --allow-fs-write=*, or start without --permission',
    cause: error,
  })
}

/** Prints the JSON document of a failure; with `--field`, only that value, or nothing when the document has none. */
function printFailure(failure: Readonly<Record<string, unknown>>, terminal: Terminal): void {
  if (!terminal.json || terminal.answered) return
  if (terminal.field === undefined || pickField(failure, terminal.field) !== undefined)
    terminal.result(failure, () => '')
}

/** Returns the exit code of a failure, by the rule in `ErrorReport.verdict`. */
export function exitCode(usual: number, code: CliErrorCode, verdict: CliErrorCode | undefined): number {
  if (verdict === undefined || usual > 128) return usual
  return code === verdict ? exitReasons.failed.code : exitReasons.usage.code
}

function reportBug(error: unknown, { terminal, verdict }: ErrorReport): number {
  terminal.fail('slack-tokens has a bug. Please report it with the lines below; they contain no token.')
  terminal.warn(error instanceof Error ? (error.stack ?? error.message) : String(error))
  printFailure({ ok: false, error: 'internal', message: 'slack-tokens has a bug' }, terminal)
  return exitCode(exitReasons.failed.code, 'failed', verdict)
}

/** Returns the error for a connection or simulator that could not be closed after the command. */
export function notClosed(error: unknown): CliError {
  if (error instanceof CliError) return error
  const why = systemCode(error) ?? (error instanceof Error ? error.message : 'unknown cause')
  return new CliError('failed', `The command could not close a connection or the simulator: ${why}`, {
    code: 'not_closed',
    hint: 'The result that was printed is complete. To check this computer and the stored installations: slack-tokens doctor',
    cause: error,
  })
}
