import { Cookie, CookieJar, cookieCompare, domainMatch, pathMatch } from 'tough-cookie'
import { isLoopback } from '../net/is-loopback.ts'

/**
 * The maximum length of a `Set-Cookie` header that is read, in characters. This is also the default limit of Node.js.
 */
const longestHeader = 16_384

/** A cookie that browsers do not store or do not send, and the reason. */
export interface LostCookie {
  readonly name: string
  readonly why: string
}

export interface StoredCookies {
  readonly set: readonly string[]
  readonly deleted: readonly string[]
  readonly refused: readonly LostCookie[]
}

/**
 * The cookies of one browser. The jar follows the rules of browsers for Domain, Path, Secure (loopback counts as
 * secure) and SameSite.
 */
export interface BrowserJar {
  /**
   * Returns the `Cookie` header for a navigation to `url`, and the names of the cookies in it.
   * @param crossSite whether another site sent the browser to `url`
   */
  headerFor(url: URL, crossSite: boolean): Promise<{ readonly header: string; readonly sent: readonly string[] }>
  /**
   * Stores the cookies in the `Set-Cookie` headers of an answer. Returns the names of the cookies that were stored,
   * deleted and refused.
   */
  take(url: URL, headers: readonly string[]): Promise<StoredCookies>
  /** Returns the stored cookies that browsers do not send to `url`, with the reasons. */
  lostAt(url: URL, crossSite: boolean): Promise<readonly LostCookie[]>
}

export function createJar(): BrowserJar {
  const newJar = () =>
    new CookieJar(undefined, { looseMode: true, prefixSecurity: 'strict', allowSpecialUseDomain: true })
  // Browsers store a cookie with Domain and a cookie without Domain separately, even when both have the same name.
  // tough-cookie stores only one of them, so there are two jars.
  const jars = { host: newJar(), domain: newJar() }
  const cookiesFor = async (url: URL, crossSite: boolean) => {
    const context = { sameSiteContext: crossSite ? 'lax' : 'strict' } as const
    const found = await Promise.all(Object.values(jars).map((jar) => jar.getCookies(url.href, context)))
    return found.flat().sort(cookieCompare)
  }
  return {
    async headerFor(url, crossSite) {
      const cookies = await cookiesFor(url, crossSite)
      return { header: cookies.map((one) => one.cookieString()).join('; '), sent: cookies.map(({ key }) => key) }
    },
    async take(url, headers) {
      const [set, deleted, refused] = [[] as string[], [] as string[], [] as LostCookie[]]
      for (const header of headers) {
        const cookie = header.length > longestHeader ? undefined : Cookie.parse(header, { loose: true })
        if (!cookie) continue
        const jar = cookie.domain ? jars.domain : jars.host
        const why = neverKept(cookie) ?? (await keep(jar, cookie, url))
        if (why) refused.push({ name: cookie.key, why })
        else if (cookie.TTL() <= 0) deleted.push(cookie.key)
        else set.push(cookie.key)
      }
      return { set, deleted, refused }
    },
    async lostAt(url, crossSite) {
      const sent = new Set((await cookiesFor(url, crossSite)).map(identity))
      const all = await Promise.all(Object.values(jars).map((jar) => jar.serialize()))
      return all
        .flatMap(({ cookies }) => cookies)
        .map((one) => Cookie.fromJSON(one))
        .filter((one): one is Cookie => one !== undefined && !sent.has(identity(one)))
        .map((one) => ({ name: one.key, why: reason(one, url, crossSite) }))
    },
  }
}

function identity({ domain, hostOnly, path, key }: Cookie): string {
  return `${hostOnly ? '' : '.'}${domain} ${path} ${key}`
}

/** The maximum length of a cookie's name and value together that browsers store, in bytes (RFC 6265bis, 5.6). */
const longestPair = 4096

/**
 * Returns the reason why browsers do not store a cookie that tough-cookie would store; undefined when browsers store
 * the cookie.
 */
function neverKept({ key, value, sameSite, secure, path, domain }: Cookie): string | undefined {
  if (sameSite?.toLowerCase() === 'none' && !secure) return 'SameSite=None without Secure: browsers drop it'
  if (Buffer.byteLength(key + value) > longestPair) return `it is larger than ${longestPair} bytes: browsers drop it`
  // In these prefixes, browsers ignore the difference between upper and lower case; tough-cookie does not.
  const prefix = /^__(?:host|secure)-/i.exec(key)?.[0].toLowerCase()
  const fits = secure && (prefix === '__secure-' || (!domain && path === '/'))
  return prefix === undefined || fits
    ? undefined
    : 'its name has a prefix whose conditions it does not meet: browsers drop it'
}

async function keep(jar: CookieJar, cookie: Cookie, url: URL): Promise<string | undefined> {
  try {
    await jar.setCookie(cookie, url.href, { loose: true })
    return undefined
  } catch {
    if (cookie.secure && url.protocol === 'http:' && !isLoopback(url)) {
      return `it is Secure, and ${url.host} was reached over http: browsers drop it`
    }
    if (cookie.domain && !domainMatch(url.hostname, cookie.domain)) {
      return `its Domain is ${cookie.domain}, which ${url.hostname} is not part of: browsers drop it`
    }
    return 'its Domain or the prefix of its name does not fit: browsers drop it'
  }
}

function reason({ domain, path, secure, sameSite, hostOnly }: Cookie, url: URL, crossSite: boolean): string {
  const host = domain ?? ''
  if (hostOnly ? host !== url.hostname : !domainMatch(url.hostname, host)) {
    return `it was set for ${host}, and this is ${url.hostname}`
  }
  if (path && !pathMatch(url.pathname, path)) return `its Path is ${path}, and this is ${url.pathname}`
  if (secure && url.protocol === 'http:' && !isLoopback(url)) return 'it is Secure, and this is http'
  if (crossSite && sameSite?.toLowerCase() === 'strict') {
    return 'it is SameSite=Strict, and the browser comes from Slack'
  }
  return 'it has expired'
}
