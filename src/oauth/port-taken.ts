import { CliError } from '../errors.ts'
import { type ResolvedRedirect, redirectUriOf } from './redirect-uri.ts'
import type { InstallRequest } from './types.ts'

/**
 * Returns the error for a port that is in use, with the next free port and the redirect URL that a login there sends:
 * the app must have that URL, too. Returns any other error unchanged.
 */
export function portTaken(
  error: unknown,
  { redirect, simulator }: Pick<InstallRequest, 'redirect' | 'simulator'>,
): unknown {
  if (!(error instanceof CliError) || error.code !== 'port_in_use') return error
  const { failure, code, message, details } = error
  const port = details['freePort']
  if (typeof port !== 'number') return error
  // The simulator registers the redirect URL of each login by itself, and a public URL does not change with the port.
  const uri = redirect.local && !(simulator && redirect.uri === null) ? redirectAt(redirect, port) : undefined
  const asOption = uri !== undefined && simulator ? ` --redirect-uri ${uri}` : undefined
  const withUri = uri === undefined ? '' : (asOption ?? `, with the redirect URL ${uri}, which must be registered too`)
  return new CliError(failure, message, {
    code,
    hint: `Stop that program, or use the next free port: --port ${port}${withUri}`,
    details: { ...details, ...(uri && { redirectUri: uri }) },
    cause: error,
  })
}

/** Returns the redirect URL with another port, and everything else as it was written. */
function redirectAt(redirect: ResolvedRedirect, port: number): string {
  if (redirect.uri === null) return redirectUriOf(redirect, port)
  return redirect.uri.replace(/^(https?:\/\/(?:\[[^\]]*\]|[^/:?]+))(?::\d+)?/i, `$1:${port}`)
}
