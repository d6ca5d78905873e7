import { CliError } from '../../errors.ts'
import { type HintSource, hintFor } from './hints.ts'
import type { InstallErrorCode, InstallErrorFields } from './types.ts'

/** A failure of an install. `code` says what failed; `message` and `hint` are for the person. */
export class InstallError extends Error implements InstallErrorFields {
  readonly code: InstallErrorCode
  readonly hint: string | undefined
  readonly slackError: string | undefined

  constructor(message: string, { code, hint, slackError, cause }: InstallErrorFields) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'InstallError'
    this.code = code
    this.hint = hint
    this.slackError = slackError
  }
}

const unreachable = 'Check the network, apiUrl and any proxy (HTTPS_PROXY), then install again'

/** The error codes that the command line uses too. */
const shared: ReadonlySet<string> = new Set<InstallErrorCode>([
  'port_in_use',
  'port_forbidden',
  'access_denied',
  'wrong_team',
  'timed_out',
  'exchange_answer_lost',
  'unreadable_answer',
  'no_token_in_answer',
])

/**
 * Returns the error for the caller of the library. A CliError loses its advice for the command line. Any other error,
 * for example one that `onReady` threw, is returned unchanged.
 */
export function installErrorOf(error: unknown, source: HintSource): unknown {
  if (!(error instanceof CliError)) return error
  const { code, slackError } = codesOf(error)
  const hint = hintFor(error, source) ?? (code === 'unreachable' ? unreachable : undefined)
  return new InstallError(error.message, { code, hint, slackError, cause: error.cause })
}

function codesOf({ failure, code }: CliError): Pick<InstallErrorFields, 'slackError'> & { code: InstallErrorCode } {
  if (code === 'access_denied') return { code, slackError: code }
  if (shared.has(code)) return { code: code as InstallErrorCode }
  switch (failure) {
    case 'usage':
      return { code: 'invalid_options' }
    case 'refused':
      return { code: 'refused', slackError: code }
    case 'slack':
    case 'noToken':
    case 'wrongToken':
      return { code: 'exchange_refused', slackError: code }
    default:
      // The other codes of the exit reason `failed` come from the network.
      return { code: failure === 'failed' ? 'unreachable' : 'failed' }
  }
}
