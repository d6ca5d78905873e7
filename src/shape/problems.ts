import type { Shape, ShapeFault } from './shape.ts'

export interface Problem {
  /** The path, as people write it: `oauth_config.scopes.bot[2]`; empty for the value itself. */
  readonly path: string
  /** The same path as keys and indexes. */
  readonly steps: readonly (string | number)[]
  readonly fault: ShapeFault
}

export function fits<T>(shape: Shape<T>, value: unknown): value is T {
  return shape.find(value, false) === undefined
}

/** Returns all problems of a value: missing keys first, the rest in the order of the value. */
export function problemsOf(shape: Shape<unknown>, value: unknown): Problem[] {
  return read(shape, value, true)
}

/** Returns the first problem of a value, without checking the rest. Undefined when there is none. */
export function firstProblem(shape: Shape<unknown>, value: unknown): Problem | undefined {
  return read(shape, value, false)[0]
}

function read(shape: Shape<unknown>, value: unknown, all: boolean): Problem[] {
  return (shape.find(value, all) ?? []).map(({ fault, inward }) => {
    const steps = inward.toReversed()
    return { fault, steps, path: steps.reduce<string>(join, '') }
  })
}

/** Appends a key or index to a path: `a.b`, `a[0]`. A key that is no plain word is quoted, in brackets. */
export function join(path: string, step: string | number): string {
  if (typeof step === 'number') return `${path}[${step}]`
  if (!/^[\w-]{1,60}$/.test(step)) return `${path}[${quote(step)}]`
  return path === '' ? step : `${path}.${step}`
}

/** Quotes a text from outside for a message, cut to 60 characters. */
export function quote(value: string): string {
  return `“${value.length > 60 ? `${value.slice(0, 60)}…` : value}”`
}

/** Describes a wrong value in words that follow "found". */
export function nameOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a group of keys'
  if (typeof value === 'string') return quote(value)
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'something else'
}
