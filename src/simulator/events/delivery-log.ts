import type { Delivery } from './types.ts'

/** Number of stored deliveries, the newest. */
export const mostDeliveries = 500

export interface DeliveryLog {
  readonly total: number
  /** The number of a new attempt, as text: the first is 1. */
  nextId(): string
  add(delivery: Delivery): void
  /** Oldest first. */
  newest(): readonly Delivery[]
  clear(): void
}

/** In memory only: a later run does not need the deliveries. */
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
      // Removed in groups: removing the first element each time would cost more than the delivery.
      if (deliveries.length >= 2 * mostDeliveries) deliveries = deliveries.slice(-mostDeliveries)
    },
    newest: () => deliveries.slice(-mostDeliveries),
    clear() {
      deliveries = []
      total = 0
    },
  }
}
