/** An object of Block Kit. An app wrote its fields, so each can have any type. */
export type Part = Readonly<Record<string, unknown>>

export function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Returns the objects in a list; an empty list for any other value. */
export function partsOf(value: unknown): readonly Part[] {
  return Array.isArray(value) ? value.filter(isPart) : []
}

/** Returns the value if it is a text; an empty text for any other value. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** Returns the text in a text object or in a plain string. */
export function labelOf(value: unknown): string {
  return isPart(value) ? textOf(value['text']) : textOf(value)
}
