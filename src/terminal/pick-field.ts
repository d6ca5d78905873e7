import { CliError } from '../errors.ts'

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

/** Returns the paths of a result, for a hint: at most `most`, each with its keys separated by dots. */
export function fieldNames(value: unknown, most = 12): readonly string[] {
  const first: unknown = Array.isArray(value) ? value[0] : value
  if (typeof first !== 'object' || first === null) return []
  return Object.entries(first)
    .flatMap(([key, one]) => {
      const inner = typeof one === 'object' && one !== null && !Array.isArray(one) ? Object.keys(one) : []
      return inner.length > 0 && inner.length <= 6 ? inner.map((below) => `${key}.${below}`) : [key]
    })
    .slice(0, most)
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
  const names = fieldNames(value)
  throw new CliError('usage', `The command has run; its result has no field “${path}”`, {
    code: 'no_such_field',
    hint: names.length > 0 ? `It has: ${names.join(', ')}` : 'To see the whole result: --json',
  })
}
