import { CliError } from '../errors.ts'
import { nearest } from '../slack/facts/nearest.ts'

/**
 * Returns the value at a path in a result, such as `team.id` or `0.user`; undefined when there is none. A name applied to
 * a list is applied to each of its items, so `name` of a list of installations is the list of their names.
 */
export function pickField(value: unknown, path: string): unknown {
  const keys = path.split('.').filter((key) => key !== '')
  return keys.reduce<unknown>(step, value)
}

function step(value: unknown, key: string): unknown {
  if (Array.isArray(value)) {
    if (/^\d{1,9}$/.test(key)) return value[Number(key)] as unknown
    const found = value.map((item) => step(item, key)).filter((item) => item !== undefined)
    return found.length > 0 || value.length === 0 ? found : undefined
  }
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined
}

/** Returns the paths of a result, each with its keys separated by dots: those that a hint lists. */
export function fieldNames(value: unknown): readonly string[] {
  const first: unknown = Array.isArray(value) ? value[0] : value
  if (typeof first !== 'object' || first === null) return []
  return Object.entries(first).flatMap(([key, one]) => {
    const inner = typeof one === 'object' && one !== null && !Array.isArray(one) ? Object.keys(one) : []
    return inner.length > 0 && inner.length <= 6 ? inner.map((below) => `${key}.${below}`) : [key]
  })
}

const mostPaths = 2000

/** Returns all paths of a result, at any depth. A list counts as its first item, because a name applies to each. */
function allPaths(value: unknown): readonly string[] {
  const paths: string[] = []
  const open: (readonly [string, unknown])[] = [['', value]]
  for (let at = 0; at < open.length && paths.length < mostPaths; at++) {
    const [path, one] = open[at] ?? ['', undefined]
    const inner: unknown = Array.isArray(one) ? one[0] : one
    if (path !== '' && open[at]?.[1] !== inner) {
      open.push([path, inner])
      continue
    }
    if (path !== '') paths.push(path)
    if (typeof inner !== 'object' || inner === null) continue
    for (const [key, below] of Object.entries(inner)) open.push([path === '' ? key : `${path}.${key}`, below])
  }
  return paths
}

/** Returns the paths that may be meant: first those that end in the same name, then those with a similar one. */
function meantPaths(value: unknown, wanted: string): readonly string[] {
  const last = (path: string) => path.slice(path.lastIndexOf('.') + 1)
  const paths = allPaths(value)
  const name = last(wanted)
  const same = paths.filter((path) => path.endsWith(`.${wanted}`))
  if (same.length > 0) return same.slice(0, 3)
  const named = paths.filter((path) => last(path).toLowerCase() === name.toLowerCase())
  if (named.length > 0) return named.slice(0, 3)
  const near = nearest(name, [...new Set(paths.map(last))], 2)
  return paths.filter((path) => near.includes(last(path))).slice(0, 3)
}

/** Returns the text of a value: a text or number unchanged, a list with an item on each line, an object as JSON. */
export function fieldText(value: unknown, json: (value: unknown) => string): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map((item) => fieldText(item, json)).join('\n')
  return typeof value === 'string' ? value : json(value)
}

/** Returns the field of a result that has this path. @throws CliError with the names of the fields that it has */
export function fieldOf(value: unknown, path: string): unknown {
  const found = pickField(value, path)
  if (found !== undefined) return found
  throw new CliError('usage', `The command has run; its result has no field “${path}”`, {
    code: 'no_such_field',
    hint: hintFor(value, path),
  })
}

const mostNames = 12

function hintFor(value: unknown, path: string): string {
  const names = fieldNames(value)
  if (names.length === 0) return 'To see the whole result: --json'
  const meant = meantPaths(value, path)
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more (to see all: --json)` : ''
  const listed = `It has: ${names.slice(0, mostNames).join(', ')}${more}`
  return meant.length > 0 ? `Did you mean ${meant.join(', ')}? ${listed}` : listed
}
