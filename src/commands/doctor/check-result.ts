import { CliError } from '../../errors.ts'

/** The result of one check. A result with state `ok` can have a next step too, for an improvement. */
export interface DoctorCheck {
  readonly check: string
  readonly state: 'ok' | 'warn' | 'fail'
  /** The message: one sentence without a full stop. */
  readonly message: string
  /** The next step, in the imperative and with a command if there is one; null when nothing needs to be done. */
  readonly next: string | null
}

/** Creates the result of one check. @param name what was checked, for example `Node.js`. */
export function check(
  name: string,
  state: DoctorCheck['state'],
  message: string,
  next: string | null = null,
): DoctorCheck {
  return { check: name, state, message, next }
}

/**
 * Turns a CliError into a failed check.
 * @throws any error that is not a CliError, because it is a bug of this program.
 */
export function failedCheck(name: string, error: unknown): DoctorCheck {
  if (!(error instanceof CliError)) throw error
  return check(name, 'fail', error.message, error.hint ?? null)
}
