/**
 * Whether Slack would redirect a browser to `sent`: scheme, host and port equal those of a registered URL, the path is
 * equal or below it, and there is no fragment (docs.slack.dev/authentication/installing-with-oauth). Slack does not
 * document queries: here the query must equal that of the registered URL, and a registered URL without a query allows
 * any query.
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

/** Builds the URL that the browser is redirected to; leaves out undefined parameters. */
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
