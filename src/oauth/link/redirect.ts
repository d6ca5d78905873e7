import { isLoopback } from '../../net/is-loopback.ts'
import type { LinkFinding, LinkFindingId } from './types.ts'

/** Returns what is wrong with the format of a link's redirect URL. Does not check whether the URL is registered. */
export function judgeRedirect(query: URLSearchParams): LinkFinding[] {
  const given = query.get('redirect_uri')
  if (given === null || given.trim() === '') {
    const problem = 'there is no redirect_uri: Slack returns to the first Redirect URL of the app settings'
    return [finding('redirect_missing', 'note', problem, null)]
  }
  const value = fullyDecoded(given)
  const twice = value !== given && /^https?%3a/i.test(given)
  const encoding = twice
    ? [
        finding(
          'redirect_encoded_twice',
          'error',
          'redirect_uri is percent-encoded twice',
          'Encode it once: URLSearchParams encodes, so do not encode the value before',
        ),
      ]
    : []
  const empty = emptyPart(value)
  if (empty !== undefined) {
    const problem = `redirect_uri contains “${empty}”: the program had no value for that part`
    return [
      ...encoding,
      finding(
        'redirect_placeholder',
        'error',
        problem,
        'Set the value where the program runs, and restart the program',
      ),
    ]
  }
  if (!URL.canParse(value) || !/^[a-z][\w+.-]*:\/\//i.test(value)) {
    const problem = 'redirect_uri is no full address'
    return [
      ...encoding,
      finding(
        'redirect_not_url',
        'error',
        problem,
        'Write it with scheme and host: https://example.com/slack/callback',
      ),
    ]
  }
  return [...encoding, ...judgeAddress(new URL(value), value, query)]
}

/** Returns the redirect URL, fully decoded. Undefined when it is missing, is not a URL, or has a placeholder. */
export function redirectOf(query: URLSearchParams): URL | undefined {
  const value = fullyDecoded(query.get('redirect_uri') ?? '')
  if (emptyPart(value) !== undefined) return undefined
  return URL.canParse(value) && /^[a-z][\w+.-]*:\/\//i.test(value) ? new URL(value) : undefined
}

/** Matches what programs print for a missing value, and placeholders in examples. */
const noValue =
  /^(?:undefined|null|none|redacted|\.{2,9}|…|nil|nan|false|true|(?:https?:?)?\[object[ +]object\]|\$?\{[^}]*\}|\{\{.*\}\}|<[^>]*>|%s|\$[a-z_]\w*|:[a-z]\w*|your[\w.-]{0,30}(?:domain|host|url|server|site|app|name|ngrok|subdomain)(?:[-_]here)?|x{3,40})$/i

/**
 * Returns the host, port or path segment that is a placeholder, or `no host`. Undefined when every part has a value.
 */
function emptyPart(value: string): string | undefined {
  const [, scheme = '', host = '', path = ''] = /^([a-z][\w+.-]*:\/\/)?([^/?]*)(.*)$/is.exec(readable(value)) ?? []
  if (scheme === '' && noValue.test(host)) return host.slice(0, 40)
  if (scheme === '') return undefined
  const [name = '', port] = host.replace(/^\w*@/, '').split(/:(?=[^:\]]*$)/)
  const labels = [name, port, ...name.split('.'), ...path.replace(/\?.*$/s, '').split('/')]
  if (host === '' || name === '') return 'no host'
  if (/^[A-Z][A-Z_]{2,40}$/.test(name)) return name
  return labels.find((one) => one !== undefined && noValue.test(one))?.slice(0, 40)
}

function readable(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function judgeAddress(url: URL, value: string, query: URLSearchParams): LinkFinding[] {
  const findings: LinkFinding[] = []
  const add = (...parts: Parameters<typeof finding>) => void findings.push(finding(...parts))
  const local = isLoopback(url)
  const pkce = query.has('code_challenge')
  if (url.protocol === 'http:' && !local) {
    add(
      'redirect_http',
      'error',
      'redirect_uri is http, but Slack accepts only https',
      `Serve this address by https, and register the https URL: ${httpsOf(url)}`,
    )
  } else if (url.protocol === 'http:' && !pkce) {
    const cure =
      'Use https://localhost with a certificate of your own, a tunnel, or PKCE. A login of this tool serves http and https on one port'
    add(
      'redirect_localhost',
      'warning',
      'redirect_uri is http on localhost, which the app settings accept only for an app with PKCE',
      cure,
    )
  } else if (local && !pkce)
    add(
      'redirect_localhost',
      'note',
      'redirect_uri is on localhost: it works only for a person who runs the app on the same computer',
      null,
    )
  if (local && url.hostname !== 'localhost') {
    add(
      'redirect_loopback_ip',
      'note',
      `Slack does not treat ${url.hostname} as equal to localhost: register the URL exactly as the link sends it`,
      null,
    )
  }
  if (value.includes('#'))
    add(
      'redirect_fragment',
      'error',
      'redirect_uri has a fragment (#…), which Slack refuses',
      'Leave out # and everything after it',
    )
  if (url.search !== '') {
    const cure = 'Put the value into state instead: Slack returns state unchanged'
    add(
      'redirect_query',
      'warning',
      'redirect_uri has a query, and Slack’s documentation does not say that this is allowed',
      cure,
    )
  }
  const saved = `Save it, or a parent path of it, under OAuth & Permissions → Redirect URLs: scheme, host and port must be equal`
  add('redirect_registered', 'note', `${url.origin}${url.pathname} must be registered`, saved)
  return findings
}

function httpsOf({ host, pathname }: URL): string {
  return `https://${host}${pathname}`
}

function fullyDecoded(text: string): string {
  let value = text.trim()
  for (let round = 0; round < 3 && /^[a-z]+%(?:25)*3a/i.test(value); round += 1) {
    try {
      value = decodeURIComponent(value)
    } catch {
      break
    }
  }
  return value
}

function finding(
  id: LinkFindingId,
  severity: LinkFinding['severity'],
  problem: string,
  cure: string | null,
): LinkFinding {
  return { id, severity, about: 'redirect_uri', problem, cure }
}
