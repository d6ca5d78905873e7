import { createServer, type Server, type Socket } from 'node:net'
import { CliError, systemCode } from '../errors.ts'

/** One port of `localhost`, on both loopback families. */
export interface LoopbackPort {
  readonly port: number
  close(): void
}

/**
 * Listens on 127.0.0.1 and ::1, and on nothing else. A browser tries ::1 first, so whoever held that half alone would
 * receive the code: both are ours or it fails (C1, C2). A machine without IPv6 has only the first.
 * @throws CliError failed: the port is in use on either family, or may not be used.
 */
export async function listenOnLoopback(port: number, onSocket: (socket: Socket) => void): Promise<LoopbackPort> {
  const v4 = createServer(onSocket)
  const v6 = createServer(onSocket)
  try {
    await listen(v4, '127.0.0.1', port)
    const chosen = portOf(v4)
    await listen(v6, '::1', chosen).catch((error: unknown) => {
      if (!['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(systemCode(error) ?? '')) throw error
    })
    return {
      port: chosen,
      close() {
        for (const server of [v4, v6]) if (server.listening) server.close()
      },
    }
  } catch (error) {
    for (const server of [v4, v6]) if (server.listening) server.close()
    throw portError(error, port)
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

function portError(error: unknown, port: number): unknown {
  const code = systemCode(error)
  if (code === 'EADDRINUSE') {
    const address = error instanceof Error && 'address' in error ? String(error.address) : ''
    const family = address.includes(':') ? 'IPv6 (::1)' : 'IPv4 (127.0.0.1)'
    return new CliError('failed', `Port ${port} is in use by another program on ${family}`, {
      code: 'port_in_use',
      hint: `End that program, or use another port: --port ${port + 1} (the redirect URL then has that port too, and has to be registered so)`,
      details: { port },
      cause: error,
    })
  }
  if (code !== 'EACCES') return error
  return new CliError('failed', `Port ${port} may not be used by this account`, {
    code: 'port_forbidden',
    hint: 'Use one above 1023: --port 8443',
    cause: error,
  })
}
