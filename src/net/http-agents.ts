import { setMaxListeners } from 'node:events'
import type { Socket } from 'node:net'
import { callbackify } from 'node:util'
import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici'
import { isLoopback } from './is-loopback.ts'
import { lookUpHost } from './loopback-lookup.ts'

// undici's own time limits are off: the client sets one deadline for connection, headers and body together, which a
// slow server cannot extend byte by byte.
const limits = {
  headersTimeout: 0,
  bodyTimeout: 0,
  maxResponseSize: 16 * 1024 * 1024,
  keepAliveTimeout: 1000,
  // The build leaves node:http2 out (build.js), so a server that offers it must not be taken at its word.
  allowH2: false,
}

export interface Proxies {
  readonly https: string | undefined
  readonly http: string | undefined
  /** Hosts to reach without one, as NO_PROXY lists them. */
  readonly none: string | undefined
}

export interface SlackHttp extends Pick<Dispatcher, 'request'> {
  /** Closes all connections, whatever they are doing. */
  destroy(): Promise<void>
}

/**
 * HTTP connections to Slack, through a proxy where one is set. Loopback is never proxied; certificates are always checked.
 * @param signal ends every connection, also those that are still being made, which destroying the agent does not.
 */
export function createSlackHttp({ https, http, none }: Proxies, signal: AbortSignal): SlackHttp {
  // One for each connection, of which a bulk check has many.
  setMaxListeners(0, signal)
  // Set explicitly, so that NODE_TLS_REJECT_UNAUTHORIZED=0 does not turn it off.
  const tls = { rejectUnauthorized: true, timeout: 0, signal }
  const straight = new Agent({ ...limits, connect: { ...tls, lookup: lookUpHost } })
  const proxied = new EnvHttpProxyAgent({
    ...limits,
    // Undefined would let undici read the environment.
    httpsProxy: https ?? '',
    httpProxy: http ?? '',
    noProxy: none ?? '',
    connect: tls,
    requestTls: tls,
    proxyTls: tls,
  })
  const either = proxied.compose(
    (dispatch) => (options, handler) =>
      options.origin !== undefined && isLoopback(new URL(options.origin))
        ? straight.dispatch(options, handler)
        : dispatch(options, handler),
  )
  return {
    request: either.request.bind<Dispatcher['request']>(either),
    // The composed dispatcher would destroy only the agent that it was made of.
    destroy: async () => void (await Promise.all([straight.destroy(), proxied.destroy()])),
  }
}

/** HTTP over connections that the caller makes, whatever host a URL names. */
export function createHttpOver(connect: () => Promise<Socket>): Agent {
  return new Agent({
    ...limits,
    // undici expects a callback, and handles what it throws.
    connect: (_options, callback) =>
      callbackify(connect)((error, socket) => (error ? callback(error, null) : callback(null, socket))),
  })
}
