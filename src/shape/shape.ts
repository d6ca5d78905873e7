import { isRecord } from './record.ts'

/** What is wrong at one place of a value. The reader of the file says it in its own words. */
export type ShapeFault =
  | { readonly is: 'other'; readonly value: unknown; readonly means: string; readonly sizes?: Sizes | undefined }
  | { readonly is: 'size'; readonly found: number; readonly value: unknown; readonly sizes: Sizes }
  | { readonly is: 'missing' }
  /** Of an object whose keys are free: one that no entry can have. */
  | { readonly is: 'name'; readonly key: string; readonly means: string }
  | { readonly is: 'unknown key'; readonly key: string; readonly known: readonly string[]; readonly closed: boolean }
  | { readonly is: 'twice'; readonly first: number; readonly value: unknown }

/** Minimum and maximum number of characters or entries, both included. */
export interface Sizes {
  readonly least: number
  readonly most: number
}

/** A fault and the way to it, the innermost step first: a path is put together only where something is wrong. */
export interface ShapeFinding {
  readonly fault: ShapeFault
  readonly inward: (string | number)[]
}

/** The shape that a value must have to be a `T`. */
export interface Shape<T> {
  /** In words that follow "expected": `a text`. */
  readonly means: string
  /** Whether the key of an object may be left out. */
  readonly optional: boolean
  /** Undefined when the value fits. Without `all` the first finding is enough. */
  find(value: unknown, all: boolean): ShapeFinding[] | undefined
  /** Never there: it carries the type. */
  readonly type?: T
}

/** The type of the values that fit a shape. */
export type ValueOf<S> = S extends Shape<infer T> ? T : never

const found = (fault: ShapeFault): ShapeFinding[] => [{ fault, inward: [] }]

/** Anything that `fits` says is one. */
export function plain<T>(means: string, fits: (value: unknown) => boolean): Shape<T> {
  return {
    means,
    optional: false,
    find: (value) => (fits(value) ? undefined : found({ is: 'other', value, means })),
  }
}

export const anything = plain<unknown>('anything', () => true)
export const text = plain<string>('a text', (value) => typeof value === 'string')
export const count = plain<number>('a number', (value) => typeof value === 'number')
export const wholeNumber = plain<number>('a whole number', Number.isInteger)
export const flag = plain<boolean>('true or false', (value) => typeof value === 'boolean')
export const record = plain<Record<string, unknown>>('an object', isRecord)

/** A text that has to match a pattern. */
export function like(pattern: RegExp, means: string): Shape<string> {
  return plain(means, (value) => typeof value === 'string' && pattern.test(value))
}

/** A text of so many characters. */
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

/** What fits the first shape has to fit the second besides. */
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

/** The value of a key that may be left out. */
export function optional<T>(shape: Shape<T>): Shape<T | undefined> {
  return { ...shape, optional: true, find: (value, all) => (value === undefined ? undefined : shape.find(value, all)) }
}

export interface ListSizes extends Partial<Sizes> {
  /** No entry twice. */
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
      // A file of ten thousand installations has some 400,000 places that are right, so nothing is made for those.
      for (let index = 0; index < list.length && index < most; index += 1) {
        if (findings && !all) break
        findings = within(index, entry.find(list[index], all), findings)
        const first = unique ? list.indexOf(list[index]) : index
        if (first < index) findings = within(index, found({ is: 'twice', first, value: list[index] }), findings)
      }
      return findings
    },
  }
}

/** What becomes of keys that the shape does not name: no matter, reported as foreign, or reported as not allowed. */
export type OtherKeys = 'ignored' | 'open' | 'closed'

/** Every key of `T` has its shape: the compiler asks for one when the model gains a field. */
export function object<T>(
  fields: { readonly [K in keyof T]-?: Shape<T[K]> },
  others: OtherKeys = 'ignored',
  means = 'an object',
): Shape<T> {
  const shapes = new Map(Object.entries<Shape<unknown>>(fields))
  const list = [...shapes]
  const unfit = (value: unknown) => found({ is: 'other', value, means })
  return {
    means,
    optional: false,
    find(value, all) {
      if (!isRecord(value)) return unfit(value)
      if (all || others !== 'ignored') return ofAllKeys(value, { shapes, others, all })
      for (let index = 0; index < list.length; index += 1) {
        const [key, shape] = list[index] as [string, Shape<unknown>]
        const inside = value[key]
        if (inside === undefined && shape.optional) continue
        const findings = inside === undefined ? found({ is: 'missing' }) : shape.find(inside, false)
        if (findings) return within(key, findings, undefined)
      }
      return undefined
    },
  }
}

/** What is missing comes first, the rest in the order of the value. */
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

/** Values by names that follow no list; each name has to fit too. */
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

/** Findings inside of a key or an index, added to those before. */
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
