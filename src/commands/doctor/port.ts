import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Config } from '../../config/store.ts'
import { CliError } from '../../errors.ts'
import { listenOnLoopback } from '../../net/loopback.ts'
import { defaultPort } from '../../oauth/redirect-uri.ts'
import { check, type DoctorCheck } from './check-result.ts'

/** The maximum number of ports that are tested for stored apps. */
const mostPorts = 5

/**
 * Returns the ports that a login would use: `named` if it is given, otherwise the ports of the stored apps, otherwise
 * 8443.
 */
export function portsToCheck(named: number | undefined, config: Config | undefined): number[] {
  if (named !== undefined) return [named]
  const stored = Object.values(config?.apps ?? {}).map(({ port }) => port)
  const ports = [...new Set(stored)].filter((port) => port > 0)
  return ports.length > 0 ? ports.slice(0, mostPorts) : [defaultPort]
}

/** Checks that a login could listen on a port: listens on it for a moment, on IPv4 and IPv6. */
export async function checkPort(port: number): Promise<DoctorCheck> {
  const servers = { v4: createServer((socket) => socket.destroy()), v6: createServer((socket) => socket.destroy()) }
  try {
    await listenOnLoopback(port, servers)
    return check('port', 'ok', `${port} is free on 127.0.0.1 and ::1`)
  } catch (error) {
    if (!(error instanceof CliError)) throw error
    return check('port', 'fail', error.message, error.hint ?? null)
  } finally {
    for (const server of [servers.v4, servers.v6].filter(({ listening }) => listening)) {
      server.close()
      await once(server, 'close')
    }
  }
}
