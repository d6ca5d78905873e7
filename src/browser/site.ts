import { getPublicSuffix } from 'tough-cookie'

/**
 * Whether a navigation from the page at `from` to `to` is cross-site: the two URLs have different schemes or different
 * registrable domains. Their ports, and redirects between the two pages, do not matter (Chromium 91 and later).
 * @param from undefined for a URL that a person typed
 */
export function isCrossSite(from: URL | undefined, to: URL): boolean {
  return from !== undefined && (from.protocol !== to.protocol || siteOf(from) !== siteOf(to))
}

/**
 * Returns the registrable domain of a host; for an IP address or a name without such a domain, returns the host itself.
 */
export function siteOf({ hostname }: { readonly hostname: string }): string {
  if (/^\[|^[\d.]+$/.test(hostname)) return hostname
  return getPublicSuffix(hostname, { allowSpecialUseDomain: true, ignoreError: true }) ?? hostname
}
