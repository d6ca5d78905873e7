import { fromPairs } from './literal/members.ts'
import { one, type PasteLayer } from './paste-layer.ts'
import { areNames, layerOf, mayHaveRows, rowOf, type TableRow } from './rows.ts'

const ofHtml =
  /^(?:html|head|body|div|span|p|pre|code|script|style|a|form|button|input|textarea|br|b|i|em|strong|ul|ol|li|h[1-6]|img|title|meta|link|label|td|tr|dl|dt|dd|section)$/i
/** Maximum length of a text that is read as XML or as a table in HTML. */
const longest = 262_144
const deepest = 40

/** Reads a table in HTML whose first row has the names of the columns. */
export function htmlTable(text: string): PasteLayer | undefined {
  if (text.length > longest || !mayHaveRows(text) || !/<t[hd][\s>]/i.test(text)) return undefined
  const rows = text
    .split(/<tr[\s>]/i)
    .slice(1)
    .map((row) =>
      row
        .split(/<t[hd](?:\s[^<>]{0,300})?>/i)
        .slice(1)
        .map((cell) => withoutTags(cell.split(/<\/t[hdr]/i)[0] ?? '')),
    )
  const [names = [], ...others] = rows
  if (!areNames(names)) return undefined
  return layerOf(others.filter((cells) => cells.length === names.length).map((cells): TableRow => rowOf(names, cells)))
}

function withoutTags(cell: string): string {
  return resolved(cell.replace(/<[^<>]{0,300}>/g, '')).trim()
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

function resolved(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi,
    (all, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return entities[name.toLowerCase()] ?? all
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
      return code > 0x10_ff_ff ? all : String.fromCodePoint(code)
    },
  )
}

/** An element whose end tag was not read yet: the fields and the text that were read in it. */
interface XmlElement {
  readonly name: string
  readonly fields: [string, unknown][]
  text: string
}

const tag = /<[?!][^<>]{0,1000}>|<(\/?)([A-Za-z_][\w.:-]{0,80})((?:\s[^<>]{0,4000}?)?)(\/?)>/g
const attribute = /([A-Za-z_][\w.:-]{0,80})\s{0,9}=\s{0,9}(?:"([^"]{0,4000})"|'([^']{0,4000})')/g

/**
 * Reads a text that begins with `<` as XML: elements and attributes become fields. Undefined for HTML and for incomplete
 * XML.
 */
export function xml(given: string): PasteLayer | undefined {
  if (given.length > longest || !mayHaveRows(given)) return undefined
  if (!/>\s{0,1000}$/.test(given)) return undefined
  const root: XmlElement = { name: '', fields: [], text: '' }
  const open: XmlElement[] = [root]
  let end = 0
  const text = withoutComments(given)
  for (const found of text.matchAll(tag)) {
    const [all, closing, name = '', attributes = '', empty] = found
    const top = open.at(-1) ?? root
    top.text += resolved(text.slice(end, found.index))
    end = found.index + all.length
    if (name === '') continue
    if (ofHtml.test(name)) return undefined
    if (closing === '/') {
      if (open.length < 2 || top.name !== name) return undefined
      close(open)
    } else {
      if (open.length > deepest) return undefined
      open.push({ name, fields: fieldsOf(attributes), text: '' })
      if (empty === '/') close(open)
    }
  }
  const isWhole = open.length === 1 && root.text.trim() === '' && text.slice(end).trim() === ''
  return isWhole && root.fields.length > 0 ? one('table', JSON.stringify(objectOf(root))) : undefined
}

/** Removes comments from XML, and replaces CDATA sections by ordinary escaped text. */
function withoutComments(text: string): string {
  const [first = '', ...others] = text.split('<!--')
  const plain = first + others.map((part) => (part.includes('-->') ? part.slice(part.indexOf('-->') + 3) : '')).join('')
  const [start = '', ...sections] = plain.split('<![CDATA[')
  const escaped = (part: string) => part.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return (
    start +
    sections.map((part) => escaped(part.split(']]>')[0] ?? '') + part.split(']]>').slice(1).join(']]>')).join('')
  )
}

function fieldsOf(attributes: string): [string, unknown][] {
  return [...attributes.matchAll(attribute)].map(([, name = '', double, single]) => [
    name,
    resolved(double ?? single ?? ''),
  ])
}

function close(open: XmlElement[]): void {
  const element = open.pop()
  const parent = open.at(-1)
  if (element && parent) parent.fields.push([element.name.replace(/^.*:/, ''), elementValue(element)])
}

function elementValue(element: XmlElement): unknown {
  const text = element.text.trim()
  if (element.fields.length === 0) return text
  if (text !== '') return fromPairs([...element.fields, ['#text', text]])
  // In a property list, the element `key` contains the name, and the next element contains the value.
  const isList = element.name === 'dict' && element.fields.every(([name], at) => (name === 'key') === (at % 2 === 0))
  if (isList) {
    return fromPairs(
      element.fields.flatMap(([, key], at): [string, unknown][] =>
        at % 2 === 0 ? [[String(key), element.fields[at + 1]?.[1]]] : [],
      ),
    )
  }
  return objectOf(element)
}

/** Returns the fields as an object; fields with the same name become one list. */
function objectOf({ fields }: XmlElement): unknown {
  const byName = new Map<string, unknown[]>()
  for (const [name, value] of fields) byName.set(name, [...(byName.get(name) ?? []), value])
  const [first, ...others] = byName
  // Elements that all have the same name are a list: `<add key="…" value="…"/>`.
  if (first && others.length === 0 && first[1].length > 1) return first[1]
  return fromPairs([...byName].map(([name, values]) => [name, values.length > 1 ? values : values[0]]))
}
