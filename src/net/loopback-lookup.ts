import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { isLocalhostName } from './is-loopback.ts'

/** Resolves subdomains of `localhost` to loopback addresses without DNS, as browsers do; other names with `lookup`. */
export const lookUpHost: LookupFunction = (hostname, options, callback) => {
  if (!/\.\w/.test(hostname) || !isLocalhostName(hostname)) return lookup(hostname, options, callback)
  const addresses = [
    { address: '127.0.0.1', family: 4 },
    { address: '::1', family: 6 },
  ]
  return callback(null, options.all ? addresses : '127.0.0.1', 4)
}
