import { sanitise } from '../terminal/safe-text.ts'

/** The maximum number of characters at the start of a page in which its heading is looked for. */
const longestHead = 100_000

/**
 * Returns a page's heading, otherwise its title, otherwise the beginning of its text, in quotes: one line of at most
 * 120 characters.
 */
export function excerpt(page: string): string {
  const html = page.slice(0, longestHead)
  const text = headingOf(html)
  const first = /<p\b[^<>]{0,500}>([\s\S]{1,500}?)<\/p>/i.exec(html)?.[1] ?? ''
  const line = headingIn(html) ? `${text} ${plain(first)}`.trim() : text
  if (line === '') return 'an empty page'
  return `“${line.length > 120 ? `${line.slice(0, 119)}…` : line}”`
}

/** Returns a page's heading, otherwise its title, otherwise the beginning of its text. */
export function headingOf(html: string): string {
  const title = /<title[^<>]{0,200}>([^<]{1,1000})<\/title>/i.exec(html.slice(0, longestHead))?.[1]
  return plain(headingIn(html) ?? title ?? withoutCode(html.slice(0, 20_000)))
}

function headingIn(html: string): string | undefined {
  return /<h[1-3][^<>]{0,500}>([\s\S]{1,300}?)<\/h[1-3]>/i.exec(html.slice(0, longestHead))?.[1]
}

/** Returns the text of a page on one line, without what a person does not see. */
export function readableText(page: string): string {
  return plain(withoutCode(page.slice(0, longestHead)))
}

/** Returns a page without the elements that a person does not see. Does not remove an element that is not closed. */
function withoutCode(html: string): string {
  let seen = ''
  let from = 0
  let open: { readonly name: string; readonly at: number } | undefined
  for (const { 0: tag, 1: close, 2: found = '', index } of html.matchAll(/<(\/?)(script|style|head)\b/gi)) {
    const name = found.toLowerCase()
    if (!close && !open) open = { name, at: index }
    else if (close && open?.name === name) {
      seen += `${html.slice(from, open.at)} `
      const end = html.indexOf('>', index + tag.length)
      from = end < 0 ? html.length : end + 1
      open = undefined
    }
  }
  return seen + html.slice(from)
}

/** Returns the text in a part of a page, on one line. */
export function plain(html: string): string {
  return sanitise(decodeEntities(html.replace(/<[^<>]+>/g, ' ')))
    .replace(/\s+/g, ' ')
    .replace(/ (?=[.,;:!?)])/g, '')
    .trim()
}

/** Returns a text in which HTML entities are replaced with their characters. */
export function decodeEntities(text: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', apos: "'" }
  return text.replace(/&(#x?[\da-f]{1,8}|[a-z]{1,32});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return named[name.toLowerCase()] ?? whole
    const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : whole
  })
}
