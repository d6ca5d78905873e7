import { also, listOf, object, optional, plain, type Shape, sizedText } from '../../shape/shape.ts'

type Keys = Readonly<Record<string, Shape<unknown>>>

interface GroupRules {
  /** The required keys; all other keys are optional. */
  readonly needs?: readonly string[]
  /** Whether Slack refuses unknown keys. */
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
/** A list that must not be empty: Slack expects the key to be absent instead. */
export const filled = (entry: Shape<unknown>, most: number, unique = false) => listOf(entry, { least: 1, most, unique })

/** Whether the text is one address with a scheme and without spaces. `new URL` refuses hosts such as 300.1.1.1. */
export function isAddress(text: string): boolean {
  return URL.canParse(text) && !/^https?:\/\/\/|\s|[,;]\s{0,5}https?:\/\//i.test(text)
}

export const httpAddress = plain<string>(
  'an http or https address',
  (value) => typeof value === 'string' && /^https?:\/\/[^/]/.test(value) && isAddress(value),
)
