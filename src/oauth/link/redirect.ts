import { isLoopback } from '../../net/is-loopback.ts'
import type { LinkFinding, LinkFindingId } from './types.ts'

/** Judges the format of a link's redirect URL. Only Slack knows whether the URL is registered. */
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
          'Encode it once: leave it to URLSearchParams, or do not encode it before',
        ),
      ]
    : []
  const empty = emptyPart(value)
  if (empty !== undefined) {
    const problem = `redirect_uri has “${empty}” in its address: the program had no value to put there`
    return [
      ...encoding,
      finding('redirect_placeholder', 'error', problem, 'Set it where the program runs, and start it again'),
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

/** Returns the redirect URL, decoded as many times as it was encoded. Undefined when it is no address, or has a placeholder. */
export function redirectOf(query: URLSearchParams): URL | undefined {
  const value = fullyDecoded(query.get('redirect_uri') ?? '')
  if (emptyPart(value) !== undefined) return undefined
  return URL.canParse(value) && /^[a-z][\w+.-]*:\/\//i.test(value) ? new URL(value) : undefined
}

/** Matches what programs print for a missing value, and placeholders in examples. */
const noValue =
  /^(?:undefined|null|none|redacted|\.{2,9}|…|nil|nan|false|true|(?:https?:?)?\[object[ +]object\]|\$?\{[^}]*\}|\{\{.*\}\}|<[^>]*>|%s|\$[a-z_]\w*|:[a-z]\w*|your[\w.-]{0,30}(?:domain|host|url|server|site|app|name|ngrok|subdomain)(?:[-_]here)?|x{3,40})$/i

/** Returns the host, port or path segment that is a placeholder. Undefined when there is none. */
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
      'redirect_uri is http, and Slack takes https alone',
      `Serve it by https, and save that URL: ${httpsOf(url)}`,
    )
  } else if (url.protocol === 'http:' && !pkce) {
    const cure =
      'Use https://localhost with a certificate of your own, a tunnel, or PKCE. A login of this tool serves http and https on one port'
    add(
      'redirect_localhost',
      'warning',
      'redirect_uri is http on localhost, which the app settings do not save for an app without PKCE',
      cure,
    )
  } else if (local && !pkce)
    add('redirect_localhost', 'note', 'redirect_uri is on this computer: it works for whoever runs the app there', null)
  if (local && url.hostname !== 'localhost') {
    add(
      'redirect_loopback_ip',
      'note',
      `${url.hostname} is another host than localhost to Slack: save it as it is sent`,
      null,
    )
  }
  if (value.includes('#'))
    add(
      'redirect_fragment',
      'error',
      'redirect_uri has a fragment (#…), which Slack refuses',
      'Leave out # and what follows',
    )
  if (url.search !== '') {
    const cure = 'Carry the value in state instead, which Slack returns unchanged'
    add(
      'redirect_query',
      'warning',
      'redirect_uri has a query of its own, and Slack’s documentation does not say that it may',
      cure,
    )
  }
  const saved = `Save it, or the path above it, under OAuth & Permissions → Redirect URLs: scheme, host and port have to be equal`
  add('redirect_registered', 'note', `${url.origin}${url.pathname} has to be registered`, saved)
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
