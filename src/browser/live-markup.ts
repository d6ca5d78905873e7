import { attributesOf } from './tags.ts'

export interface LiveMarkup {
  /** The page without the parts that a browser never shows. In the text of a textarea, `<` is escaped. */
  readonly text: string
  /** Whether the page has a script that possibly navigates. Scripts are not run. */
  readonly hasScript: boolean
  /** The script elements, without their end tags. */
  readonly scripts: readonly string[]
}

/**
 * Returns the markup of a page on which a browser acts: without comments, templates, and elements whose content a
 * browser treats as text. An element that is not closed extends to the end of the page, as in a browser.
 */
export function liveMarkup(html: string): LiveMarkup {
  const open: string[] = []
  let text = ''
  const scripts: string[] = []
  let from = 0
  for (const { 0: mark, 1: close, 2: name = '', index } of html.matchAll(
    /<!--(?:-?>)?|-->|<(\/?)(template|script|style|noscript|textarea|title|xmp|iframe|noembed|noframes)\b/gi,
  )) {
    // This mark is inside an element that was removed, so it is skipped.
    if (index < from) continue
    const what = mark.startsWith('<!--') ? 'comment' : name.toLowerCase()
    const top = open.at(-1)
    if (top !== undefined && ends(top, { mark, close, what })) {
      open.pop()
      const end = mark === '-->' ? index + mark.length : endOfTag(html, index)
      if (open.length === 0) {
        if (top === 'script') scripts.push(html.slice(from, index))
        if (top === 'textarea') text += html.slice(from, index).replaceAll('<', '&lt;') + html.slice(index, end)
        else text += ' '
        from = end
      }
    } else if (what !== '' && !close && !mark.endsWith('>') && (top === undefined || top === 'template')) {
      open.push(what)
      if (top !== undefined) continue
      text += html.slice(from, index)
      from = what === 'script' || what === 'comment' ? index : endOfTag(html, index)
      if (what === 'textarea') text += html.slice(index, from)
    }
  }
  if (open.length === 0) text += html.slice(from)
  else if (open[0] === 'script') scripts.push(html.slice(from))
  return { text, scripts, hasScript: scripts.some(leadsOn) || handlers.test(text) }
}

const handlers = /\son(?:click|load|submit)\s{0,9}=|href\s{0,9}=\s{0,9}["']?\s{0,9}javascript:/i

function ends(top: string, { mark, close, what }: { mark: string; close: string | undefined; what: string }): boolean {
  return top === 'comment' ? mark === '-->' : Boolean(close) && what === top
}

function endOfTag(html: string, index: number): number {
  const end = html.indexOf('>', index)
  return end < 0 ? html.length : end + 1
}

/** Whether a script element loads its code from a URL, or contains code that possibly navigates. */
function leadsOn(element: string): boolean {
  const end = element.indexOf('>')
  const { type = '', src } = attributesOf(element.slice(7, Math.min(end, 10_000)))
  if (/json|importmap|speculationrules/i.test(type)) return false
  return src !== undefined || /\blocation\b|slack|\bopen\(|\bsubmit\(|navigat|\bfetch\(/i.test(element.slice(end))
}
