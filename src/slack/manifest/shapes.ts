import { also, listOf, object, optional, type Shape, sizedText } from '../../shape/shape.ts'

type Keys = Readonly<Record<string, Shape<unknown>>>

interface GroupRules {
  /** The keys that must be there; every other may be left out. */
  readonly needs?: readonly string[]
  /** Whether Slack refuses any other key. */
  readonly closed?: boolean
}

export function group(keys: Keys, { needs = [], closed = false }: GroupRules = {}): Shape<object> {
  const fields = Object.entries(keys).map(
    ([key, shape]) => [key, needs.includes(key) ? shape : optional(shape)] as const,
  )
  return object<Record<string, unknown>>(Object.fromEntries(fields), closed ? 'closed' : 'open', 'a group of keys')
}

export const text = (least: number, most: number, form?: Shape<string>) => {
  const sized = sizedText({ least, most }, form?.means)
  return form ? also(sized, form) : sized
}
export const list = (entry: Shape<unknown>, most: number, unique = false) => listOf(entry, { most, unique })
/** Slack takes no empty list here: the key is left out. */
export const filled = (entry: Shape<unknown>, most: number, unique = false) => listOf(entry, { least: 1, most, unique })
