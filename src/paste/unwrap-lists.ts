import { one, type PasteLayer } from './paste-layer.ts'

const goPair =
  /&?\{(x(?:ox[a-z]|app)[\w.-]{1,1000}|xoxe\.[\w.-]{1,1000}) (\w{0,20}) ([\w.-]{0,1000}) ?\d{4}-\d\d-\d\d [\d:.]{5,20} [+-]\d{4} \w{1,6}(?: m=\S{1,40})? (?:\d{1,20} )?map\[/

/** Unwraps a token of golang.org/x/oauth2 that `%v` printed without names: `&{xoxb-… bot  0001-01-01 … map[ok:true] 0s}`. */
export function goToken(text: string): PasteLayer | undefined {
  const found = goPair.exec(text)
  if (!found) return undefined
  const [all, token = '', type = '', refresh = ''] = found
  // The field `expiryDelta` follows the map; it is not needed.
  const rest = text.slice(found.index + all.length - 'map['.length).replace(/\](?: \d{1,9}s?)?\}/, ']}')
  const names = { access_token: token, token_type: type, ...(refresh !== '' && { refresh_token: refresh }) }
  return one('go', `{ ${JSON.stringify(names).slice(1, -1)}, "expiry": null, "raw": ${rest}`)
}

const structure = /^((?: ?\.\.)*) ?\$ ([\w.]{1,80}) {0,40}:(?:(List of \d{1,9})| ?(?:chr|logi|num|int) (.*?))\r?$/

/** Unwraps a list that `str` of R printed: ` $ team:List of 2` above `  ..$ id : chr "T0…"`. */
export function structureOfR(text: string): PasteLayer | undefined {
  if (!/^ {0,3}\$ [\w.]{1,80} {0,40}:(?:List of| ?(?:chr|logi) )/m.test(text)) return undefined
  const fields: RField[] = []
  const path: string[] = []
  for (const line of text.split('\n')) {
    const [, dots = '', name, list, value = ''] = structure.exec(line.replace(/^ {2}(?= ?\.\.)/, '')) ?? []
    if (name === undefined) continue
    path.length = Math.min(path.length, dots.split('..').length - 1)
    path.push(name)
    if (list === undefined) fields.push([[...path], value])
  }
  return fields.length > 1 ? one('fields', nested(fields)) : undefined
}

const printed = /^\$((?:[\w.]{1,80}|`[^`\n]{1,80}`)(?:\$(?:[\w.]{1,80}|`[^`\n]{1,80}`)){0,8})\r?\n\[1\] (.*?)\r?$/gm

/** Unwraps a list that R printed: `$team$id` above `[1] "T0…"`. */
export function printedByR(text: string): PasteLayer | undefined {
  const fields = [...text.matchAll(printed)].map(([, name = '', value = '']): RField => [name.split('$'), value])
  return fields.length > 1 ? one('fields', nested(fields)) : undefined
}

type RField = readonly [path: readonly string[], value: string]

interface Nested {
  [name: string]: string | boolean | null | Nested
}

function nested(fields: readonly RField[]): string {
  const root: Nested = Object.create(null) as Nested
  for (const [path, value] of fields) {
    let inner = root
    for (const step of path.slice(0, -1)) {
      const next = inner[step]
      const made: Nested = typeof next === 'object' && next !== null ? next : (Object.create(null) as Nested)
      inner[step] = made
      inner = made
    }
    inner[path.at(-1) ?? ''] = valueOfR(value.trim())
  }
  return JSON.stringify(root)
}

function valueOfR(text: string): string | boolean | null {
  if (text === 'NULL' || text === 'NA') return null
  if (text === 'TRUE' || text === 'FALSE') return text === 'TRUE'
  return text.replace(/^"(.*)"$/, '$1')
}
