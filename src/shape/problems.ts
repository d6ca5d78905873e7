import type { Shape, ShapeFault } from './shape.ts'

export interface Problem {
  /** As people write it: `oauth_config.scopes.bot[2]`; empty for the value itself. */
  readonly path: string
  /** The same in steps: keys and indexes. */
  readonly steps: readonly (string | number)[]
  readonly fault: ShapeFault
}

export function fits<T>(shape: Shape<T>, value: unknown): value is T {
  return shape.find(value, false) === undefined
}

/** All problems of a value: missing keys first, the rest in the order of the value. */
export function problemsOf(shape: Shape<unknown>, value: unknown): Problem[] {
  return read(shape, value, true)
}

/** The first of them, without a look at the rest. */
export function firstProblem(shape: Shape<unknown>, value: unknown): Problem | undefined {
  return read(shape, value, false)[0]
}

function read(shape: Shape<unknown>, value: unknown, all: boolean): Problem[] {
  return (shape.find(value, all) ?? []).map(({ fault, inward }) => {
    const steps = inward.toReversed()
    return { fault, steps, path: steps.reduce<string>(join, '') }
  })
}

/** `a.b`, `a[0]`; a key that is no plain word is in brackets. */
export function join(path: string, step: string | number): string {
  if (typeof step === 'number') return `${path}[${step}]`
  if (!/^[\w-]{1,60}$/.test(step)) return `${path}[${quote(step)}]`
  return path === '' ? step : `${path}.${step}`
}

/** A text from outside as it may be in a message. */
export function quote(value: string): string {
  return `“${value.length > 60 ? `${value.slice(0, 60)}…` : value}”`
}

/** The wrong value in words, to follow "found". */
export function nameOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a group of keys'
  if (typeof value === 'string') return quote(value)
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'something else'
}
