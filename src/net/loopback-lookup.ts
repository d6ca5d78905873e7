import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { isLocalhostName } from './is-loopback.ts'

/** Resolves every name below localhost to this computer, as browsers do, and ignores what DNS answers. */
export const lookUpHost: LookupFunction = (hostname, options, callback) => {
  if (!/\.\w/.test(hostname) || !isLocalhostName(hostname)) return lookup(hostname, options, callback)
  const addresses = [
    { address: '127.0.0.1', family: 4 },
    { address: '::1', family: 6 },
  ]
  return callback(null, options.all ? addresses : '127.0.0.1', 4)
}
