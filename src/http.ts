import type { Socket } from 'node:net'
import { callbackify } from 'node:util'
import { Agent, EnvHttpProxyAgent } from 'undici'

// The Web API answers in well under a second; the deadline of the whole call is the client's business.
const limits = {
  headersTimeout: 120_000,
  bodyTimeout: 120_000,
  maxResponseSize: 16 * 1024 * 1024,
  keepAliveTimeout: 1000,
}

/** The way to Slack, through HTTPS_PROXY and NO_PROXY where they are set. Loopback is never proxied. */
export function createSlackHttp(noProxy: string | undefined): EnvHttpProxyAgent {
  return new EnvHttpProxyAgent({ ...limits, noProxy: [noProxy, 'localhost,127.0.0.1,::1'].filter(Boolean).join(',') })
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
