import { one, type PasteLayer } from './paste-layer.ts'

/** Maximum length of text that is tried as wrapped JSON. */
const longest = 262_144

/** Joins the lines of JSON that a terminal or a mail program wrapped, inside strings too. */
export function wrappedJson(text: string): PasteLayer | undefined {
  if (text.length > longest) return undefined
  const lines = text.split(/\r?\n/)
  const first = lines.findIndex((line) => /[{[]/.test(line))
  const last = lines.findLastIndex((line) => /[}\]]/.test(line))
  if (first < 0 || last <= first) return undefined
  const part = lines.slice(first, last + 1)
  const margin = Math.min(...part.map((line) => line.length - line.trimStart().length))
  const body = part.map((line) => line.slice(margin))
  const width = body[0]?.length ?? 0
  if (width < 40 || body.slice(0, -1).some((line) => line.length !== width)) return undefined
  const joined = outermost(body.join(''))
  // When all line breaks are between fields, the text needs no joining.
  return joined !== undefined && outermost(body.join('\n')) === undefined ? one('log prefix', joined) : undefined
}

/** Returns the part from the first bracket to the last one, if it is JSON. */
function outermost(text: string): string | undefined {
  const inner = text.slice(text.search(/[{[]/), Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1)
  try {
    JSON.parse(inner)
    return inner
  } catch {
    return undefined
  }
}
