import { isSlackHost, pageOf } from './page.ts'

/** A link that was found inside another link. */
export interface InnerLink {
  readonly inner: string
  /** The host of the outer link. */
  readonly inside: string
  readonly from: number
  readonly to: number
}

const mailed = /\b(?:client_id|scope|user_scope|redirect_uri|state)=3D/i
/** In quoted-printable, every equals sign starts an escape. A state of a plain link can begin with `3d` by chance. */
const plain = /\b(?:client_id|scope|user_scope|redirect_uri|state)=(?!3D|[ \t]{0,20}\r?\n)/i

/** Decodes the source of an e-mail in quoted-printable (RFC 2045). Null when the text is not such a source. */
export function fromMail(text: string): string | null {
  if (!mailed.test(text) || plain.test(text)) return null
  return text
    .replace(/=[ \t]{0,20}\r?\n/g, '')
    .replace(/=([2-7][0-9A-F])/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
}

/** Matches any address. Its path or query can contain a link to an install page. */
const outer = /https?:\/\/[^\s/?#"'<>`\\]{1,255}\/[^\s"'<>`]{1,8000}/gi
const mostOuter = 20

/** Finds the links to Slack inside links of search engines, mail filters and sign-in pages. */
export function innerLinks(text: string): InnerLink[] {
  return [...text.matchAll(outer)].slice(0, mostOuter).flatMap((match) => {
    const whole = match[0].replaceAll('&amp;', '&').replace(/[)\].,;]{1,10}$/, '')
    if (!/slack/i.test(whole) || !/oauth|openid/i.test(whole) || !URL.canParse(whole)) return []
    const url = new URL(whole)
    if (isSlackHost(url) && pageOf(url)) return []
    const inner = insideOf(url, whole)
    return inner === undefined
      ? []
      : [{ inner, inside: url.hostname, from: match.index, to: match.index + match[0].length }]
  })
}

const known = [
  'client_id',
  'scope',
  'user_scope',
  'redirect_uri',
  'state',
  'team',
  'code_challenge',
  'code_challenge_method',
]

function insideOf(url: URL, whole: string): string | undefined {
  // Proofpoint's mail filter writes two forms: https://urldefense.com/v3/__LINK__;… and u=https-3A__slack.com_….
  const third = /\/v3\/__(https?:\/\/?.{1,8000}?)__;/.exec(whole)?.[1]
  if (third !== undefined && isInstall(third)) return third.replace(/^(https?:\/)(?=[^/])/, '$1/')
  for (const [name, given] of url.searchParams) {
    const value = decoded(name === 'u' && /^https?-3A__/i.test(given) ? ofSecondForm(given) : given)
    const address = isSlackHost(url) && /^\/?(?:oauth|openid)\b/.test(value) ? onSlack(value) : value
    if (!isInstall(address)) continue
    // If the & of the inner link was not encoded, its other parameters belong to the outer link.
    const rest = new URLSearchParams(
      [...url.searchParams].filter(([one]) => one !== name && known.includes(one) && !address.includes(`${one}=`)),
    )
    return rest.size > 0 && !/&/.test(given) ? `${address}&${rest.toString()}` : address
  }
  return undefined
}

function onSlack(path: string): string {
  return `https://slack.com/${path.replace(/^\//, '')}`
}

function isInstall(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return false
  const url = new URL(text)
  return isSlackHost(url) && /^\/(?:oauth|openid)\b/.test(url.pathname) && url.search.length > 1
}

function ofSecondForm(text: string): string {
  return text.replaceAll('_', '/').replace(/-([0-9A-F]{2})/g, '%$1')
}

/** Returns the text, decoded as many times as it was encoded, at most three times. */
function decoded(text: string): string {
  let value = text
  for (let round = 0; round < 3 && /^(?:https?%(?:25)*3A|%(?:25)*2F)|^[^?]{1,200}%(?:25)*3F/i.test(value); round += 1) {
    try {
      value = decodeURIComponent(value)
    } catch {
      break
    }
  }
  return value
}
