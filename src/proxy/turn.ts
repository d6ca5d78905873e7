import { proxiesIn } from '../net/proxies.ts'
import { exceptionsForSlack, proxyEnvironment } from './environment.ts'
import { startProxy } from './server.ts'
import { writeTrustFiles } from './trust-files.ts'
import type { ProgramEnvironment, ProxyEvent } from './types.ts'

export interface TurnOptions {
  readonly environment: ProgramEnvironment
  /** The simulator's address, `http://localhost:4717`. */
  readonly simulatorUrl: string
  /** Whether hosts other than Slack's and this computer's are refused. */
  readonly offline: boolean
  /** The current time, in milliseconds since 1970. */
  readonly now: number
}

export interface TurnedEnvironment {
  /** The environment for the program. */
  readonly environment: ProgramEnvironment
  /** What the proxy has seen so far. */
  readonly events: readonly ProxyEvent[]
  /** The entries of the user's NO_PROXY that cover Slack's hosts; the program's NO_PROXY lacks them. */
  readonly dropped: readonly string[]
  close(): Promise<void>
}

/** Maximum number of events that are stored; the oldest is dropped first. */
const mostEvents = 1000

/** Starts a proxy for one program, and returns the environment in which the program's requests for Slack go there. */
export async function turnEnvironment(options: TurnOptions): Promise<TurnedEnvironment> {
  const { environment, simulatorUrl, offline, now } = options
  const { createAuthority } = await import('./authority.ts')
  const authority = await createAuthority(now)
  // Written first: when a file cannot be written, no port is open yet.
  const trust = writeTrustFiles(authority.certificate, environment, now)
  const { hostname, port } = new URL(simulatorUrl)
  const events: ProxyEvent[] = []
  const proxy = await startProxy({
    simulator: { hostname, port: Number(port) },
    authority,
    offline,
    openPort: true,
    proxies: proxiesIn(environment),
    onEvent(event) {
      events.push(event)
      if (events.length > mostEvents) events.shift()
    },
  })
  return {
    environment: proxyEnvironment(environment, { proxyUrl: proxy.url, openPort: proxy.openPort, simulatorUrl, trust }),
    events,
    dropped: exceptionsForSlack(environment),
    async close() {
      trust[Symbol.dispose]()
      await proxy.close()
    },
  }
}
