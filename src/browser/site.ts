import { getPublicSuffix } from 'tough-cookie'

/**
 * Whether a navigation that a page at `from` began is cross-site to `to`: another scheme or another registrable domain.
 * Ports and redirects in between make no difference (Chromium 91 and later). `from` is undefined for a typed address.
 */
export function isCrossSite(from: URL | undefined, to: URL): boolean {
  return from !== undefined && (from.protocol !== to.protocol || siteOf(from) !== siteOf(to))
}

/** The registrable domain of a host; the host itself for an IP address or a name without such a domain. */
export function siteOf({ hostname }: { readonly hostname: string }): string {
  if (/^\[|^[\d.]+$/.test(hostname)) return hostname
  return getPublicSuffix(hostname, { allowSpecialUseDomain: true, ignoreError: true }) ?? hostname
}
