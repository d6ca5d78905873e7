import { isLoopback } from '../../net/is-loopback.ts'
import type { AuthorizeLink, LinkPage, LinkSource } from './types.ts'

/** A link that was found in a text, without the characters around it. */
export interface FoundLink {
  readonly url: URL
  readonly escaped: boolean
  readonly semicolons: boolean
  readonly encoded: boolean
  /** The position of the link in the text. */
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
  /https?:\\?\/\\?\/[^\s/?#"'<>()\\]{1,255}\\?\/(?:oauth|openid|apps)(?![\w-])|(?<![\w./@%-])(?:[\w-]{1,40}\.)?slack(?:-gov)?\.com\/(?:oauth|openid)\/[\w/]{1,30}\\?\?/gi
const encodedOpening = /https?%3A%2F%2F[^\s/?#"'<>()&%]{1,255}%2F(?:oauth|openid)%2F[^\s"'<>()&]{1,8000}/gi

/**
 * Finds the links to Slack's pages for installs, sign-ins and new apps in a text: HTML, Markdown, JSON, a log, or a
 * link alone.
 */
export function findLinks(text: string): FoundLink[] {
  const whole = text.slice(0, longestText)
  const plain = [...whole.matchAll(opening)].slice(0, mostLinks).flatMap((match) => linkAt(whole, match.index))
  const found = plain.filter(({ url }) => isSlackHost(url) || isLoopback(url))
  if (found.length > 0) return unique(found)
  const encoded = [...whole.matchAll(encodedOpening)].slice(0, mostLinks).flatMap((match) => {
    const url = parsed(decoded(match[0]))
    return url && isSlackHost(url)
      ? [
          {
            url,
            escaped: false,
            semicolons: false,
            encoded: true,
            from: match.index,
            to: match.index + match[0].length,
          },
        ]
      : []
  })
  return unique(encoded)
}

/** Parses a link to an install or sign-in page. Undefined for any other address. */
export function authorizeLink(found: LinkSource & { readonly url: URL }): AuthorizeLink | undefined {
  const { url, escaped, semicolons, encoded } = found
  const page = pageOf(url)
  return page && { url, page, came: { escaped, semicolons, encoded } }
}

const pages: Readonly<Record<string, LinkPage>> = {
  '/oauth/v2/authorize': 'v2',
  '/oauth/v2_user/authorize': 'v2_user',
  '/oauth/authorize': 'v1',
  '/openid/connect/authorize': 'openid',
}

/** Returns the install or sign-in page that an address opens. Undefined for any other address. */
export function pageOf({ pathname, searchParams }: URL): LinkPage | undefined {
  const path = pathname.replace(/\/$/, '')
  // After sign-in, Slack changes the host of the address to the workspace's host, and its path to `/oauth`.
  if (path === '/oauth') return searchParams.get('granular_bot_scope') === '0' ? 'v1' : 'v2'
  return pages[path]
}

export function isSlackHost({ hostname }: URL): boolean {
  return /(?:^|\.)slack(?:-gov)?\.com$/.test(hostname)
}

const semicolon = /;(?=(?:client_id|scope|user_scope|redirect_uri|response_type|state|team|nonce)=)/g
const closings: Readonly<Record<string, RegExp>> = {
  '"': /"/,
  "'": /'/,
  '`': /`/,
  '[': /[\]|]/,
  // In Markdown, a title can follow the address; in Slack's notation, the words that Slack shows.
  '(': /\)|\s["']/,
  '<': />|\|[^&=<>|\n]{0,200}>/,
}

function linkAt(text: string, from: number): FoundLink[] {
  const before = text.charAt(from - 1)
  const quoted = closings[before] ? endOf(text, from, closings[before]) : undefined
  const to = quoted ?? bareEnd(text, from)
  const raw = text.slice(from, to).replace(invisible, '').replace(lineBreak, '')
  // HTML escapes `&` in the attribute of a tag; in a program's log, `&amp;` is a fault.
  const inTag =
    quoted !== undefined &&
    /\b(?:href|src|action|data-[\w-]{1,40}|content)\s{0,3}=\s{0,3}["']$/i.test(text.slice(Math.max(0, from - 60), from))
  const escaped = !inTag && /&amp;/i.test(raw)
  const plain = raw
    .replace(/&amp;/gi, '&')
    .replace(/\\u0026/gi, '&')
    // JSON and shell commands can have a backslash before these characters.
    .replace(/\\(?=[/?&=])/g, '')
  const joined = plain.replace(semicolon, '&')
  const url = parsed(/^https?:/i.test(joined) ? joined : `https://${joined}`)
  return url ? [{ url, escaped, semicolons: joined !== plain, encoded: false, from, to }] : []
}

/** Returns the position of the closing quote or bracket on the same line. Undefined when there is none. */
function endOf(text: string, from: number, closing: RegExp): number | undefined {
  const line = /^[^\n]{0,8000}/.exec(text.slice(from))?.[0] ?? ''
  const at = line.search(closing)
  return at < 0 ? undefined : from + at
}

/** Matches words that can only continue a list of scopes, which was pasted with spaces. */
const moreScopes =
  /^(?:\s(?:[a-z.]{2,30}:[\w:.]{2,40}|openid|email|profile|bot|identify|incoming-webhook|commands)(?=\s|$))+/

/** Matches a line break that wrapping put into a link, and the quotation mark of an e-mail after it. */
const lineBreak = /[ \t]{0,40}\r?\n[ \t>|│]{0,80}/g
/** Maximum number of lines of a wrapped link. */
const mostLines = 20

/**
 * Returns the end of a link that continues on the next lines. A line belongs to the link if it has a parameter, or if
 * the line before it ended inside a list or an escape. A line of prose does not belong to the link, because it has
 * spaces.
 */
function wrappedEnd(text: string, from: number, firstEnd: number): number {
  let end = firstEnd
  for (let line = 1; line < mostLines; line += 1) {
    const [, gap = '', next = '', after = ''] =
      /^([ \t]{0,40}\r?\n[ \t]{0,40}(?:[>|│][ \t]{0,4}){0,3})([^\s"'`<>]{1,2000})(?=([^\n]{0,40}))/.exec(
        text.slice(end, end + 2200),
      ) ?? []
    const parameter =
      /(?:^|[&?])(?:client_id|scope|user_scope|redirect_uri|state|team|nonce|code_challenge|response_type)=/
    const alone = /^["'`>]{0,2}[;,.]?\s*$/.test(after) && /^[\w.~%:,+=&-]{1,2000}$/.test(next)
    const before = text.slice(from, end)
    const unfinished = before.includes('?') && (/[,=&%?]$/.test(before) || /%[0-9a-f]{2}/i.test(next))
    if (next === '' || /^https?:/i.test(next)) return end
    if (!parameter.test(next) && !(alone && unfinished)) return end
    end += gap.length + next.length
  }
  return end
}

/**
 * Returns the end of a link without quotes around it: the next space or quote. The link goes on after that character
 * when its query does, because placeholders and lists of scopes can contain spaces and quotes.
 */
function bareEnd(text: string, from: number): number {
  const line = /^[^\n\r]{0,8000}/.exec(text.slice(from))?.[0] ?? ''
  const end = (/[\s"<>]/.exec(line) ?? { index: line.length }).index
  const [rest = ''] = line.slice(end).split(/(?<!=)https?:|<\/|href=/i, 1)
  const last = [...rest.matchAll(/&[\w;]{1,40}=[^\s"<>&]*/g)].at(-1)
  if (last) return from + end + last.index + last[0].length
  const scopes = /scope=[^&]*$/.test(line.slice(0, end)) ? (moreScopes.exec(rest)?.[0] ?? '') : ''
  const to = from + end + scopes.length
  const wrapped = end === line.trimEnd().length ? wrappedEnd(text, from, to) : to
  const whole = text.slice(from, wrapped)
  return wrapped - (/[)\].,;'`]{1,20}$/.exec(whole)?.[0].length ?? 0)
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
