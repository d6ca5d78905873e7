import { decodeEntities, plain } from './page.ts'
import { attributesOf } from './tags.ts'
import { isAuthorize } from './urls.ts'

/** Characters between a link's tags that are looked at. */
const longestLabel = 2000

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
  const links = [...html.matchAll(/<(\/?)a\b([^<>]*)>/gi)]
  for (const [at, { 0: tag, 1: close, 2: attributes = '', index }] of links.entries()) {
    if (close) continue
    const { href } = attributesOf(attributes)
    const url = href === undefined ? undefined : parse(href, from)
    if (!url || url.origin !== from.origin || url.href === from.href) continue
    const start = index + tag.length
    const inside = html.slice(start, Math.min(links[at + 1]?.index ?? html.length, start + longestLabel))
    const label = `${plain(inside)} ${/\balt\s{0,9}=\s{0,9}["']([^"']{0,200})/i.exec(inside)?.[1] ?? ''} ${url.pathname}`
    if (/slack/i.test(label) && /install|add|sign|connect|auth|login/i.test(label)) return url
  }
  return undefined
}

function parse(text: string, base: URL): URL | undefined {
  return URL.canParse(text, base.href) ? new URL(text, base) : undefined
}
