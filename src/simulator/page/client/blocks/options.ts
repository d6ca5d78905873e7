import { isPart, labelOf, type Part, partsOf, textOf } from '../fields.ts'

export interface Option {
  readonly value: string
  readonly label: string
  readonly part: Part
}

/** Returns the options in a list of option objects. */
export function optionsIn(list: unknown): Option[] {
  return partsOf(list).map((part) => ({ value: textOf(part['value']), label: labelOf(part['text']), part }))
}

/** Returns the chosen values of an element: from the draft, otherwise the stored values, otherwise the initial ones. */
export function chosenValues(draft: string | undefined, stored: unknown, element: Part): string[] {
  if (draft !== undefined) return manyIn(draft)
  const own = isPart(stored) ? stored : {}
  const many = own['selected_options'] ?? element['initial_options']
  if (Array.isArray(many)) return optionsIn(many).map(({ value }) => value)
  const one = own['selected_option'] ?? element['initial_option']
  if (isPart(one)) return [textOf(one['value'])]
  for (const name of ['user', 'channel', 'conversation']) {
    const ids = own[`selected_${name}s`] ?? element[`initial_${name}s`]
    if (Array.isArray(ids)) return ids.map(textOf)
    const id = own[`selected_${name}`] ?? element[`initial_${name}`]
    if (typeof id === 'string') return [id]
  }
  return []
}

/**
 * Returns several values as one text: a JSON list, because a value can contain a comma. Without values, returns an
 * empty text.
 */
export function asTyped(values: readonly string[]): string {
  return values.length === 0 ? '' : JSON.stringify(values)
}

function manyIn(draft: string): string[] {
  if (!draft.startsWith('[')) return draft === '' ? [] : [draft]
  const list: unknown = JSON.parse(draft)
  return Array.isArray(list) ? list.map(textOf) : []
}
