import type { Page } from '../../../browser/hop.ts'
import { liveMarkup } from '../../../browser/live-markup.ts'
import { selfNavigations } from '../../../browser/self-navigation.ts'
import { siteOf } from '../../../browser/site.ts'
import { attributesOf, baseOf } from '../../../browser/tags.ts'
import { isAtSlack } from '../../../browser/urls.ts'
import { isLoopback } from '../../../net/is-loopback.ts'

/** Whether `to` belongs to another server than `from`. Ports of this computer are programs of the same developer. */
export function isElsewhere(to: URL, from: URL): boolean {
  return /^https?:$/.test(to.protocol) && !isLoopback(to) && !isAtSlack(to) && siteOf(to) !== siteOf(from)
}

/** A URL on a page, and its text there. */
export interface PageUrl {
  readonly url: URL
  readonly text: string
}

const names = ['href', 'src', 'action', 'formaction', 'poster', 'data', 'ping'] as const

/** Returns the URLs to which a page leads: its links, forms, images and frames, and where it goes by itself. */
export function urlsOn(page: Page): readonly PageUrl[] {
  const base = baseOf(page.text, page.url)
  const tags = [...liveMarkup(page.text).text.matchAll(/<[a-z][\w-]{0,40}\b([^<>]{0,20000})>/gi)]
  const texts = tags.flatMap(([, attributes = '']) => {
    const all = attributesOf(attributes)
    return names.flatMap((name) => all[name] ?? [])
  })
  const urls = texts.flatMap((text) => (URL.canParse(text, base.href) ? [{ url: new URL(text, base), text }] : []))
  return [...urls, ...selfNavigations(page).map((url) => ({ url, text: url.href }))]
}

/** The maximum number of scripts that are read for a page. */
const mostScripts = 8

/** Returns the scripts and data of the app’s own origin that a page names. A browser loads them with the page. */
export function resourcesOf({ text, url }: Page): readonly URL[] {
  const live = liveMarkup(text)
  const base = baseOf(live.text, url)
  const scripts = live.scripts.flatMap((element) => {
    const end = Math.min(element.indexOf('>'), 10_000)
    return attributesOf(element.slice('<script'.length, end))['src'] ?? []
  })
  const links = [...live.text.matchAll(/<link\b([^<>]{0,10000})>/gi)].flatMap(([, attributes = '']) => {
    const { href, rel = '', as = '' } = attributesOf(attributes)
    const isLoaded =
      /^(?:modulepreload|preload|prefetch)$/i.test(rel) && !/^(?:font|image|style|video|audio)$/i.test(as)
    return isLoaded && href !== undefined ? [href] : []
  })
  const named = [...scripts, ...links].flatMap((one) => (URL.canParse(one, base.href) ? [new URL(one, base)] : []))
  const own = named.filter(({ origin }) => origin === url.origin)
  return [...new Map(own.map((one) => [one.href, one])).values()].slice(0, mostScripts)
}
