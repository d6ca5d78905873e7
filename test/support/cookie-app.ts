import type { CookieCase } from './cookie-cases.ts'
import { startWeb } from './web.ts'

export interface CookieApp extends AsyncDisposable {
  /** The URL of the install page, on the host of the cookie case. */
  readonly installUrl: string
  /** The redirect URL of the app. */
  readonly callbackUrl: string
  /** Returns the Cookie header of the last request before Slack, to /within; undefined before this request. */
  readonly within: () => string | undefined
  /** Returns the Cookie header of the request to the callback; undefined before this request. */
  readonly back: () => string | undefined
}

/**
 * Starts an app that sets the cookies of a case at its install page. From there it redirects to /again, to /within, and
 * to `authorize`. It records the Cookie headers of the requests to /within and to the callback.
 * @param after the URL to which the callback redirects, with its query; undefined when the callback shows a page
 */
export async function startCookieApp(
  one: CookieCase,
  authorize: (callbackUrl: string) => string,
  after?: string,
): Promise<CookieApp> {
  const { host = 'localhost', path = '/install', backHost = host, backPath = '/callback' } = one
  let within: string | undefined
  let back: string | undefined
  const web = await startWeb(({ path: requested, headers }, response) => {
    const [page, query = ''] = requested.split('?')
    const on = (location: string, cookies: readonly string[] = []) =>
      response.writeHead(302, { location, 'set-cookie': [...cookies] }).end()
    if (page === path) return on(`/again?${query}`, one.set)
    if (page === '/again') return on(`/within?${query}`, one.next)
    if (page === '/within') {
      within = inOrder(headers.cookie)
      return on(query ? `${callbackUrl}?${query}` : authorize(callbackUrl))
    }
    if (page === backPath) {
      back = inOrder(headers.cookie)
      return after === undefined ? response.end('<h1>Installed</h1>') : on(`${after}?${query}`)
    }
    return response.writeHead(404).end()
  })
  const { port } = new URL(web.url)
  const callbackUrl = `http://${backHost}:${port}${backPath}`
  return {
    installUrl: `http://${host}:${port}${path}`,
    callbackUrl,
    within: () => within,
    back: () => back,
    [Symbol.asyncDispose]: () => web[Symbol.asyncDispose](),
  }
}

function inOrder(header = ''): string {
  return header.split('; ').sort().join('; ')
}
