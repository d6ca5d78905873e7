import { liveMarkup } from './live-markup.ts'
import { plain } from './page.ts'
import { isDestructive, leadsToSlack } from './purpose.ts'
import { attributesOf, baseOf, refreshOf } from './tags.ts'
import { isAuthorize } from './urls.ts'

/** The maximum length of a link's label, in characters; the rest of the label is not read. */
const longestLabel = 2000

/**
 * Returns the URL to which an install page leads: its link to Slack's consent page, otherwise its `<meta>` refresh,
 * otherwise a link to the same site whose text is about installing. Returns undefined when the page has no such link
 * and no refresh.
 */
export function wayOn(html: string, from: URL, simulator: URL): URL | undefined {
  const { text: live } = liveMarkup(html)
  const base = baseOf(live, from)
  const links = [...live.matchAll(/<(\/?)(?:a|area)\b([^<>]*)>/gi)]
  const addresses = links.map(({ 1: close, 2: attributes = '' }) => {
    const { href } = close ? {} : attributesOf(attributes)
    return href === undefined ? undefined : parse(href, base)
  })
  const toSlack = addresses.find((url) => url && isAuthorize(url, simulator))
  const onward = toSlack ?? refreshOf(live, from)
  if (onward) return onward
  for (const [at, { 0: tag, index }] of links.entries()) {
    const url = addresses[at]
    if (!url || url.origin !== from.origin || url.href === from.href) continue
    const start = index + tag.length
    const inside = live.slice(start, Math.min(links[at + 1]?.index ?? live.length, start + longestLabel))
    const alt = /\balt\s{0,9}=\s{0,9}["']([^"']{0,200})/i.exec(inside)?.[1] ?? ''
    const said = `${plain(inside)} ${alt} ${url.pathname}`
    if (leadsToSlack(said) && !isDestructive(said)) return url
  }
  return undefined
}

function parse(text: string, base: URL): URL | undefined {
  return URL.canParse(text, base.href) ? new URL(text, base) : undefined
}
