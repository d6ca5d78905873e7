import { sanitise } from '../terminal.ts'
import { isAuthorize } from './place.ts'

/** What a person reads first on a page: its title, or the beginning of its text. One line of at most 120 characters. */
export function excerpt(html: string): string {
  const title = /<title[^>]*>([^<]+)<\/title>/i.exec(html)?.[1]
  const heading = /<h[1-3][^>]*>([\s\S]{1,300}?)<\/h[1-3]>/i.exec(html)?.[1]
  const body = html.slice(0, 20_000).replace(/<(script|style|head)\b[\s\S]*?<\/\1>/gi, ' ')
  const text = plain(heading ?? title ?? body)
  const line = heading ? [text, plain(/<p[^>]*>([\s\S]{1,500}?)<\/p>/i.exec(html)?.[1] ?? '')].join(' ').trim() : text
  if (line === '') return 'an empty page'
  return `“${line.length > 120 ? `${line.slice(0, 119)}…` : line}”`
}

export function plain(html: string): string {
  return sanitise(decodeEntities(html.replace(/<[^>]+>/g, ' ')))
    .replace(/\s+/g, ' ')
    .replace(/ (?=[.,;:!?)])/g, '')
    .trim()
}

export function decodeEntities(text: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', apos: "'" }
  return text.replace(/&(#x?[\da-f]+|[a-z]+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return named[name.toLowerCase()] ?? whole
    const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : whole
  })
}

/**
 * Where an install page leads a person who presses its button: the address of Slack's consent page that stands anywhere
 * in it (a link, a form, a script), else a link of the app's own that says so. Undefined when there is neither.
 */
export function wayOn(html: string, from: URL, simulator: URL): URL | undefined {
  const text = html.replaceAll('\\/', '/')
  for (const [found] of text.matchAll(/https?:\/\/[^\s"'<>\\]+/g)) {
    const url = parse(decodeEntities(found), from)
    if (url && isAuthorize(url, simulator)) return url
  }
  for (const [, attributes = '', inside = ''] of html.matchAll(/<a\b([^>]*)>([\s\S]*?)<\/a>/gi)) {
    const href = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(attributes)
    const url = href && parse(decodeEntities(href[1] ?? href[2] ?? href[3] ?? ''), from)
    const label = `${plain(inside)} ${/\balt\s*=\s*["']([^"']*)/i.exec(inside)?.[1] ?? ''}`
    const says =
      /slack/i.test(`${label} ${url ? url.pathname : ''}`) &&
      /install|add|sign|connect|auth|login/i.test(`${label} ${url ? url.pathname : ''}`)
    if (url && url.origin === from.origin && url.href !== from.href && says) return url
  }
  return undefined
}

function parse(text: string, base: URL): URL | undefined {
  return URL.canParse(text, base.href) ? new URL(text, base) : undefined
}
