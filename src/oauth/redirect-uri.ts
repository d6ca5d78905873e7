import { CliError } from '../errors.ts'
import { isLocalhostName, isLoopback, leadsHere } from '../net/is-loopback.ts'

/** The redirect URL for Slack, and the address on which this login listens. */
export interface ResolvedRedirect {
  /**
   * The redirect URL exactly as the consent page and the code exchange send it to Slack; null for
   * `http://localhost:<free port>` with `path`.
   */
  readonly uri: string | null
  readonly port: number
  readonly path: string
  /** Accepted values of the Host header besides localhost, such as the public name of a tunnel. */
  readonly hosts: readonly string[]
  readonly secure: boolean
  /** Whether a browser on this computer can reach the listener directly at `uri`. */
  readonly local: boolean
}

export const callbackPath = '/slack/callback'
export const defaultPort = 8443

export interface RedirectRequest {
  /** The value of `--redirect-uri` or SLACK_REDIRECT_URI. */
  readonly uri?: string | undefined
  readonly port?: number | undefined
  /** The source of `uri`, for a message: `--redirect-uri`. */
  readonly source?: string | undefined
  /**
   * Whether plain http on localhost is allowed, as on the simulator and for apps with PKCE. For all other apps, Slack's
   * settings refuse it.
   */
  readonly plain: boolean
}

/**
 * Returns the redirect URL and where to listen. A given URL is sent to Slack unchanged. If the URL is on this computer,
 * the login listens on the URL's port and path. Otherwise it listens on the URL's path and on `port`, to which a tunnel
 * can forward requests.
 * @throws CliError with the exit reason `usage` when Slack would not accept the URL.
 */
export function chooseRedirect({ uri, port, plain, source }: RedirectRequest): ResolvedRedirect {
  if (uri === undefined) {
    const chosen = port ?? defaultPort
    return {
      uri: plain ? null : `https://localhost:${chosen}${callbackPath}`,
      port: chosen,
      path: callbackPath,
      hosts: [],
      secure: !plain,
      local: true,
    }
  }
  const url = URL.canParse(uri) ? new URL(uri) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.hash || uri.includes('#') || url.username) {
    throw new CliError(
      'usage',
      `The redirect URL${source ? ` of ${source}` : ''} must be an http or https address without a fragment`,
      {
        code: 'bad_redirect_uri',
        hint: `For example: --redirect-uri https://localhost:${defaultPort}${callbackPath}`,
      },
    )
  }
  const local = isLoopback(url)
  if (local && !isListenedOn(url)) {
    throw new CliError('usage', `No callback listens on ${url.hostname}, only on 127.0.0.1 and ::1`, {
      code: 'bad_redirect_uri',
      hint: `For example: --redirect-uri ${url.protocol}//127.0.0.1:${url.port || defaultPort}${url.pathname}`,
    })
  }
  const ownPort = Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
  return {
    uri,
    port: port ?? (local ? ownPort : defaultPort),
    path: url.pathname,
    hosts: [url.host.toLowerCase()],
    secure: url.protocol === 'https:',
    local,
  }
}

/**
 * Returns a note about an http redirect URL that is not on this computer. It is no error, because a URL that was saved
 * in the app's settings before they required https still works. Undefined for any other URL.
 */
export function httpNote({ uri, local, secure }: ResolvedRedirect): string | undefined {
  if (uri === null || local || secure) return undefined
  return `Slack’s settings accept no http redirect URL such as ${uri}. Only one that was saved there years ago works`
}

/** Whether the callback server listens at this host: only 127.0.0.1 and ::1, not other loopback addresses. */
function isListenedOn({ hostname }: URL): boolean {
  return isLocalhostName(hostname) || hostname === '127.0.0.1' || hostname === '[::1]'
}

/** Returns the redirect URL for Slack; `port` is the listening port, for a redirect that has no URL yet. */
export function redirectUriOf(redirect: ResolvedRedirect, port: number = redirect.port): string {
  return redirect.uri ?? `http://localhost:${port}${redirect.path}`
}

/**
 * Whether Slack is known to accept this redirect URL: an earlier install succeeded with it, or the app's settings, when
 * they were last read, allowed it.
 */
export function isRegistered(
  app: { readonly redirectUrls?: readonly string[]; readonly provenRedirects?: readonly string[] } | undefined,
  uri: string,
): boolean {
  if (app?.provenRedirects?.includes(uri)) return true
  return (app?.redirectUrls ?? []).some((url) => uri === url || uri.startsWith(url.endsWith('/') ? url : `${url}/`))
}

/**
 * Returns the port that is stored with an app. Undefined when `uri` leads to this computer and is not the stored URL.
 * In that case the port of `uri` is used, because the browser goes there.
 */
export function storedPort(
  uri: string | undefined,
  app: { readonly redirectUri: string | null; readonly port: number } | undefined,
): number | undefined {
  return uri !== undefined && uri !== app?.redirectUri && leadsHere(uri) ? undefined : app?.port
}

/**
 * Returns the redirect URL of a link if the URL is on localhost. Undefined for any other URL: it leads to the running
 * app, which would use up the code. Adds a note about a URL that is not used, unless `instead` replaces the URL.
 */
export function linkRedirect(
  redirectUri: string | null | undefined,
  instead: string | undefined,
  notes: string[],
): string | undefined {
  if (!redirectUri || instead !== undefined || !URL.canParse(redirectUri)) return undefined
  if (isLoopback(new URL(redirectUri))) return redirectUri
  const { protocol, hash } = new URL(redirectUri)
  if (protocol !== 'https:' || hash !== '') {
    notes.push(`The link’s redirect URL ${redirectUri} is not used: a redirect URL must be https and have no fragment`)
    return undefined
  }
  notes.push(
    `The link’s redirect URL ${redirectUri} is not used: it belongs to the running app, which would use up the code. To use it anyway and paste the address: --redirect-uri ${redirectUri}`,
  )
  return undefined
}

/**
 * Refuses bot scopes with PKCE and a redirect URL on localhost. Slack treats such a redirect URL, with or without
 * https, as a desktop redirect, and grants no bot scopes to it (docs.slack.dev/authentication/using-pkce).
 */
export function checkDesktopRedirect(botScopes: readonly string[], redirect: ResolvedRedirect): void {
  if (!redirect.local || botScopes.length === 0) return
  throw new CliError(
    'usage',
    `With PKCE a redirect to localhost brings no bot scopes, and ${botScopes.join(', ')} ${botScopes.length > 1 ? 'are' : 'is'} requested`,
    {
      code: 'pkce_bot_scopes',
      hint: 'Request user scopes only (--user-scopes), or use a public redirect URL and paste the address: --redirect-uri https://…',
    },
  )
}
