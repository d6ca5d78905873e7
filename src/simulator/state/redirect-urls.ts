import { fits } from '../../shape/problems.ts'
import { plain } from '../../shape/shape.ts'
import type { World } from './types.ts'

export const redirectUrl = plain<string>(
  'an absolute URL without a fragment',
  (url) => typeof url === 'string' && URL.canParse(url) && !url.includes('#'),
)

/** Validates a redirect URL and returns it unchanged. @throws TypeError when it is invalid */
export function checkedRedirectUrl(url: unknown): string {
  if (fits(redirectUrl, url)) return url
  throw new TypeError(`url is not ${redirectUrl.means}`)
}

/** Adds a redirect URL to the end of the first app's list. @throws TypeError when it is invalid */
export function addRedirectUrl(world: World, text: unknown): void {
  const url = checkedRedirectUrl(text)
  const [app] = world.state.apps
  if (!app || app.redirectUrls.includes(url)) return
  app.redirectUrls.push(url)
  world.changed()
}

/**
 * Puts these redirect URLs at the start of the first app's list, because a request without `redirect_uri` uses the
 * first URL.
 * @throws TypeError when a URL is invalid
 */
export function putRedirectUrlsFirst(world: World, texts: readonly unknown[]): void {
  const urls = texts.map(checkedRedirectUrl)
  const [app] = world.state.apps
  if (!app || urls.length === 0) return
  app.redirectUrls = [...new Set([...urls, ...app.redirectUrls])]
  world.changed()
}
