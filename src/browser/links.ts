import type { Step } from './form.ts'
import { liveMarkup } from './live-markup.ts'
import { plain } from './page.ts'
import { isDestructive, leadsToSlack } from './purpose.ts'
import { attributesOf, baseOf, markAttribute, refreshOf } from './tags.ts'
import { isAuthorize } from './urls.ts'

/** The maximum length of a link's label, in characters; the rest of the label is not read. */
const longestLabel = 2000

/**
 * Returns the step to which an install page leads: its link to Slack's consent page, otherwise its `<meta>` refresh,
 * otherwise a link to the same site whose text is about installing. Returns undefined when the page has no such link
 * and no refresh.
 */
export function wayOn(html: string, from: URL, simulator: URL): Step | undefined {
  const { text: live } = liveMarkup(html)
  const base = baseOf(live, from)
  const links = [...live.matchAll(/<(\/?)(?:a|area)\b([^<>]*)>/gi)]
  const addresses = links.map(({ 1: close, 2: attributes = '' }) => {
    const { href, [markAttribute]: mark } = close ? {} : attributesOf(attributes)
    const url = href === undefined ? undefined : parse(href, base)
    return url && { url, ...(mark !== undefined && { mark }) }
  })
  const toSlack = addresses.find((one) => one && isAuthorize(one.url, simulator))
  const refresh = refreshOf(live, from)
  const onward = toSlack ?? (refresh && { url: refresh })
  if (onward) return onward
  for (const [at, { 0: tag, index }] of links.entries()) {
    const step = addresses[at]
    if (!step || step.url.origin !== from.origin || step.url.href === from.href) continue
    const start = index + tag.length
    const inside = live.slice(start, Math.min(links[at + 1]?.index ?? live.length, start + longestLabel))
    const alt = /\balt\s{0,9}=\s{0,9}["']([^"']{0,200})/i.exec(inside)?.[1] ?? ''
    const said = `${plain(inside)} ${alt} ${step.url.pathname}`
    if (leadsToSlack(said) && !isDestructive(said)) return step
  }
  return undefined
}

function parse(text: string, base: URL): URL | undefined {
  return URL.canParse(text, base.href) ? new URL(text, base) : undefined
}
