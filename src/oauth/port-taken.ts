import { createServer } from 'node:net'
import { CliError } from '../errors.ts'
import { listenOnLoopback } from '../net/loopback.ts'
import { type ResolvedRedirect, redirectUriOf } from './redirect-uri.ts'
import type { InstallRequest } from './types.ts'

/** Number of ports to try after the one that is in use. */
const tries = 20

/**
 * Returns the error for a port that is in use, with the next free port and the redirect URL that a login there sends:
 * the app must have that URL, too. Returns any other error unchanged.
 */
export async function portTaken(
  error: unknown,
  { redirect, simulator }: Pick<InstallRequest, 'redirect' | 'simulator'>,
): Promise<unknown> {
  if (!(error instanceof CliError) || error.code !== 'port_in_use') return error
  const port = await freePortAfter(redirect.port)
  if (port === undefined) return error
  const { failure, code, message, details } = error
  // The simulator registers the redirect URL of each login by itself, and a public URL does not change with the port.
  const uri = redirect.local && !simulator ? redirectAt(redirect, port) : undefined
  const withUri = uri === undefined ? '' : `, with the redirect URL ${uri}, which must be registered too`
  return new CliError(failure, message, {
    code,
    hint: `Stop that program, or use the next free port: --port ${port}${withUri}`,
    details: { ...details, freePort: port, ...(uri && { redirectUri: uri }) },
    cause: error,
  })
}

/** Returns the first port after `port` that is free on both loopback addresses; undefined when none of them is. */
export async function freePortAfter(port: number): Promise<number | undefined> {
  const last = Math.min(port + tries, 65_535)
  for (let next = port + 1; next <= last; next += 1) if (await isFree(next)) return next
  return undefined
}

async function isFree(port: number): Promise<boolean> {
  const servers = { v4: createServer(), v6: createServer() }
  try {
    await listenOnLoopback(port, servers)
    return true
  } catch {
    return false
  } finally {
    servers.v4.close()
    servers.v6.close()
  }
}

/** Returns the redirect URL with another port, and everything else as it was written. */
function redirectAt(redirect: ResolvedRedirect, port: number): string {
  if (redirect.uri === null) return redirectUriOf(redirect, port)
  return redirect.uri.replace(/^(https?:\/\/(?:\[[^\]]*\]|[^/:?]+))(?::\d+)?/i, `$1:${port}`)
}
