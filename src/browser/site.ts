import { getPublicSuffix } from 'tough-cookie'

/**
 * Whether a navigation from the page at `from` to `to` is cross-site: the scheme or the registrable domain differs.
 * Ports and redirects in between do not matter (Chromium 91 and later).
 * @param from undefined for a typed address.
 */
export function isCrossSite(from: URL | undefined, to: URL): boolean {
  return from !== undefined && (from.protocol !== to.protocol || siteOf(from) !== siteOf(to))
}

/** Returns the registrable domain of a host; the host itself for an IP address or a name without such a domain. */
export function siteOf({ hostname }: { readonly hostname: string }): string {
  if (/^\[|^[\d.]+$/.test(hostname)) return hostname
  return getPublicSuffix(hostname, { allowSpecialUseDomain: true, ignoreError: true }) ?? hostname
}
