import { randomBytes } from 'node:crypto'
import type { Request } from '../http/http.ts'
import type { ControlAccess, Site } from '../http/types.ts'
import { isSame } from '../state/app-secrets.ts'

/** The rights of a page's visitor, and the reason why the visitor's last action was refused. */
export interface PageVisit {
  /** Whether the visitor can change data of the simulator. */
  readonly mayAct: boolean
  /**
   * The HTTP status and the message with the reason, when the visitor's last action was refused; otherwise undefined.
   */
  readonly problem?: { readonly status: number; readonly message: string }
}

/**
 * The text on a page for a visitor who cannot change the simulator, because the browser does not have the session
 * cookie.
 */
export const readOnlyNotice = 'This page is read-only. To change something, open it with: slack-tokens sim open'

const keyLifetime = 120_000

/** Returns new random credentials for the control interface. */
export function createAccess(): ControlAccess {
  return { token: newKey(), session: newKey(), keys: new Map() }
}

/**
 * Returns a random key of 128 bits. Nobody can guess such a key, and a URL with it fits on one line of the terminal.
 */
function newKey(): string {
  return randomBytes(16).toString('base64url')
}

/**
 * Whether a request can change the simulator: it came over the unix socket, or it has the control token or the session
 * cookie of this run.
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

/** Issues a key, which a page can exchange once for the session cookie within two minutes. */
export function issuePageKey({ access, world }: Site): string {
  const key = newKey()
  for (const [old, until] of access.keys) if (until < world.now()) access.keys.delete(old)
  access.keys.set(key, world.now() + keyLifetime)
  return key
}

/**
 * Returns the `Set-Cookie` header with the session cookie when `key` is the control token or an unused page key;
 * undefined for any other value.
 */
export function cookieFor(site: Site, key: unknown): string | undefined {
  const { access, world } = site
  if (typeof key !== 'string') return undefined
  const until = access.keys.get(key)
  access.keys.delete(key)
  if (!isSame(key, access.token) && (until === undefined || until < world.now())) return undefined
  return `${cookieName(site)}=${access.session}; Path=/; HttpOnly; SameSite=Strict`
}

/**
 * Returns the name of the session cookie. The name contains the port, because a browser sends a cookie to all ports of
 * a host.
 */
function cookieName(site: Site): string {
  return `slack_tokens_sim_${new URL(site.url()).port}`
}
