import { earlierEnvironment } from '../net/earlier-environment.ts'
import { checkedProxiesIn } from '../net/proxies.ts'
import { type Guard, startGuard } from '../runtime/guard.ts'
import type { Authority } from './authority.ts'
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
  /** The events of the proxy so far. */
  readonly events: readonly ProxyEvent[]
  /** The entries of the user's NO_PROXY that cover Slack's hosts. They are missing in the program's NO_PROXY. */
  readonly dropped: readonly string[]
  /**
   * The guard, which stops the program and removes the files when this process dies before `close`. The guard's mark is
   * in `environment`.
   */
  readonly guard: Guard
  close(): Promise<void>
}

/** Maximum number of events that are stored; the oldest is dropped first. */
const mostEvents = 1000

/**
 * Starts a proxy for one program, and returns the environment that sends the program's requests through the proxy.
 * @throws CliError with the exit reason `usage` when a proxy that the environment names is not an http or https URL
 */
export async function turnEnvironment(options: TurnOptions): Promise<TurnedEnvironment> {
  const { environment, now } = options
  const { createAuthority } = await import('./authority.ts')
  const authority = await createAuthority(now)
  const guard = startGuard(environment)
  try {
    return await turnUnder(guard, authority, options)
  } catch (error) {
    guard.end()
    throw error
  }
}

async function turnUnder(guard: Guard, authority: Authority, options: TurnOptions): Promise<TurnedEnvironment> {
  const { environment, simulatorUrl, offline, now } = options
  const earlier = earlierEnvironment(environment)
  const proxies = checkedProxiesIn(earlier)
  // Write the files first, so that no port is open yet when a file cannot be written.
  const trust = writeTrustFiles(authority.certificate, { environment: earlier, now, onFolder: guard.addFolder })
  const { hostname, port } = new URL(simulatorUrl)
  const events: ProxyEvent[] = []
  const proxy = await startProxy({
    simulator: { hostname, port: Number(port) },
    authority,
    offline,
    openPort: true,
    proxies,
    onEvent(event) {
      events.push(event)
      if (events.length > mostEvents) events.shift()
    },
  })
  const { url: proxyUrl, openPort } = proxy
  return {
    environment: {
      ...proxyEnvironment(environment, { proxyUrl, openPort, simulatorUrl, trust }),
      ...guard.mark,
    },
    events,
    dropped: exceptionsForSlack(earlier),
    guard,
    async close() {
      trust[Symbol.dispose]()
      await proxy.close()
      guard.end()
    },
  }
}
