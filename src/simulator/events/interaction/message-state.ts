import { isKeptBlock } from '../../../slack/facts/block-ids.ts'
import type { Message } from '../../state/content-types.ts'
import type { World } from '../../state/types.ts'
import { elementsOf, type FoundElement } from './elements.ts'
import { type ElementValue, elementValue } from './values.ts'
import { isStateful } from './views.ts'

/**
 * Returns the `state.values` of a message for a person: the values of all elements that have a state, also of elements
 * that the person did not change.
 */
export function messageState(
  world: World,
  message: Message,
  userId: string,
): Record<string, Record<string, ElementValue>> {
  const entered = enteredIn(message, userId)
  const values: Record<string, Record<string, ElementValue>> = {}
  for (const found of elementsOf(message.blocks)) {
    const { element, blockId, actionId } = found
    if (!isStateful(element.type)) continue
    const own = entered[blockId]?.[actionId]
    values[blockId] = {
      ...values[blockId],
      [actionId]: own?.['type'] === element.type ? { ...own, type: element.type } : elementValue(found, world),
    }
  }
  return values
}

/** Stores the value that a person entered in an element of a message. Other people do not see the value. */
export function fillInMessage(
  message: Message,
  userId: string,
  { blockId, actionId }: FoundElement,
  value: ElementValue,
): void {
  const entered = enteredIn(message, userId)
  const values = { ...entered, [blockId]: { ...entered[blockId], [actionId]: value } }
  message.entered = { ...message.entered, [userId]: { blocks: message.blocks, values } }
}

/** Returns what a person entered in the blocks that the message still has. */
function enteredIn(message: Message, userId: string): NonNullable<Message['entered']>[string]['values'] {
  const own = message.entered?.[userId]
  if (!own) return {}
  return Object.fromEntries(
    Object.entries(own.values).filter(([blockId]) => isKeptBlock(blockId, own.blocks, message.blocks)),
  )
}
