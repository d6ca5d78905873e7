import type { Delivery } from './types.ts'

/** How many deliveries are remembered, the newest. */
export const mostDeliveries = 500

export interface DeliveryLog {
  readonly total: number
  /** A number for an attempt that begins, as text: the first is 1. */
  nextId(): string
  add(delivery: Delivery): void
  /** Oldest first. */
  newest(): readonly Delivery[]
  clear(): void
}

/** In memory alone: what apps were sent is of no use to a later run. */
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
      // In one go for many: taking one off the front for each would cost more than the delivery.
      if (deliveries.length >= 2 * mostDeliveries) deliveries = deliveries.slice(-mostDeliveries)
    },
    newest: () => deliveries.slice(-mostDeliveries),
    clear() {
      deliveries = []
      total = 0
    },
  }
}
