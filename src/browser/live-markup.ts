import { attributesOf } from './tags.ts'

export interface LiveMarkup {
  /** The page without what a browser shows nobody; what is in a textarea holds no tags. */
  readonly text: string
  /** Whether a script of it may lead the browser on. Scripts are not run here. */
  readonly hasScript: boolean
}

/**
 * The part of a page that a browser with scripts acts on: no comment, no template, and nothing of an element whose
 * content is text to a browser. As in a browser, one without an end goes on to the end of the page.
 */
export function liveMarkup(html: string): LiveMarkup {
  const open: string[] = []
  let text = ''
  let hasScript = false
  let from = 0
  for (const { 0: mark, 1: close, 2: name = '', index } of html.matchAll(
    /<!--(?:-?>)?|-->|<(\/?)(template|script|style|noscript|textarea|title|xmp|iframe|noembed|noframes)\b/gi,
  )) {
    // The inside of a tag that was skipped.
    if (index < from) continue
    const what = mark.startsWith('<!--') ? 'comment' : name.toLowerCase()
    const top = open.at(-1)
    if (top !== undefined && ends(top, { mark, close, what })) {
      open.pop()
      const end = mark === '-->' ? index + mark.length : endOfTag(html, index)
      if (open.length === 0) {
        if (top === 'script') hasScript ||= leadsOn(html.slice(from, index))
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
  else if (open[0] === 'script') hasScript ||= leadsOn(html.slice(from))
  return { text, hasScript: hasScript || handlers.test(text) }
}

const handlers = /\son(?:click|load|submit)\s{0,9}=|href\s{0,9}=\s{0,9}["']?\s{0,9}javascript:/i

function ends(top: string, { mark, close, what }: { mark: string; close: string | undefined; what: string }): boolean {
  return top === 'comment' ? mark === '-->' : Boolean(close) && what === top
}

function endOfTag(html: string, index: number): number {
  const end = html.indexOf('>', index)
  return end < 0 ? html.length : end + 1
}

/** Whether an element, from its `<script`, is code that comes from elsewhere or speaks of another address. */
function leadsOn(element: string): boolean {
  const end = element.indexOf('>')
  const { type = '', src } = attributesOf(element.slice(7, Math.min(end, 10_000)))
  if (/json|importmap|speculationrules/i.test(type)) return false
  return src !== undefined || /\blocation\b|slack|\bopen\(|\bsubmit\(|navigat|\bfetch\(/i.test(element.slice(end))
}
