import { setMaxListeners } from 'node:events'
import type { Socket } from 'node:net'
import { callbackify } from 'node:util'
import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici'
import { CliError } from '../errors.ts'
import { isLoopback } from './is-loopback.ts'
import { lookUpHost } from './loopback-lookup.ts'
import type { Proxies } from './proxies.ts'

// undici's own time limits are off. The client sets one deadline for connection, headers and body together. A slow
// server cannot extend this deadline by sending single bytes.
const limits = {
  headersTimeout: 0,
  bodyTimeout: 0,
  maxResponseSize: 16 * 1024 * 1024,
  keepAliveTimeout: 1000,
  // The bundle lacks node:http2 (build.js), so HTTP/2 is off even if a server offers it.
  allowH2: false,
}

export interface SlackHttp {
  request(options: Dispatcher.RequestOptions): Promise<Dispatcher.ResponseData>
  /** Closes all connections, also those in use. */
  destroy(): Promise<void>
}

/**
 * Returns HTTP connections to Slack, through a proxy if one is set. Loopback never goes through a proxy; certificates
 * are always verified.
 * @param signal when it is aborted, all connections close. `destroy` does not close connections that are not
 * established yet; the signal does.
 * @throws CliError with the exit reason `failed` and the code `node_option`: undici cannot read HTTP here
 */
export function createSlackHttp({ https, http, none }: Proxies, signal: AbortSignal): SlackHttp {
  proveParser()
  // Each connection adds a listener to the signal. Without this call, Node.js would warn about many listeners.
  setMaxListeners(0, signal)
  // `rejectUnauthorized` is set explicitly, so that NODE_TLS_REJECT_UNAUTHORIZED=0 has no effect.
  const tls = { rejectUnauthorized: true, timeout: 0, signal }
  const straight = new Agent({ ...limits, connect: { ...tls, lookup: lookUpHost } })
  const proxied = new EnvHttpProxyAgent({
    ...limits,
    // undici would read the proxies from the environment if these values were undefined.
    httpsProxy: https ?? '',
    httpProxy: http ?? '',
    noProxy: none ?? '',
    connect: tls,
    requestTls: tls,
    proxyTls: tls,
  })
  // Not undici's `compose`: it converts the headers of each answer to another form and back.
  const agentFor = (origin: string | URL | undefined): Dispatcher =>
    origin !== undefined && isLoopback(new URL(origin)) ? straight : proxied
  return {
    request: async (options) => await agentFor(options.origin).request(options),
    destroy: async () => void (await Promise.all([straight.destroy(), proxied.destroy()])),
  }
}

/** Returns an HTTP agent that sends each request over a socket that `connect` returns, whatever host the URL names. */
export function createHttpOver(connect: () => Promise<Socket>): Agent {
  proveParser()
  return new Agent({
    ...limits,
    // undici expects a callback, and handles errors that it throws.
    connect: (_options, callback) =>
      callbackify(connect)((error, socket) => (error ? callback(error, null) : callback(null, socket))),
  })
}

/** Otherwise each call would fail as if the network had failed: undici reads HTTP with WebAssembly. */
function proveParser(): void {
  if ('WebAssembly' in globalThis) return
  throw new CliError('failed', 'Node.js runs without WebAssembly, so this tool cannot read HTTP', {
    code: 'node_option',
    hint: 'Remove --jitless from NODE_OPTIONS, then run the command again',
  })
}
