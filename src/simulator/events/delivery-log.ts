import type { Delivery } from './types.ts'

/** Maximum number of deliveries that `newest` returns; older ones are removed. */
export const mostDeliveries = 500

export interface DeliveryLog {
  readonly total: number
  /** Returns the id for a new attempt: its number as text, from `1`. */
  nextId(): string
  add(delivery: Delivery): void
  /** Returns the newest deliveries, oldest first. */
  newest(): readonly Delivery[]
  clear(): void
}

/** Creates an empty log of deliveries. The log is only in memory, because a later run does not need it. */
export function createDeliveryLog(): DeliveryLog {
  let deliveries: Delivery[] = []
  let total = 0
  let begun = 0
  return {
    get total() {
      return total
    },
    nextId() {
      begun += 1
      return String(begun)
    },
    add(delivery) {
      total += 1
      deliveries.push(delivery)
      // Many deliveries are removed at once, because removing one for each new delivery is slow.
      if (deliveries.length >= 2 * mostDeliveries) deliveries = deliveries.slice(-mostDeliveries)
    },
    newest: () => deliveries.slice(-mostDeliveries),
    clear() {
      deliveries = []
      total = 0
    },
  }
}
