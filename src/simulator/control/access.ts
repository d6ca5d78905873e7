import { randomBytes } from 'node:crypto'
import type { Request } from '../http/http.ts'
import type { ControlAccess, Site } from '../http/types.ts'
import { isSame } from '../state/app-secrets.ts'

/** A visit to a page. */
export interface Look {
  /** Whether the visitor may act, too. */
  readonly mayAct: boolean
  /** Why the requested action was refused. */
  readonly problem?: { readonly status: number; readonly message: string }
}

/** For a visitor without the token of this run. */
export const onlyLooking = 'This page is read-only. To change something, open it with: slack-tokens sim open'

const keyLifetime = 120_000

export function createAccess(): ControlAccess {
  return { token: newKey(), session: newKey(), keys: new Map() }
}

/** 128 bits, so that an address with it fits on a line. */
function newKey(): string {
  return randomBytes(16).toString('base64url')
}

/** Whether a request may act: it came over the socket, or has the token or the cookie of this run. */
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

/** The cookie for a visitor with the token or an unused key; undefined for any other. */
export function cookieFor(site: Site, key: unknown): string | undefined {
  const { access, world } = site
  if (typeof key !== 'string') return undefined
  const until = access.keys.get(key)
  access.keys.delete(key)
  if (!isSame(key, access.token) && (until === undefined || until < world.now())) return undefined
  return `${cookieName(site)}=${access.session}; Path=/; HttpOnly; SameSite=Strict`
}

/** A browser sends a cookie to every port of a host, so its name has the port. */
function cookieName(site: Site): string {
  return `slack_tokens_sim_${new URL(site.url()).port}`
}
