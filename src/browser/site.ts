import { getPublicSuffix } from 'tough-cookie'

/**
 * Whether a navigation that a page at `from` began is cross-site to `to`: another scheme or another registrable domain.
 * A port makes no difference, and neither do redirects between (Chromium 91 and later). Typed addresses come from nowhere.
 */
export function isCrossSite(from: URL | undefined, to: URL): boolean {
  return from !== undefined && (from.protocol !== to.protocol || siteOf(from) !== siteOf(to))
}

/** The registrable domain; a name without one, and an address, stands for itself. */
export function siteOf({ hostname }: { readonly hostname: string }): string {
  if (/^\[|^[\d.]+$/.test(hostname)) return hostname
  return getPublicSuffix(hostname, { allowSpecialUseDomain: true, ignoreError: true }) ?? hostname
}
