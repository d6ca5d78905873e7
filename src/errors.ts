import type { ErrorCodes } from './error-codes.ts'

/**
 * The exit code of each exit reason, and what the code means. The exit reasons differ in what the user does next, not
 * in where an error occurred.
 */
export const exitReasons = {
  ok: { code: 0, means: 'it worked (a closed pipe counts as that)' },
  failed: { code: 1, means: 'the network, a file or a port failed' },
  usage: { code: 2, means: 'wrong usage, or a question that needs a terminal' },
  slack: {
    code: 3,
    means:
      'Slack answered ok: false, for a reason that has no code of its own; in sim, an app did not take what it was sent',
  },
  noToken: { code: 4, means: 'no usable token: not logged in, or Slack no longer takes it' },
  wrongToken: { code: 5, means: 'the kind of token or its scopes do not fit the call' },
  refused: { code: 6, means: 'the install was cancelled or denied' },
  timedOut: { code: 7, means: 'nobody finished the install in time' },
  hungUp: { code: 129, means: 'the terminal went away (SIGHUP)' },
  interrupted: { code: 130, means: 'interrupted (Ctrl-C)' },
  terminated: { code: 143, means: 'ended by SIGTERM' },
} as const satisfies Record<string, { code: number; means: string }>

export type ExitReason = keyof typeof exitReasons
export type FailureDetails = Exclude<ExitReason, 'ok'>

/** All codes that an error of this program can have. An error without a code of its own has its exit reason as code. */
export type CliErrorCode = ErrorCodes[keyof ErrorCodes] | FailureDetails

/**
 * Returns a code from Slack, the operating system or a package as a code of an error. Most of these codes are in no
 * list of this program, so they are only printed.
 */
export function foreignCode(code: string | null | undefined, otherwise: CliErrorCode = 'failed'): CliErrorCode {
  return code === null || code === undefined ? otherwise : (code as CliErrorCode)
}

export interface CliErrorOptions {
  /** The error code that programs read in `--json`; Slack's own code if there is one. */
  readonly code?: CliErrorCode | undefined
  /** What to do next, in the imperative, with a command if one helps. */
  readonly hint?: string | undefined
  /** More fields of the failure in `--json`, such as `needed` and `provided`. */
  readonly details?: Readonly<Record<string, unknown>> | undefined
  readonly cause?: unknown
}

/**
 * A failure that a user can act on. runtime/program.ts prints it and sets the exit code. A caller that catches the
 * error before that can check `code`. The type of `code` lists every possible value, so the compiler finds a wrong one.
 */
export class CliError extends Error {
  readonly failure: FailureDetails
  readonly code: CliErrorCode
  readonly hint: string | undefined
  readonly details: Readonly<Record<string, unknown>>

  constructor(failure: FailureDetails, message: string, options: CliErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'CliError'
    this.failure = failure
    this.code = options.code ?? failure
    this.hint = options.hint
    this.details = options.details ?? {}
  }
}

/** The most serious exit reasons, the most serious one first. All other exit reasons are less serious. */
const worstFirst: readonly FailureDetails[] = ['noToken', 'wrongToken', 'slack', 'failed']

/**
 * Returns the error with the most serious exit reason; the first one when several are equal. Undefined for an empty
 * list.
 */
export function worstOf(failures: readonly CliError[]): CliError | undefined {
  const rank = ({ failure }: CliError) =>
    worstFirst.includes(failure) ? worstFirst.indexOf(failure) : worstFirst.length
  return failures.toSorted((one, other) => rank(one) - rank(other))[0]
}

/**
 * The error that stops a command after a signal such as Ctrl-C. It is the `reason` of the AbortSignal in the Context.
 */
export class Interruption extends CliError {
  constructor(failure: 'hungUp' | 'interrupted' | 'terminated') {
    super(failure, failure === 'interrupted' ? 'Interrupted' : sentence(exitReasons[failure].means))
    this.name = 'Interruption'
  }
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/**
 * Thrown when a program that the command ran has exited. This is not a failure: the command exits with the exit code of
 * the program and prints nothing.
 */
export class ProgramEnded extends Error {
  readonly exitCode: number

  constructor(exitCode: number) {
    super(`The program ended with ${exitCode}`)
    this.name = 'ProgramEnded'
    this.exitCode = exitCode
  }
}

/** Returns the `code` of a Node.js system error (`EADDRINUSE`, `ENOSPC`, …). Undefined for other errors. */
export function systemCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
