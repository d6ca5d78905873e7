import { CliError } from '../errors.ts'

/** The proxies that an environment names. */
export interface Proxies {
  readonly https: string | undefined
  readonly http: string | undefined
  /** The hosts that need no proxy, as NO_PROXY lists them. */
  readonly none: string | undefined
}

type Environment = Readonly<Record<string, string | undefined>>

/** Reads the proxies of an environment. Names in lower case take precedence, as in curl. */
export function proxiesIn(env: Environment): Proxies {
  return {
    https: env['https_proxy'] || env['HTTPS_PROXY'],
    http: env['http_proxy'] || env['HTTP_PROXY'],
    none: env['no_proxy'] ?? env['NO_PROXY'],
  }
}

/**
 * Reads the proxies of an environment, each as a URL with its protocol.
 * @throws CliError with the exit reason `usage` when one is not an http or https URL; the message does not repeat the
 * value, which can contain a password.
 */
export function checkedProxiesIn(env: Environment): Proxies {
  const { https, http, none } = proxiesIn(env)
  return { https: checkedProxy(https, 'HTTPS_PROXY'), http: checkedProxy(http, 'HTTP_PROXY'), none }
}

function checkedProxy(proxy: string | undefined, name: string): string | undefined {
  if (!proxy) return undefined
  const url = proxyUrl(proxy)
  if (url) return url.href
  throw new CliError('usage', `${name} is not an http or https URL`, {
    hint: 'Set it to http://HOST:PORT, or unset it. To see the environment: slack-tokens doctor',
  })
}

/**
 * Reads the address of a proxy: an http or https URL, or HOST:PORT, which curl and Python accept too. Undefined for any
 * other address, such as a SOCKS proxy.
 */
export function proxyUrl(proxy: string): URL | undefined {
  const text = /^(?:[^\s/@]+@)?(?:[^\s/:@[\]]+|\[[\da-f:]+\]):\d{1,5}\/?$/i.test(proxy) ? `http://${proxy}` : proxy
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  return /^https?:$/.test(url.protocol) && isDecodable(url.username + url.password) ? url : undefined
}

/** Whether each % in a user name or password begins an encoded character. */
function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

/** Returns the entries of NO_PROXY, which commas or spaces separate. */
export function exceptionsIn({ none = '' }: Pick<Proxies, 'none'>): string[] {
  return none.split(/[\s,]+/).filter((entry) => entry !== '')
}
