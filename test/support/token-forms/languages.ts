import type { Answer } from './form.ts'

/** How a programming language writes strings, booleans, null and maps. */
export interface Language {
  readonly yes: string
  readonly no: string
  readonly nothing: string
  readonly text: (text: string) => string
  readonly pair: (key: string, value: string) => string
  readonly map: (pairs: readonly string[], name: string) => string
}

type Value = string | boolean | null | { readonly [key: string]: Value }

export function print(answer: Answer, language: Language, name = ''): string {
  return printed({ ...answer }, language, name)
}

function printed(value: Value, language: Language, name: string): string {
  if (value === null) return language.nothing
  if (typeof value === 'boolean') return value ? language.yes : language.no
  if (typeof value === 'string') return language.text(value)
  const pairs = Object.entries(value).map(([key, one]) => language.pair(key, printed(one, language, key)))
  return language.map(pairs, name)
}

export const quoted = (text: string): string => JSON.stringify(text)
export const camel = (key: string): string => key.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase())
export const pascal = (key: string): string => {
  const text = camel(key)
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const braces = (pairs: readonly string[]) => `{${pairs.join(', ')}}`

export const ruby: Language = {
  ...{ yes: 'true', no: 'false', nothing: 'nil', text: quoted, map: braces },
  pair: (key, value) => `"${key}"=>${value}`,
}
export const python: Language = {
  ...{ yes: 'True', no: 'False', nothing: 'None', text: (text) => `'${text}'`, map: braces },
  pair: (key, value) => `'${key}': ${value}`,
}
export const elixir: Language = {
  ...{ yes: 'true', no: 'false', nothing: 'nil', text: quoted, map: (pairs) => `%${braces(pairs)}` },
  pair: (key, value) => `"${key}" => ${value}`,
}
export const php: Language = {
  ...{ yes: 'true', no: 'false', nothing: 'NULL', text: (text) => `'${text}'` },
  pair: (key, value) => `'${key}' => ${value},`,
  map: (pairs) => `array (\n${pairs.join('\n')}\n)`,
}
export const java: Language = {
  ...{ yes: 'true', no: 'false', nothing: 'null', text: (text) => text },
  pair: (key, value) => `${camel(key)}=${value}`,
  map: (pairs, name) => `${pascal(name) || 'OAuthV2AccessResponse'}(${pairs.join(', ')})`,
}
