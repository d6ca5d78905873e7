/** The proxies that an environment names. */
export interface Proxies {
  readonly https: string | undefined
  readonly http: string | undefined
  /** The hosts that need no proxy, as NO_PROXY lists them. */
  readonly none: string | undefined
}

/** Reads the proxies of an environment. The names in small letters come first, as in curl. */
export function proxiesIn(env: Readonly<Record<string, string | undefined>>): Proxies {
  return {
    https: env['https_proxy'] || env['HTTPS_PROXY'],
    http: env['http_proxy'] || env['HTTP_PROXY'],
    none: env['no_proxy'] ?? env['NO_PROXY'],
  }
}

/** Returns the entries of NO_PROXY, which commas or spaces separate. */
export function exceptionsIn({ none = '' }: Pick<Proxies, 'none'>): string[] {
  return none.split(/[\s,]+/).filter((entry) => entry !== '')
}
