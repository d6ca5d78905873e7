import { one, type PasteLayer } from './paste-layer.ts'

/** Unwraps output of PHP's `var_dump`: `["ok"]=> bool(true)`, `string(9) "T0…"`, `object(stdClass)#3 (4) {`. */
export function varDumped(text: string): PasteLayer | undefined {
  if (!/\[(?:"[^"\n]{1,80}"|\d{1,6})[^\]\n]{0,80}\]=>\s{1,80}(?:string|bool|int|array|object)\(/.test(text))
    return undefined
  const plain = text
    .replace(/\[("[^"\n]{1,80}"|\d{1,6})[^\]\n]{0,80}\]=>\s{1,80}/g, '$1: ')
    .replace(/\bstring\(\d{1,9}\) ("[^"\n]*")/g, '$1,')
    .replace(/\bbool\((true|false)\)/g, '$1,')
    .replace(/\b(?:int|float)\(([-\d.]{1,30})\)/g, '$1,')
    .replace(/: NULL\b/g, ': null,')
    .replace(/\b(?:array\(\d{1,9}\)|object\([^)\n]{1,80}\)#\d{1,9} \(\d{1,9}\)) \{/g, '{')
    .replace(/^([ \t]{1,200})\}[ \t]*$/gm, '$1},')
  return one('php', plain)
}

/** Unwraps a map in Clojure: `{:ok true, :team {:id "T0…"}}`. */
export function keywordMap(text: string): PasteLayer | undefined {
  if (!/\{:[a-z][\w-]{0,80}[ \n](?!\s{0,9}=>)/i.test(text)) return undefined
  const plain = text
    .replace(/(?<=[\s{,]):([a-z][\w-]{0,80})(?=[ \n])/gi, '"$1":')
    .replace(/(?<=[^\s{,])\s{1,80}(?="[\w-]{1,80}":)/g, ', ')
    .replace(/: nil\b/g, ': null')
  return one('elixir', plain)
}

const listLine = /^([A-Za-z_]\w{0,80}) {1,80}: (.*?)\r?$/

/** Unwraps an object in PowerShell, with one field on each line and inner objects as `@{id=T0…; name=…}`. */
export function formatList(text: string): PasteLayer | undefined {
  if (!/^[A-Za-z_]\w{0,80} {1,80}: @\{\w/m.test(text)) return undefined
  const fields: [string, string][] = []
  for (const line of text.split('\n')) {
    const [, key, value] = listLine.exec(line) ?? []
    const last = fields.at(-1)
    // PowerShell continues a long value on indented lines.
    if (key !== undefined && value !== undefined) fields.push([key, value])
    else if (last && /^ {4,}\S/.test(line)) last[1] += line.trim()
  }
  const plain = fields.map(([key, value]) => `${JSON.stringify(key)}: ${listValue(value)}`)
  return one('fields', `{ ${plain.join(', ')} }`)
}

function listValue(text: string): string {
  const inner = /^@\{(.*)\}$/.exec(text.trim())?.[1]
  if (inner === undefined) return JSON.stringify(text.trim())
  const fields = inner.split(/;\s*/).map((field) => /^(\w{1,80})=(.*)$/.exec(field))
  return `{ ${fields.flatMap((field) => (field ? `${JSON.stringify(field[1])}: ${JSON.stringify(field[2])}` : [])).join(', ')} }`
}
