import type { Socket } from 'node:net'
import { callbackify } from 'node:util'
import { Agent, EnvHttpProxyAgent } from 'undici'

// undici's own time limits are off: the client sets one deadline for connection, headers and body together, which a
// server that sends a byte now and then does not get round.
const limits = {
  headersTimeout: 0,
  bodyTimeout: 0,
  maxResponseSize: 16 * 1024 * 1024,
  keepAliveTimeout: 1000,
}

// Said outright, so that NODE_TLS_REJECT_UNAUTHORIZED=0 does not turn it off.
const tls = { rejectUnauthorized: true, timeout: 0 }

/**
 * The way to Slack, through HTTPS_PROXY and NO_PROXY where they are set. Loopback is never proxied, and certificates are
 * always checked.
 */
export function createSlackHttp(noProxy: string | undefined): EnvHttpProxyAgent {
  return new EnvHttpProxyAgent({
    ...limits,
    noProxy: [noProxy, 'localhost,127.0.0.1,::1'].filter(Boolean).join(','),
    connect: tls,
    requestTls: tls,
    proxyTls: tls,
  })
}

/** A way over connections that somebody else makes, whatever host a URL names. */
export function createHttpOver(connect: () => Promise<Socket>): Agent {
  return new Agent({
    ...limits,
    // undici wants a callback; whatever that throws is its own.
    connect: (_options, callback) =>
      callbackify(connect)((error, socket) => (error ? callback(error, null) : callback(null, socket))),
  })
}
