import { CliError } from '../../errors.ts'

/** What one look at the machine found. `ok` may still have a next step, for what would be nicer. */
export interface DoctorCheck {
  readonly check: string
  readonly state: 'ok' | 'warn' | 'fail'
  /** One sentence, no full stop. */
  readonly message: string
  /** In the imperative, naming a command where there is one; null when nothing is to be done. */
  readonly next: string | null
}

export function check(
  name: string,
  state: DoctorCheck['state'],
  message: string,
  next: string | null = null,
): DoctorCheck {
  return { check: name, state, message, next }
}

/** A failure on purpose is a finding; everything else is a fault of this program. */
export function failedCheck(name: string, error: unknown): DoctorCheck {
  if (!(error instanceof CliError)) throw error
  return check(name, 'fail', error.message, error.hint ?? null)
}
