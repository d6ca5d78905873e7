import { rmSync } from 'node:fs'
import type { Proxies } from '../net/proxies.ts'
import type { Authority } from './authority.ts'
import type { RunningProxy } from './server.ts'
import { newTrustFolder } from './trust-folder.ts'
import type { ProxyEvent } from './types.ts'
import type { Destination } from './upstream.ts'

/** The options in which the proxies of one simulator can differ. */
export interface HostedProxyOptions {
  /** Whether hosts other than Slack's and this computer's are refused. */
  readonly offline: boolean
  /** The proxies of the user's environment, for other hosts. */
  readonly proxies: Proxies
}

/** A proxy that stays open. The programs that use it are started by other commands or by a person. */
export interface HostedProxy
  extends Pick<RunningProxy, 'url' | 'openPort'>,
    Pick<Authority, 'certificate' | 'publicKeyHash' | 'expires'> {
  /**
   * A private folder for the files that make programs trust the certificate. The folder is removed with the simulator.
   */
  readonly folder: string
}

/**
 * Opens proxies for one simulator, and closes them together with the simulator. The authority's key exists only in this
 * process.
 */
export interface ProxyHost {
  /** Opens a proxy, or returns the one that is open with the same options. */
  open(simulator: Destination, options: HostedProxyOptions): Promise<HostedProxy>
  close(): Promise<void>
}

export interface ProxyHostSetting {
  /**
   * The parent of the private folder. This code does not remove the parent. When it is undefined, the parent is the
   * temporary folder of the operating system.
   */
  readonly within: string | undefined
  /** The clock; returns milliseconds since 1970. */
  readonly now: () => number
  /** Called with a warning when a program's connection to a host fails; only once for each problem and host. */
  readonly warn: (text: string) => void
}

/** A new authority is made when the certificates of the newest authority expire within this many milliseconds. */
const tooShort = 12 * 3_600_000

export function createProxyHost({ within, now, warn }: ProxyHostSetting): ProxyHost {
  const running: RunningProxy[] = []
  const byOptions = new Map<string, Promise<HostedProxy>>()
  const warned = new Set<string>()
  let folder: string | undefined
  let newest: Promise<Authority> | undefined

  const onEvent = ({ what, host }: ProxyEvent) => {
    const text = faults[what]
    if (text === undefined || warned.has(`${what} ${host}`)) return
    warned.add(`${what} ${host}`)
    warn(`${host}: ${text}`)
  }
  /** Returns the newest authority. When its certificates expire soon, makes a new authority and returns that one. */
  const currentAuthority = async (): Promise<Authority> => {
    const last = newest
    if (last !== undefined && (await last).expires - now() >= tooShort) return await last
    // Meanwhile, another call can have made a new authority.
    if (newest !== undefined && newest !== last) return await newest
    // The earlier proxies stay open for the programs that use them.
    byOptions.clear()
    newest = import('./authority.ts').then(({ createAuthority }) => createAuthority(now()))
    return await newest
  }
  const start = async (
    authority: Authority,
    simulator: Destination,
    { offline, proxies }: HostedProxyOptions,
  ): Promise<HostedProxy> => {
    const { startProxy } = await import('./server.ts')
    folder ??= newTrustFolder({ within })
    const proxy = await startProxy({ simulator, authority, offline, openPort: true, proxies, onEvent })
    running.push(proxy)
    const { url, openPort } = proxy
    const { certificate, publicKeyHash, expires } = authority
    return { url, openPort, certificate, publicKeyHash, expires, folder }
  }
  return {
    async open(simulator, options) {
      const authority = await currentAuthority()
      const { offline, proxies } = options
      const key = JSON.stringify([simulator, offline, proxies.https, proxies.http, proxies.none])
      const open = byOptions.get(key) ?? start(authority, simulator, options)
      byOptions.set(key, open)
      return await open.catch((error: unknown) => {
        byOptions.delete(key)
        throw error
      })
    },
    async close() {
      await Promise.all(running.map((proxy) => proxy.close()))
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}

const faults: Readonly<Partial<Record<ProxyEvent['what'], string>>> = {
  certificate_refused: 'a program did not accept the certificate of the proxy',
  protocol_refused: 'a program speaks HTTP/2 only, and the simulator HTTP/1.1',
  other_port: 'refused, because Slack’s hosts answer at port 443 only',
  loop: 'refused, because the request leads back to this proxy: see HTTPS_PROXY',
}
