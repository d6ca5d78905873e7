import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { CliError, systemCode } from '../errors.ts'
import { portOwner } from './port-owner.ts'

const tries = 20

/**
 * Listens on `port` of 127.0.0.1 and of ::1, with one server for each, and on no other address. Fails unless both are
 * free: another program on one address would receive requests for this program, such as the code of an install (threats
 * C1, C2). Skips ::1 where there is no IPv6.
 * @param port 0 for any port that is free on both addresses.
 * @param orAny whether to listen on any free port when `port` is in use.
 * @returns the port.
 * @throws CliError with the exit reason `failed` and the code `port_in_use` (`details` has `port`, `family` and
 * `freePort`, the next free one) or `port_forbidden`.
 */
export async function listenOnLoopback(
  port: number,
  servers: { v4: Server; v6: Server },
  orAny = false,
): Promise<number> {
  let wanted = port
  for (let attempt = 1; ; attempt += 1) {
    const result = await tryBoth(wanted, servers)
    if ('port' in result) return result.port
    // The operating system chooses a port that is free for IPv4, but another program can use the port for IPv6.
    const again = systemCode(result.error) === 'EADDRINUSE' && attempt < tries && (wanted === 0 || orAny)
    if (!again) throw await portError(result.error, result.address)
    wanted = 0
  }
}

/** Listens on both addresses, or on none. Returns the port, or why it failed and on which address. */
async function tryBoth(
  wanted: number,
  servers: { v4: Server; v6: Server },
): Promise<{ readonly port: number } | { readonly error: unknown; readonly address: LoopbackAddress }> {
  let address: LoopbackAddress = { port: wanted, host: '127.0.0.1', family: 'IPv4' }
  try {
    const chosen = await listen(servers.v4, address)
    address = { port: chosen, host: '::1', family: 'IPv6' }
    await listen(servers.v6, address)
    return { port: chosen }
  } catch (error) {
    if (servers.v4.listening) {
      if (['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(systemCode(error) ?? '')) return { port: address.port }
      servers.v4.close()
      await once(servers.v4, 'close')
    }
    return { error, address }
  }
}

/** Returns the first port after `port` that is free on both addresses; undefined when none of the next 20 is. */
async function freePortAfter(port: number): Promise<number | undefined> {
  const last = Math.min(port + tries, 65_535)
  for (let next = port + 1; next <= last; next += 1) {
    const servers = { v4: createServer(), v6: createServer() }
    const result = await tryBoth(next, servers)
    for (const server of [servers.v4, servers.v6]) server.close()
    if ('port' in result) return next
  }
  return undefined
}

interface LoopbackAddress {
  readonly port: number
  readonly host: string
  readonly family: 'IPv4' | 'IPv6'
}

async function listen(server: Server, { port, host }: LoopbackAddress): Promise<number> {
  server.listen({ port, host, exclusive: true })
  await once(server, 'listening')
  const address = server.address()
  return typeof address === 'object' && address ? address.port : port
}

async function portError(error: unknown, { port, host, family }: LoopbackAddress): Promise<unknown> {
  const code = systemCode(error)
  if (code === 'EACCES') {
    return new CliError('failed', `Port ${port} needs more rights than this account has`, {
      code: 'port_forbidden',
      hint: 'Use a port above 1023: --port 8443',
      cause: error,
    })
  }
  if (code !== 'EADDRINUSE') return error
  const owner = portOwner(port)
  const free = await freePortAfter(port)
  const holder = owner ? `${owner.name} (pid ${owner.pid})` : 'another program'
  return new CliError('failed', `Port ${port} is in use by ${holder} on ${family} (${host})`, {
    code: 'port_in_use',
    hint: `Stop that program, or use ${free === undefined ? 'another port' : `the next free port: --port ${free}`}`,
    details: { port, family, ...(free !== undefined && { freePort: free }) },
    cause: error,
  })
}
