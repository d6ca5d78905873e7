import { decodeEntities } from './page.ts'

/**
 * An attribute that marks an element, so that code that reads the page can find the element again. For Chromium, it is
 * added to a copy of the page; our own browser reads pages without it.
 */
export const markAttribute = 'data-slack-tokens-mark'

export type Attributes = Readonly<Record<string, string>>

/** Returns the attributes of a tag, with their names in lower case. */
export function attributesOf(text: string): Attributes {
  const pairs = [...text.matchAll(/([\w:-]+)(?:\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)]
  return Object.fromEntries(
    pairs.map(([, name = '', double, single, bare]) => [
      name.toLowerCase(),
      decodeEntities(double ?? single ?? bare ?? ''),
    ]),
  )
}

/** Returns the base URL of a page: its first `<base href>`, otherwise the URL of the page. */
export function baseOf(html: string, from: URL): URL {
  for (const [, text = ''] of html.matchAll(/<base\b([^<>]{0,10000})>/gi)) {
    const { href } = attributesOf(text)
    if (href !== undefined) return URL.canParse(href, from.href) ? new URL(href, from) : from
  }
  return from
}

/**
 * Returns the target of a page's `<meta http-equiv=refresh>`; undefined when the page has no such element, or when the
 * element only reloads the page.
 */
export function refreshOf(html: string, from: URL): URL | undefined {
  for (const [, text = ''] of html.matchAll(/<meta\b([^<>]{0,10000})>/gi)) {
    const { 'http-equiv': what = '', content = '' } = attributesOf(text)
    if (what.toLowerCase() !== 'refresh') continue
    const target = refreshTarget(content)
    const base = baseOf(html, from)
    if (!target || !URL.canParse(target, base.href)) continue
    const url = new URL(target, base)
    if (url.href !== from.href) return url
  }
  return undefined
}

/** Returns the address in the value of a Refresh header or a `<meta>` refresh; undefined when it names none. */
export function refreshTarget(content: string): string | undefined {
  return /^\s{0,20}[\d.]{1,20}\s{0,20}[;,]?\s{0,20}(?:url\s{0,20}=\s{0,20})?["']?([^"']+)/i.exec(content)?.[1]?.trim()
}
