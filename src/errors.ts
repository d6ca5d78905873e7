import type { ErrorCodes } from './error-codes.ts'

/**
 * How every command ends: one table of exit codes, one class of error thrown on purpose.
 * Failures are distinguished by what the reader does next, not by where they arose.
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

/** The codes that an error may be compared with; by default the code is the kind of failure. */
export type CliErrorCode = ErrorCodes[keyof ErrorCodes] | FailureDetails

/** A code that Slack, the system or a package gave. Most are in no list, so they are only passed on and printed. */
export function foreignCode(code: string | null | undefined, otherwise: CliErrorCode = 'failed'): CliErrorCode {
  return code === null || code === undefined ? otherwise : (code as CliErrorCode)
}

export interface CliErrorOptions {
  /** Machine-readable word for `--json`, Slack's own code where there is one. */
  readonly code?: CliErrorCode | undefined
  /** What to do next, in the imperative, naming a command where there is one. */
  readonly hint?: string | undefined
  /** Further fields of the `--json` failure, such as `needed` and `provided`. */
  readonly details?: Readonly<Record<string, unknown>> | undefined
  readonly cause?: unknown
}

/**
 * A failure that a person can act on. The edge (runtime/program.ts) prints it and sets the exit code. Who catches it before
 * looks at its code, and the compiler knows which codes there are.
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

/** Worst first; any other kind comes after these. */
const worstFirst: readonly FailureDetails[] = ['noToken', 'wrongToken', 'slack', 'failed']

/** Returns the worst of several failures, whatever their order: the command exits with its code. Undefined for no failure. */
export function worstOf(failures: readonly CliError[]): CliError | undefined {
  const rank = ({ failure }: CliError) =>
    worstFirst.includes(failure) ? worstFirst.indexOf(failure) : worstFirst.length
  return failures.toSorted((one, other) => rank(one) - rank(other))[0]
}

/** A signal stopped the command: the reason of the context's AbortSignal. */
export class Interruption extends CliError {
  constructor(failure: 'hungUp' | 'interrupted' | 'terminated') {
    super(failure, failure === 'interrupted' ? 'Interrupted' : `Ended: ${exitReasons[failure].means}`)
    this.name = 'Interruption'
  }
}

/** No failure: the command ran a program and exits with its code. Nothing is printed about it. */
export class ProgramEnded extends Error {
  readonly exitCode: number

  constructor(exitCode: number) {
    super(`The program ended with ${exitCode}`)
    this.name = 'ProgramEnded'
    this.exitCode = exitCode
  }
}

/** The `code` of a Node.js system error (`EADDRINUSE`, `ENOSPC`, …), or undefined. */
export function systemCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
