import { inspect } from 'node:util'
import { stringify as toYaml } from 'yaml'

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** A notation in which people paste a JSON value. */
export interface PasteForm {
  readonly name: string
  /** False when the rendered text lacks types or the end of the value. */
  readonly whole: boolean
  /** True when the notation cannot nest fields, so that the tool needs Slack's field names. */
  readonly names?: boolean
  readonly render: (value: unknown) => string
}

/** Every notation in which people paste an answer. Each renders a JSON value. */
export const pasteForms: readonly PasteForm[] = [
  whole('JSON', (value) => JSON.stringify(value)),
  whole('indented JSON', (value) => JSON.stringify(value, null, 2)),
  whole('byte order mark and CRLF', (value) => `\ufeff${JSON.stringify(value, null, 2).replaceAll('\n', '\r\n')}\r\n`),
  whole('no-break spaces', (value) => `\u200b${spaced(value, '\u00a0')}\u200b`),
  whole('log line', (value) => `2026-11-24T01:58:00.123Z [main] INFO slack.oauth - response: ${JSON.stringify(value)}`),
  whole('log line with words behind', (value) => `[INFO] (web/4242): got ${JSON.stringify(value)} in 31 ms`),
  whole('docker compose', (value) =>
    JSON.stringify(value, null, 2)
      .split('\n')
      .map((line) => `web_1  | ${line}`)
      .join('\n'),
  ),
  whole('code fence', (value) => `I get this:\n\n\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\`\nWhy?`),
  whole('curl -v', (value) =>
    [
      '*   Trying 127.0.0.1:443...',
      '* Connected to slack.com (127.0.0.1) port 443 (#0)',
      '> POST /api/oauth.v2.access HTTP/2',
      '> Accept: */*',
      '> ',
      '{ [5 bytes data]',
      '< HTTP/2 200 ',
      '< content-type: application/json; charset=utf-8',
      '< ',
      '{ [412 bytes data]',
      JSON.stringify(value),
      '* Connection #0 to host slack.com left intact',
    ].join('\n'),
  ),
  whole('HTTP answer', (value) =>
    ['HTTP/1.1 200 OK', 'Content-Type: application/json', 'X-Info: {"a":1}', '', JSON.stringify(value)].join('\r\n'),
  ),
  whole('comments and trailing commas', commented),
  whole('single quotes', (value) => written(value, { ...javascript, key: single, string: single })),
  whole('JavaScript', (value) => `const answer = ${written(value, javascript)};`),
  whole('template quotes', (value) => written(value, { ...javascript, string: template })),
  whole('console.log', (value) => inspected(value, false)),
  whole('console.log in colour', (value) => inspected(value, true)),
  whole('Python dict', (value) => written(value, python)),
  whole('Python 2 dict', (value) => written(value, { ...python, key: unicode, string: unicode })),
  whole('Python OrderedDict', (value) => written(value, { ...python, wrap: orderedDict })),
  whole('Ruby hash', (value) => written(value, ruby)),
  whole('Ruby hash with symbols', (value) => written(value, { ...ruby, key: (key) => `:${JSON.stringify(key)}` })),
  { ...whole('PHP var_export', (value) => written(value, php)), names: true },
  whole('escaped JSON', (value) => JSON.stringify(JSON.stringify(value)).slice(1, -1)),
  whole('double-encoded', (value) => JSON.stringify(JSON.stringify(value))),
  whole('three times encoded', (value) => JSON.stringify(JSON.stringify(JSON.stringify(value)))),
  whole('string in a log line', (value) => `body: ${JSON.stringify(JSON.stringify(value))}, status: 200`),
  whole('HTML-escaped', (value) => `<pre>${html(JSON.stringify(value))}</pre>`),
  whole('SQL row', (value) => `INSERT INTO installs VALUES (1, 'T1', '${sql(JSON.stringify(value))}', NULL);`),
  whole('CSV row', (value) => `1,"${JSON.stringify(value).replaceAll('"', '""')}",x`),
  whole('percent-encoded', (value) => encodeURIComponent(JSON.stringify(value))),
  { ...whole('YAML', (value) => `# kept\n${toYaml(value)}# end\n`), names: true },
  lossy('smart quotes', (value) => JSON.stringify(value).replace(/"([^"]*)"/g, '“$1”')),
  lossy('PHP print_r', (value) => printR(value as Json, '')),
  lossy('Java toString', (value) => `Response(${bareFields(value as Json, '=', ', ', 'null')})`),
  lossy('Go %+v', (value) => `{${bareFields(value as Json, ':', ' ', '<nil>')}}`),
  lossy('form body', (value) => new URLSearchParams(flat(value as Json)).toString()),
  lossy('truncated', (value) => JSON.stringify(value).slice(0, -Math.ceil(JSON.stringify(value).length / 4))),
  lossy('elided', (value) => JSON.stringify(value, null, 2).replace(/,\s*"[^"]*":[^,[{]*\n\}$/, ',\n  ...\n}')),
]

function whole(name: string, render: (value: unknown) => string): PasteForm {
  return { name, whole: true, render }
}

function lossy(name: string, render: (value: unknown) => string): PasteForm {
  return { name, whole: false, render }
}

interface Language {
  readonly constants: readonly [string, string, string]
  readonly key: (key: string) => string
  readonly string: (text: string) => string
  readonly sign: string
  readonly object: readonly [string, string]
  readonly list: readonly [string, string]
  readonly wrap?: (entries: readonly (readonly [string, string])[]) => string
}

const identifier = /^[A-Za-z_$][\w$]*$/
const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g
const escaped = (text: string) =>
  text.replaceAll('\\', '\\\\').replace(control, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
const single = (text: string) => `'${escaped(text).replaceAll("'", "\\'")}'`
const template = (text: string) => `\`${escaped(text).replaceAll('`', '\\`').replaceAll('${', '\\${')}\``
const unicode = (text: string) => `u${single(text)}`

const javascript: Language = {
  constants: ['true', 'false', 'null'],
  key: (key) => (identifier.test(key) ? key : single(key)),
  string: single,
  sign: ': ',
  object: ['{ ', ' }'],
  list: ['[', ']'],
}
const python: Language = {
  constants: ['True', 'False', 'None'],
  key: single,
  string: single,
  sign: ': ',
  object: ['{', '}'],
  list: ['[', ']'],
}
const ruby: Language = {
  constants: ['true', 'false', 'nil'],
  key: (key) => JSON.stringify(key),
  string: (text) => JSON.stringify(text).replaceAll('#{', '\\#{'),
  sign: '=>',
  object: ['{', '}'],
  list: ['[', ']'],
}
const phpString = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
const php: Language = {
  constants: ['true', 'false', 'NULL'],
  key: phpString,
  string: phpString,
  sign: ' => ',
  object: ['array (\n', ',\n)'],
  list: ['array(', ')'],
}

function orderedDict(entries: readonly (readonly [string, string])[]): string {
  return `OrderedDict([${entries.map(([key, value]) => `(${key}, ${value})`).join(', ')}])`
}

function written(value: unknown, language: Language): string {
  const [yes, no, nothing] = language.constants
  if (value === null || value === undefined) return nothing
  if (typeof value === 'boolean') return value ? yes : no
  if (typeof value === 'string') return language.string(value)
  if (typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return around(language.list, value.map((one) => written(one, language)).join(', '))
  const entries = Object.entries(value).map(([key, one]) => [language.key(key), written(one, language)] as const)
  if (language.wrap) return language.wrap(entries)
  if (entries.length === 0) return language === php ? '(object) array (\n)' : '{}'
  return around(language.object, entries.map(([key, one]) => key + language.sign + one).join(', '))
}

function around([before, after]: readonly [string, string], inside: string): string {
  return before + inside + after
}

function inspected(value: unknown, colors: boolean): string {
  return inspect(value, { depth: null, maxArrayLength: null, maxStringLength: null, colors })
}

function spaced(value: unknown, space: string): string {
  return written(value, {
    ...python,
    constants: ['true', 'false', 'null'],
    key: JSON.stringify,
    string: JSON.stringify,
    sign: `:${space}`,
  })
}

function commented(value: unknown): string {
  const [first = '', ...rest] = JSON.stringify(value, null, 2).split('\n')
  const last = rest.pop() ?? ''
  return [`${first} // what Slack sent`, ...rest, '  /* and "this": { too */', `  ,${last}`].join('\n')
}

function html(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

function sql(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll("'", "''")
}

function printR(value: Json, indent: string): string {
  if (typeof value !== 'object' || value === null) return value === true ? '1' : value ? String(value) : ''
  const inner = `${indent}        `
  const lines = Object.entries(value).map(([key, one]) => `${indent}    [${key}] => ${printR(one, inner)}\n`)
  return `Array\n${indent}(\n${lines.join('')}${indent})\n`
}

function bareFields(value: Json, sign: string, between: string, nothing: string): string {
  return Object.entries(value ?? {})
    .map(([key, one]) => key + sign + bareValue(one, sign, between, nothing))
    .join(between)
}

function bareValue(value: Json, sign: string, between: string, nothing: string): string {
  if (value === null) return nothing
  if (Array.isArray(value)) return `[${value.map((one) => bareValue(one, sign, between, nothing)).join(between)}]`
  return typeof value === 'object' ? `{${bareFields(value, sign, between, nothing)}}` : String(value)
}

/** Returns nested fields as pairs with names such as `team[id]`, as form bodies have them. */
function flat(value: Json, path = ''): [string, string][] {
  if (typeof value !== 'object' || value === null) return [[path, value === null ? '' : String(value)]]
  return Object.entries(value).flatMap(([key, one]) => flat(one, path ? `${path}[${key}]` : key))
}
