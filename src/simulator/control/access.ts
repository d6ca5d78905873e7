import { randomBytes } from 'node:crypto'
import type { Request } from '../http/http.ts'
import type { ControlAccess, Site } from '../http/types.ts'
import { isSame } from '../state/app-secrets.ts'

/** How somebody looks at a page. */
export interface Look {
  /** Whether they may change something there too. */
  readonly mayAct: boolean
  /** Why what they asked for was not done. */
  readonly problem?: { readonly status: number; readonly message: string }
}

/** To somebody who came without the token of this run. */
export const onlyLooking = 'This page only shows. To change something, open it with: slack-tokens sim open'

const keyLifetime = 120_000

export function createAccess(): ControlAccess {
  return { token: newKey(), session: newKey(), keys: new Map() }
}

/** 128 bits, short enough that an address with it fits a line. */
function newKey(): string {
  return randomBytes(16).toString('base64url')
}

/** Whether a request may change something: it came over the socket, or it brings the token or the cookie of this run. */
export function mayAct(site: Site, { overTcp, headers }: Request): boolean {
  if (!overTcp) return true
  const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1]
  if (bearer !== undefined) return isSame(bearer, site.access.token)
  const name = `${cookieName(site)}=`
  return (headers.cookie ?? '')
    .split(/; */)
    .some((one) => one.startsWith(name) && isSame(one.slice(name.length), site.access.session))
}

/** A key that opens the page once. */
export function issuePageKey({ access, world }: Site): string {
  const key = newKey()
  for (const [old, until] of access.keys) if (until < world.now()) access.keys.delete(old)
  access.keys.set(key, world.now() + keyLifetime)
  return key
}

/** The cookie for whoever brings the token or a fresh key of a page; undefined for anybody else. */
export function cookieFor(site: Site, key: unknown): string | undefined {
  const { access, world } = site
  if (typeof key !== 'string') return undefined
  const until = access.keys.get(key)
  access.keys.delete(key)
  if (!isSame(key, access.token) && (until === undefined || until < world.now())) return undefined
  return `${cookieName(site)}=${access.session}; Path=/; HttpOnly; SameSite=Strict`
}

/** Cookies are the same for all ports of a host. */
function cookieName(site: Site): string {
  return `slack_tokens_sim_${new URL(site.url()).port}`
}
