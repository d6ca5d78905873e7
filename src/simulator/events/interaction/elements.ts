import { isRecord } from '../../../shape/record.ts'

export type Fields = Readonly<Record<string, unknown>>

/** An interactive element and its block. */
export interface FoundElement {
  readonly element: Fields & { readonly type: string }
  readonly actionId: string
  readonly blockId: string
  /** Whether the element is in an input block, whose value is sent when the view is submitted. */
  readonly isInput: boolean
}

/** Elements that a person can use (docs.slack.dev/reference/block-kit/block-elements). */
const interactive =
  /^(?:button|icon_button|feedback_buttons|workflow_button|checkboxes|radio_buttons|overflow|datepicker|timepicker|datetimepicker|(?:multi_)?(?:static|external|users|conversations|channels)_select|plain_text_input|rich_text_input|email_text_input|url_text_input|number_input|file_input)$/

/** Whether a person presses the element, and chooses nothing in it. False for radio buttons. */
export function isButton(type: string): boolean {
  return /^(?:(?:icon_|workflow_)?button|feedback_buttons)$/.test(type)
}

/**
 * Returns the interactive elements of blocks, in order. A missing id is derived from the position, so it is always the
 * same.
 */
export function elementsOf(blocks: unknown): FoundElement[] {
  if (!Array.isArray(blocks)) return []
  return blocks.filter(isRecord).flatMap((block, at) => {
    const blockId = typeof block['block_id'] === 'string' && block['block_id'] !== '' ? block['block_id'] : `b${at}`
    const isInput = block['type'] === 'input'
    const inside = [
      block['element'],
      block['accessory'],
      ...(Array.isArray(block['elements']) ? block['elements'] : []),
    ]
    return inside.filter(isRecord).flatMap((element, index) => {
      const { type, action_id: id } = element
      if (typeof type !== 'string' || !interactive.test(type)) return []
      const actionId = typeof id === 'string' && id !== '' ? id : `${blockId}a${index}`
      return [{ element: { ...element, type }, actionId, blockId, isInput }]
    })
  })
}

/** Returns the blocks with the ids that `elementsOf` derives, as Slack does. */
export function withIds(blocks: unknown): unknown {
  if (!Array.isArray(blocks)) return blocks
  return blocks.map((block: unknown, at) => {
    if (!isRecord(block)) return block
    const id = typeof block['block_id'] === 'string' && block['block_id'] !== '' ? block['block_id'] : `b${at}`
    return { ...block, block_id: id }
  })
}

/** Returns the options of an element, including options in groups. */
export function optionsOf({ options, option_groups: groups }: Fields): Fields[] {
  const own = Array.isArray(options) ? options.filter(isRecord) : []
  const grouped = Array.isArray(groups) ? groups.filter(isRecord).flatMap((group) => optionsOf(group)) : []
  return [...own, ...grouped]
}

/** Returns the text of a text object, or the text itself. */
export function plainText(value: unknown): string {
  if (typeof value === 'string') return value
  return isRecord(value) && typeof value['text'] === 'string' ? value['text'] : ''
}
