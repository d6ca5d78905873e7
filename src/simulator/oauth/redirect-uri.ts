/**
 * Whether Slack redirects a browser to the URL `sent`: it has no fragment, its scheme, host and port are those of a
 * registered URL, and its path is the same or below (docs.slack.dev/authentication/installing-with-oauth). Slack does
 * not document the rule for queries. The simulator requires the same query as in the registered URL, or allows any
 * query when the registered URL has none.
 */
export function isRegistered(sent: string, registered: readonly string[]): boolean {
  const url = parse(sent)
  if (!url || sent.includes('#') || url.username || url.password) return false
  return registered.some((one) => covers(one, url))
}

function covers(registered: string, url: URL): boolean {
  const base = parse(registered)
  if (base?.protocol !== url.protocol || base.host !== url.host) return false
  if (base.search && base.search !== url.search) return false
  const folder = base.pathname.endsWith('/') ? base.pathname : `${base.pathname}/`
  return url.pathname === base.pathname || url.pathname.startsWith(folder)
}

/** Returns the redirect URL with the parameters added to its query. Undefined parameters are left out. */
export function callbackUrl(redirectUri: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const { href } = new URL(redirectUri)
  const query = Object.entries(parameters)
    .flatMap(([name, value]) => (value === undefined ? [] : `${name}=${encodeURIComponent(value)}`))
    .join('&')
  if (!href.includes('?')) return `${href}?${query}`
  return /[?&]$/.test(href) ? href + query : `${href}&${query}`
}

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}
