import { isLoopback } from '../../net/is-loopback.ts'
import { bareEnd, isCurly, lineBreak, quotedEnd } from './link-end.ts'
import { isSlackHost, meantPage, pageOf, resemblesSlack } from './page.ts'
import { filledIn, goesOnInCode, withoutCode } from './source-code.ts'
import type { AuthorizeLink, LinkSource } from './types.ts'
import { fromMail, innerLinks } from './unwrap.ts'

/** A link that was found in a text, without the characters around it. */
export interface FoundLink {
  readonly url: URL
  readonly came: LinkSource
  /** The position of the link in the text, or in the decoded text if the text is the source of an e-mail. */
  readonly from: number
  readonly to: number
}

/** Maximum number of links to find; an install button has two or three. */
const mostLinks = 20
const longestText = 200_000

const invisible = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g
/**
 * Matches the start of a link. Chats and editors can remove the scheme; an address without a scheme counts only if it
 * is an install or sign-in page with a query.
 */
const opening =
  /https?:\\?\/\\?\/[^\s/?#"'<>()\\]{1,255}\\?\/(?:oauth[\w-]{0,8}|openid|apps|authori[sz]e)(?![\w-])|(?<![\w./@%-])(?:[\w-]{1,40}\.)?slack(?:-gov)?\.com\/(?:oauth|openid)\/[\w/]{1,30}\\?\?/gi
const encodedOpening = /https?%3A%2F%2F[^\s/?#"'<>()&%]{1,255}%2F(?:oauth|openid)%2F[^\s"'<>()&]{1,8000}/gi

/**
 * Finds the links to Slack's pages for installs, sign-ins and new apps in a text: HTML, Markdown, JSON, a log, or a
 * link alone. Links to other hosts that resemble Slack's count only if there is no other link.
 */
export function findLinks(text: string): FoundLink[] {
  const given = text.slice(0, longestText)
  const mail = fromMail(given)
  const whole = mail ?? given
  const inner = innerLinks(whole).flatMap(({ inner: link, inside, from, to }) =>
    linkAt(link, 0).map(({ url, came }) => ({ url, came: { ...came, inside }, from, to })),
  )
  const plain = [...whole.matchAll(opening)]
    .filter(({ index }) => !inner.some(({ from, to }) => index >= from && index < to))
    .slice(0, mostLinks)
    .flatMap((match) => linkAt(whole, match.index))
  const own = plain.filter(({ url }) => isSlackHost(url) || isLoopback(url))
  const found = [...inner, ...own].toSorted((one, other) => one.from - other.from)
  const others = found.length > 0 ? [] : [...encodedLinks(whole), ...plain.filter(({ url }) => resemblesSlack(url))]
  return unique([...found, ...others]).map((one) =>
    mail === null ? one : { ...one, came: { ...one.came, mail: true } },
  )
}

/** Returns what is left of the text without the links that `findLinks` found in it. */
export function besideLinks(text: string, found: readonly FoundLink[]): string {
  const whole = found.some(({ came }) => came.mail) ? (fromMail(text) ?? text) : text
  return found.reduceRight((left, { from, to }) => left.slice(0, from) + left.slice(to), whole)
}

function encodedLinks(whole: string): FoundLink[] {
  return [...whole.matchAll(encodedOpening)].slice(0, mostLinks).flatMap((match) => {
    const url = parsed(decoded(match[0]))
    const [from, to] = [match.index, match.index + match[0].length]
    return url && isSlackHost(url) ? [{ url, came: { encoded: true }, from, to }] : []
  })
}

/** Parses a link to an install or sign-in page, also if its host or path is wrong. Undefined for any other address. */
export function authorizeLink({ url, came }: Pick<FoundLink, 'url' | 'came'>): AuthorizeLink | undefined {
  const page = pageOf(url) ?? meantPage(url)
  return page && { url, page, came }
}

const semicolon = /;(?=(?:client_id|scope|user_scope|redirect_uri|response_type|state|team|nonce)=)/g
const ampersand = /&(?:amp;|#0{0,4}38;|#x0{0,4}26;)+/gi
const parameter = /[/?&#;](?=(?:client_id|scope|user_scope|redirect_uri|response_type|state|team|nonce)=)/

function linkAt(text: string, from: number): FoundLink[] {
  const before = text.charAt(from - 1)
  const rest = withoutCode(text, from)
  const quoted = quotedEnd(rest, text.slice(Math.max(0, from - 8), from))
  const length = quoted ?? bareEnd(rest)
  const to = from + length
  const inCode = /["'`]/.test(before) && goesOnInCode(rest.slice(0, length), rest.slice(length, length + 200))
  const raw = `${rest.slice(0, length)}${inCode ? filledIn : ''}`.replace(invisible, '').replace(lineBreak, '')
  // In the attribute of an HTML tag, `&amp;` is correct; in a program's log, `&amp;` is a fault.
  const inTag =
    quoted !== undefined &&
    /\b(?:href|src|action|data-[\w-]{1,40}|content)\s{0,3}=\s{0,3}["']$/i.test(text.slice(Math.max(0, from - 60), from))
  const escapes = raw.match(ampersand) ?? []
  const escaped = escapes.some((one) => !inTag || one.slice(1).split(';').length > 2)
  const plain = raw
    .replace(ampersand, '&')
    .replace(/&#(?:x([0-9a-f]{2})|([0-9]{2,3}));/gi, (_, hex: string | undefined, code: string) =>
      String.fromCodePoint(hex === undefined ? Number(code) : Number.parseInt(hex, 16)),
    )
    .replace(/\\u0026/gi, '&')
    // JSON and shell commands can have a backslash before these characters.
    .replace(/\\(?=[/?&=])/g, '')
    // Encode `#` of Ruby's `#{…}`; otherwise the URL parser reads `#` as the start of the fragment.
    .replace(/#(?=\{)/g, '%23')
  const joined = plain.replace(semicolon, '&')
  const first = joined.includes('?') ? undefined : parameter.exec(joined.slice(9))
  const mended = first ? `${joined.slice(0, first.index + 9)}?${joined.slice(first.index + 10)}` : joined
  const url = parsed(/^https?:/i.test(mended) ? mended : `https://${mended}`)
  if (!url) return []
  const open = isCurly(before)
  const came: LinkSource = {
    ...(escaped && { escaped }),
    ...(joined !== plain && { semicolons: true }),
    ...(first && { noQuery: true }),
    ...(open && { quotes: quoted === undefined ? ('first' as const) : ('both' as const) }),
  }
  return [{ url, came, from, to }]
}

function parsed(text: string): URL | undefined {
  const trimmed = text.trim()
  return URL.canParse(trimmed) ? new URL(trimmed) : undefined
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function unique(links: readonly FoundLink[]): FoundLink[] {
  return links.filter(({ url }, index) => links.findIndex((one) => one.url.href === url.href) === index)
}
