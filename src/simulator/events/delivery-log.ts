import type { Delivery } from './types.ts'

/** Maximum number of deliveries that the log returns; older ones are removed. */
export const mostDeliveries = 500

export interface DeliveryLog {
  readonly total: number
  /** Returns the number of a new attempt, as text, from 1. */
  nextId(): string
  add(delivery: Delivery): void
  /** The stored deliveries, oldest first. */
  newest(): readonly Delivery[]
  clear(): void
}

/** Creates the log of deliveries. It exists only in memory, because a later run does not need it. */
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
      // Many are removed at once, because removing one for each delivery would be slow.
      if (deliveries.length >= 2 * mostDeliveries) deliveries = deliveries.slice(-mostDeliveries)
    },
    newest: () => deliveries.slice(-mostDeliveries),
    clear() {
      deliveries = []
      total = 0
    },
  }
}
