import { isRecord } from '../../../shape/record.ts'

export type Fields = Readonly<Record<string, unknown>>

/** An interactive element of Block Kit, with facts about its block. */
export interface FoundElement {
  readonly element: Fields & { readonly type: string }
  readonly actionId: string
  readonly blockId: string
  /** Whether the element is in an input block. Its value is then sent when the view is submitted. */
  readonly isInput: boolean
  /** Whether the input can be empty: `optional: true` in its block. */
  readonly optional: boolean
  /** The label of the input block; undefined for any other block. */
  readonly label: unknown
  /**
   * Whether each use of the element is sent to the app at once. In an input block, this is true only with
   * `dispatch_action`.
   */
  readonly dispatches: boolean
}

/**
 * Returns the name of an element for messages: an input as `block id.action id`, because the inputs of a form often have
 * the same action id; any other element as its action id.
 */
export function elementName({ blockId, actionId, isInput }: FoundElement): string {
  return isInput ? `${blockId}.${actionId}` : actionId
}

/** The types of elements that a person can use (docs.slack.dev/reference/block-kit/block-elements). */
const interactive =
  /^(?:button|icon_button|feedback_buttons|workflow_button|checkboxes|radio_buttons|overflow|datepicker|timepicker|datetimepicker|(?:multi_)?(?:static|external|users|conversations|channels)_select|plain_text_input|rich_text_input|email_text_input|url_text_input|number_input|file_input)$/

/** Whether an element of this type is a button, which a person only presses. Radio buttons are not. */
export function isButton(type: string): boolean {
  return /^(?:(?:icon_|workflow_)?button|feedback_buttons)$/.test(type)
}

/**
 * Returns the interactive elements of blocks, in order. A missing `block_id` or `action_id` is made from the element's
 * position, so that every call returns the same id.
 */
export function elementsOf(blocks: unknown): FoundElement[] {
  if (!Array.isArray(blocks)) return []
  return blocks.filter(isRecord).flatMap((block, at) => {
    const blockId = typeof block['block_id'] === 'string' && block['block_id'] !== '' ? block['block_id'] : `b${at}`
    const isInput = block['type'] === 'input'
    const optional = block['optional'] === true
    const dispatches = !isInput || block['dispatch_action'] === true
    const inside = [
      block['element'],
      block['accessory'],
      ...(Array.isArray(block['elements']) ? block['elements'] : []),
    ]
    return inside.filter(isRecord).flatMap((element, index) => {
      const { type, action_id: id } = element
      if (typeof type !== 'string' || !interactive.test(type)) return []
      const actionId = typeof id === 'string' && id !== '' ? id : `${blockId}a${index}`
      return [
        { element: { ...element, type }, actionId, blockId, isInput, optional, label: block['label'], dispatches },
      ]
    })
  })
}

/**
 * Returns the blocks, each with a `block_id`. As in Slack, a missing id is added; it is the same id as in `elementsOf`.
 */
export function withIds(blocks: unknown): unknown {
  if (!Array.isArray(blocks)) return blocks
  return blocks.map((block: unknown, at) => {
    if (!isRecord(block)) return block
    const id = typeof block['block_id'] === 'string' && block['block_id'] !== '' ? block['block_id'] : `b${at}`
    return { ...block, block_id: id }
  })
}

/** Returns the options of an element, including the options in its groups. */
export function optionsOf({ options, option_groups: groups }: Fields): Fields[] {
  const own = Array.isArray(options) ? options.filter(isRecord) : []
  const grouped = Array.isArray(groups) ? groups.filter(isRecord).flatMap((group) => optionsOf(group)) : []
  return [...own, ...grouped]
}

/** Returns the text in a text object or in a plain string; an empty text for any other value. */
export function plainText(value: unknown): string {
  if (typeof value === 'string') return value
  return isRecord(value) && typeof value['text'] === 'string' ? value['text'] : ''
}
