import { randomBytes } from 'node:crypto'
import type { Request } from '../http/http.ts'
import type { ControlAccess, Site } from '../http/types.ts'
import { isSame } from '../state/app-secrets.ts'

/** The rights of a page's visitor, and the refusal of their last action. */
export interface PageVisit {
  /** Whether the visitor can change the simulator. */
  readonly mayAct: boolean
  /** The HTTP status and the message when the requested action was refused. */
  readonly problem?: { readonly status: number; readonly message: string }
}

/** The text that a page shows to a visitor without the token of this run. */
export const readOnlyNotice = 'This page is read-only. To change something, open it with: slack-tokens sim open'

const keyLifetime = 120_000

export function createAccess(): ControlAccess {
  return { token: newKey(), session: newKey(), keys: new Map() }
}

/** Returns a random key of 128 bits: strong enough, and short enough for a URL to fit on one line. */
function newKey(): string {
  return randomBytes(16).toString('base64url')
}

/**
 * Whether a request can change the simulator: it came over the unix socket, or has the token or the cookie of this run.
 */
export function mayAct(site: Site, { overTcp, headers }: Request): boolean {
  if (!overTcp) return true
  const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1]
  if (bearer !== undefined) return isSame(bearer, site.access.token)
  const name = `${cookieName(site)}=`
  return (headers.cookie ?? '')
    .split(/; */)
    .some((one) => one.startsWith(name) && isSame(one.slice(name.length), site.access.session))
}

/** Issues a key that opens one session. */
export function issuePageKey({ access, world }: Site): string {
  const key = newKey()
  for (const [old, until] of access.keys) if (until < world.now()) access.keys.delete(old)
  access.keys.set(key, world.now() + keyLifetime)
  return key
}

/** Returns the cookie for a visitor with the token or an unused key; undefined for any other visitor. */
export function cookieFor(site: Site, key: unknown): string | undefined {
  const { access, world } = site
  if (typeof key !== 'string') return undefined
  const until = access.keys.get(key)
  access.keys.delete(key)
  if (!isSame(key, access.token) && (until === undefined || until < world.now())) return undefined
  return `${cookieName(site)}=${access.session}; Path=/; HttpOnly; SameSite=Strict`
}

/**
 * Returns the name of the session cookie. The name has the port, because a browser sends a cookie to every port of a
 * host.
 */
function cookieName(site: Site): string {
  return `slack_tokens_sim_${new URL(site.url()).port}`
}
