/** A field of two JSON values, with both values. A value is undefined on the side where the field is missing. */
export interface Difference {
  /** The path of the field, for example `channels[C012AB3CD].is_member`. */
  readonly path: string
  readonly left: unknown
  readonly right: unknown
  readonly same: boolean
}

type NamedAnswer = Readonly<Record<string, unknown>>

/**
 * Compares two JSON values field by field, in the order of the left value. In lists, compares the items with the same
 * id, so the order of items does not matter.
 */
export function differences(left: unknown, right: unknown, path = ''): Difference[] {
  if (isRecord(left) && isRecord(right)) {
    return union(Object.keys(left), Object.keys(right)).flatMap((key) =>
      differences(own(left, key), own(right, key), path === '' ? key : `${path}.${key}`),
    )
  }
  const [one, other] = [byId(left), byId(right)]
  if (one && other && one.size + other.size > 0) {
    return union([...one.keys()], [...other.keys()]).flatMap((id) =>
      differences(one.get(id), other.get(id), `${path}[${id}]`),
    )
  }
  return [{ path, left, right, same: JSON.stringify(left) === JSON.stringify(right) }]
}

function union(one: readonly string[], other: readonly string[]): string[] {
  return [...new Set([...one, ...other])]
}

function own(value: NamedAnswer, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined
}

function isRecord(value: unknown): value is NamedAnswer {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Returns the items of a list by id; undefined when the value is not a list of objects with ids. */
function byId(value: unknown): Map<string, unknown> | undefined {
  if (!Array.isArray(value)) return undefined
  const items = new Map<string, unknown>()
  for (const item of value as unknown[]) {
    const id = isRecord(item) ? (item['id'] ?? item['ts'] ?? item['name']) : undefined
    if (typeof id !== 'string' || items.has(id)) return undefined
    items.set(id, item)
  }
  return items
}
