import type { Mark } from './cursor.ts'

/** The content between two brackets: fields with a name, and values without a name. */
export interface Members {
  readonly pairs: [string, unknown][]
  readonly items: unknown[]
  commas: number
}

/** Keys that can change an object's prototype when the object is copied. */
const dangerous = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Makes an object without a prototype from these fields. Skips fields without a value and fields with a dangerous name.
 */
export function fromPairs(pairs: Iterable<readonly [string, unknown]>): Record<string, unknown> {
  const made = Object.create(null) as Record<string, unknown>
  for (const [key, value] of pairs) if (value !== undefined && !dangerous.has(key)) made[key] = value
  return made
}

/** Makes an object of the members, or a list when no member has a name: `{a, b}` is a set in Python. */
export function plainValue({ pairs, items }: Members, opening: string, marks: Set<Mark>): unknown {
  if (pairs.length === 0) return opening === '{' && items.length === 0 ? fromPairs([]) : items
  if (items.length > 0 && !marks.has('ended early')) marks.add('unreadable')
  // PHP prints the elements of a list with their numbers.
  if (marks.has('php') && pairs.every(([key], index) => key === String(index))) return pairs.map(([, value]) => value)
  return fromPairs(pairs)
}

const wrappers = /^(?:OrderedDict|defaultdict|dict|Map|HashMap|MappingProxyType|mappingproxy|immutabledict)$/
const lists = /^(?:array|Array|list|List|set|Set|frozenset|tuple|Arrays\.asList|List\.of|Set\.of)$/

/**
 * Returns the value that a call `name(…)` in a text stands for: its named arguments, its only argument, or else the
 * source text of the call, for example for a date.
 */
export function shapeOfCall(name: string, members: Members, source: string, marks: Set<Mark>): unknown {
  const { pairs, items } = members
  const last = name.split(/[.\\]|::/).at(-1) ?? name
  if (/^(?:array|Array)$/.test(name) || name.endsWith(' Object')) marks.add('php')
  if (pairs.length > 0 && pairs.length >= items.length) return plainValue(members, '{', marks)
  const [first] = items
  if (wrappers.test(last)) {
    marks.add('python')
    const found = items.find((one) => typeof one === 'object' && one !== null) ?? []
    return Array.isArray(found) && found.every(isPair) ? fromPairs(found) : found
  }
  if (name.endsWith(' Object')) return fromPairs([])
  if (lists.test(last))
    return items.length === 1 && Array.isArray(first) && last.toLowerCase() !== 'array' ? first : items
  if (items.length === 1) return first
  const containers = items.filter((one) => typeof one === 'object' && one !== null)
  return containers.length === 1 ? containers[0] : source
}

function isPair(value: unknown): value is readonly [string, unknown] {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string'
}
