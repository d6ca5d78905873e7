import { isRecord } from './record.ts'

/** What is wrong at one path of a value. The module that reads the file writes the message. */
export type ShapeFault =
  | { readonly is: 'other'; readonly value: unknown; readonly means: string; readonly sizes?: Sizes | undefined }
  | { readonly is: 'size'; readonly found: number; readonly value: unknown; readonly sizes: Sizes }
  | { readonly is: 'missing' }
  /** A key of an object without fixed keys does not fit the shape for keys. */
  | { readonly is: 'name'; readonly key: string; readonly means: string }
  | { readonly is: 'unknown key'; readonly key: string; readonly known: readonly string[]; readonly closed: boolean }
  | { readonly is: 'twice'; readonly first: number; readonly value: unknown }

/** Minimum and maximum number of characters or entries, both included. */
export interface Sizes {
  readonly least: number
  readonly most: number
}

/** A fault and its path, from the innermost step to the outermost. */
export interface ShapeFinding {
  readonly fault: ShapeFault
  readonly inward: (string | number)[]
}

/** Describes the values of the type `T`, and finds faults in a value. */
export interface Shape<T> {
  /** What the shape accepts, in words that follow "expected": `a text`. */
  readonly means: string
  /** Whether an object may lack the key with this shape. */
  readonly optional: boolean
  /**
   * The type of which every value fits. Lists and objects look at it before they call `find`: a file of a thousand
   * installations has 50,000 such values, and calls take most of the time of a check that runs once.
   */
  readonly every?: 'string' | 'number' | 'boolean' | undefined
  /** Returns what does not fit; undefined when the value fits. Without `all`, it stops at the first finding. */
  find(value: unknown, all: boolean): ShapeFinding[] | undefined
  /** Shows the compiler the type `T` of the shape. No shape has this field at run time. */
  readonly type?: T
}

const found = (fault: ShapeFault): ShapeFinding[] => [{ fault, inward: [] }]

/** Returns the shape of the values for which `fits` returns true. */
export function plain<T>(means: string, fits: (value: unknown) => boolean, every?: Shape<T>['every']): Shape<T> {
  return {
    means,
    optional: false,
    every,
    find: (value) => (fits(value) ? undefined : found({ is: 'other', value, means })),
  }
}

function ofType<T>(every: NonNullable<Shape<T>['every']>, means: string): Shape<T> {
  return plain(means, (value) => typeof value === every, every)
}

export const anything = plain<unknown>('anything', () => true)
export const text = ofType<string>('string', 'a text')
export const count = ofType<number>('number', 'a number')
export const wholeNumber = plain<number>('a whole number', Number.isInteger)
export const flag = ofType<boolean>('boolean', 'true or false')
export const record = plain<Record<string, unknown>>('an object', isRecord)

/** Returns the shape of a text that matches a pattern. */
export function like(pattern: RegExp, means: string): Shape<string> {
  return plain(means, (value) => typeof value === 'string' && pattern.test(value))
}

/** Returns the shape of a text with a minimum and maximum number of characters. */
export function sizedText(sizes: Sizes, means = text.means): Shape<string> {
  return {
    means,
    optional: false,
    find(value) {
      if (typeof value !== 'string') return found({ is: 'other', value, means, sizes })
      const { length } = value
      return length < sizes.least || length > sizes.most
        ? found({ is: 'size', found: length, value, sizes })
        : undefined
    },
  }
}

/** Returns the shape of values that fit both shapes. The second shape sees only values that fit the first. */
export function also<T>(first: Shape<unknown>, second: Shape<T>): Shape<T> {
  const { means, optional } = first
  return { means, optional, find: (value, all) => first.find(value, all) ?? second.find(value, all) }
}

export function oneOf<const T extends string | number>(...known: readonly T[]): Shape<T> {
  const all: readonly unknown[] = known
  return plain(known.length === 1 ? String(known[0]) : `one of ${known.join(', ')}`, (value) => all.includes(value))
}

export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return { ...shape, find: (value, all) => (value === null ? undefined : shape.find(value, all)) }
}

/** Returns the shape for an optional key of an object. */
export function optional<T>(shape: Shape<T>): Shape<T | undefined> {
  return { ...shape, optional: true, find: (value, all) => (value === undefined ? undefined : shape.find(value, all)) }
}

export interface ListSizes extends Partial<Sizes> {
  /** Whether each entry may occur only once. */
  readonly unique?: boolean
}

export function listOf<T>(
  entry: Shape<T>,
  { least = 0, most = Number.MAX_SAFE_INTEGER, unique = false }: ListSizes = {},
): Shape<T[]> {
  const means = least > 0 ? 'a list with at least one entry' : 'a list'
  const sizes = { least, most }
  return {
    means,
    optional: false,
    find(value, all) {
      if (!Array.isArray(value)) return found({ is: 'other', value, means, sizes })
      const list: readonly unknown[] = value
      let findings: ShapeFinding[] | undefined
      if (list.length < least || list.length > most) findings = found({ is: 'size', found: list.length, value, sizes })
      // No object is created for an entry that fits: a file of ten thousand installations has about 400,000 such
      // entries.
      for (let index = 0; index < list.length && index < most; index += 1) {
        if (findings && !all) break
        if (typeof list[index] !== entry.every) findings = within(index, entry.find(list[index], all), findings)
        const first = unique ? list.indexOf(list[index]) : index
        if (first < index) findings = within(index, found({ is: 'twice', first, value: list[index] }), findings)
      }
      return findings
    },
  }
}

/** How to treat keys without a shape: ignore them, report them as unknown, or report them as not allowed. */
export type OtherKeys = 'ignored' | 'open' | 'closed'

/** Returns the shape of an object. Each key of `T` needs a shape, so the compiler reports a new field without one. */
export function object<T>(
  fields: { readonly [K in keyof T]-?: Shape<T[K]> },
  others: OtherKeys = 'ignored',
  means = 'an object',
): Shape<T> {
  const shapes = new Map(Object.entries<Shape<unknown>>(fields))
  // Code that runs for the first time goes through two lists faster than through a list of pairs.
  const keys = [...shapes.keys()]
  const list = [...shapes.values()]
  const unfit = (value: unknown) => found({ is: 'other', value, means })
  return {
    means,
    optional: false,
    find(value, all) {
      if (!isRecord(value)) return unfit(value)
      if (all || others !== 'ignored') return ofAllKeys(value, { shapes, others, all })
      for (let index = 0; index < list.length; index += 1) {
        const key = keys[index] as string
        const shape = list[index] as Shape<unknown>
        const inside = value[key]
        if (typeof inside === shape.every || (inside === undefined && shape.optional)) continue
        const findings = inside === undefined ? found({ is: 'missing' }) : shape.find(inside, false)
        if (findings) return within(key, findings, undefined)
      }
      return undefined
    },
  }
}

/** Checks all keys of an object: missing keys first, then the rest in the order of the value. */
function ofAllKeys(
  value: Readonly<Record<string, unknown>>,
  { shapes, others, all }: { shapes: ReadonlyMap<string, Shape<unknown>>; others: OtherKeys; all: boolean },
): ShapeFinding[] | undefined {
  let findings: ShapeFinding[] | undefined
  for (const [key, { optional }] of shapes)
    if (!optional && value[key] === undefined) findings = within(key, found({ is: 'missing' }), findings)
  for (const [key, inside] of Object.entries(value)) {
    if (findings && !all) break
    const shape = shapes.get(key)
    if (shape) findings = inside === undefined ? findings : within(key, shape.find(inside, all), findings)
    else if (others !== 'ignored') {
      const closed = others === 'closed'
      findings = within(key, found({ is: 'unknown key', key, known: [...shapes.keys()], closed }), findings)
    }
  }
  return findings
}

/** Returns the shape of an object whose keys are not fixed; each key must fit the shape `name`. */
export function named<T>(entry: Shape<T>, { name = text, means = 'an object' } = {}): Shape<Record<string, T>> {
  return {
    means,
    optional: false,
    find(value, all) {
      if (!isRecord(value)) return found({ is: 'other', value, means })
      let findings: ShapeFinding[] | undefined
      for (const key in value) {
        if (findings && !all) break
        if (name.find(key, false)) findings = [...(findings ?? []), ...found({ is: 'name', key, means: name.means })]
        else findings = within(key, entry.find(value[key], all), findings)
      }
      return findings
    },
  }
}

/** Adds the findings inside a key or index to the earlier findings. */
function within(
  step: string | number,
  more: ShapeFinding[] | undefined,
  before: ShapeFinding[] | undefined,
): ShapeFinding[] | undefined {
  if (!more) return before
  for (const { inward } of more) inward.push(step)
  if (!before) return more
  for (const one of more) before.push(one)
  return before
}
