import { randomBytes } from 'node:crypto'

/**
 * Returns the entry of one proxy in the Via header (RFC 9110, 7.6.3). The entry is random, so that a proxy recognizes
 * its own entry.
 */
export function viaEntry(): string {
  return `1.1 slack-tokens-${randomBytes(9).toString('hex')}`
}

/** Returns the Via header of a request that a proxy passes on. */
export function addVia(received: string | undefined, own: string): string {
  return received ? `${received}, ${own}` : own
}

/** Whether a request has already passed this proxy. In that case, the proxies of the environment form a loop. */
export function hasPassed(received: string | undefined, own: string): boolean {
  return received?.split(',').some((entry) => entry.trim() === own) ?? false
}
