/**
 * Whether Slack would send a browser to `sent`: the same scheme, host and port as a registered URL, and its path or one
 * below it; no fragment (docs.slack.dev/authentication/installing-with-oauth). That page is silent about queries: here
 * the one of the registered URL must be kept, and a registered URL without one allows any.
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

/** The address that the browser is sent back to. Parameters that are undefined are left out. */
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
