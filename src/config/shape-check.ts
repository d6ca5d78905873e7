/**
 * Returns what is wrong with a value, `.bot.token is not a text`; undefined when it is as it should be. Where it is
 * gets put together on the way back only: a thousand installations have some 40,000 places that are right. For the same
 * reason the loops count instead of making iterators.
 */
export type ShapeCheck = (value: unknown) => string | undefined

export const text: ShapeCheck = (value) => (typeof value === 'string' ? undefined : ' is not a text')
export const count: ShapeCheck = (value) => (typeof value === 'number' ? undefined : ' is not a number')
export const flag: ShapeCheck = (value) => (typeof value === 'boolean' ? undefined : ' is not true or false')
export const record: ShapeCheck = (value) => (isRecord(value) ? undefined : ' is not an object')

export const oneOf =
  (...known: readonly string[]): ShapeCheck =>
  (value) =>
    known.includes(value as string) ? undefined : ` is none of ${known.join(', ')}`

export const orNull =
  (check: ShapeCheck): ShapeCheck =>
  (value) =>
    value === null ? undefined : check(value)

export const optional =
  (check: ShapeCheck): ShapeCheck =>
  (value) =>
    value === undefined ? undefined : check(value)

export const listOf =
  (check: ShapeCheck): ShapeCheck =>
  (value) => {
    if (!Array.isArray(value)) return ' is not a list'
    for (let index = 0; index < value.length; index += 1) {
      const problem = check(value[index])
      if (problem) return `[${index}]${problem}`
    }
    return undefined
  }

/** Every key of `T` has its check: the compiler asks for one when the model gains a field. */
export function objectOf<T>(fields: { readonly [K in keyof T]-?: ShapeCheck }): ShapeCheck {
  const keys = Object.keys(fields)
  const checks = Object.values<ShapeCheck>(fields)
  return (value) => {
    if (!isRecord(value)) return ' is not an object'
    for (let index = 0; index < keys.length; index += 1) {
      const key = keys[index] as string
      const problem = checks[index]?.(value[key])
      if (problem) return `.${key}${problem}`
    }
    return undefined
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
