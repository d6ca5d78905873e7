import { CliError } from '../errors.ts'
import { isLocalhostName, isLoopback, leadsHere } from '../net/is-loopback.ts'

/** Where Slack sends the browser, and where this login listens for it. */
export interface ResolvedRedirect {
  /** Sent to Slack verbatim in both steps; null: `http://localhost:<the port that was free>` and `path`. */
  readonly uri: string | null
  readonly port: number
  readonly path: string
  /** Values of Host besides localhost's own: a tunnel sends its public one. */
  readonly hosts: readonly string[]
  readonly secure: boolean
  /** Whether a browser on this machine can reach the listener at `uri` by itself. */
  readonly local: boolean
}

export const callbackPath = '/slack/callback'
export const defaultPort = 8443

export interface RedirectRequest {
  /** `--redirect-uri` or SLACK_REDIRECT_URI. */
  readonly uri?: string | undefined
  readonly port?: number | undefined
  /** Where `uri` comes from, for a message: `--redirect-uri`. */
  readonly source?: string | undefined
  /** The simulator, and apps with PKCE, take plain http on localhost; Slack's settings refuse it for all others. */
  readonly plain: boolean
}

/**
 * Decides the redirect URL. A given one is sent as it is; its port and path are listened on where it names this
 * machine, otherwise `--port` is, for the tunnel's other end.
 * @throws CliError usage: not a URL that Slack would take.
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

/** The listener has one address of each family; a computer has 127.0.0.2 and its like besides. */
function isListenedOn({ hostname }: URL): boolean {
  return isLocalhostName(hostname) || hostname === '127.0.0.1' || hostname === '[::1]'
}

/** The redirect URL for Slack; `port` is the listening port if the URL has none. */
export function redirectUriOf(redirect: ResolvedRedirect, port: number = redirect.port): string {
  return redirect.uri ?? `http://localhost:${port}${redirect.path}`
}

/**
 * Whether Slack is known to accept this redirect URL: an install succeeded with it, or the app's settings, as last
 * read, cover it.
 */
export function isRegistered(
  app: { readonly redirectUrls?: readonly string[]; readonly provenRedirects?: readonly string[] } | undefined,
  uri: string,
): boolean {
  if (app?.provenRedirects?.includes(uri)) return true
  return (app?.redirectUrls ?? []).some((url) => uri === url || uri.startsWith(url.endsWith('/') ? url : `${url}/`))
}

/**
 * The port that is remembered with an app, unless `uri` leads to this machine and is not the remembered one: then its
 * own port counts, as that is where the browser comes.
 */
export function rememberedPort(
  uri: string | undefined,
  app: { readonly redirectUri: string | null; readonly port: number } | undefined,
): number | undefined {
  return uri !== undefined && uri !== app?.redirectUri && leadsHere(uri) ? undefined : app?.port
}

/**
 * The redirect URL of a link, where a login may use it: one on localhost. Any other leads to the running app, which
 * would take the code; `notes` gets that, unless `instead` is used anyway.
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
    notes.push(`The link’s own redirect URL ${redirectUri} is not used: that takes https and no fragment`)
    return undefined
  }
  notes.push(
    `The link’s own redirect URL ${redirectUri} belongs to the running app, which would take the code, so it is not used. To use it and paste the address: --redirect-uri ${redirectUri}`,
  )
  return undefined
}
