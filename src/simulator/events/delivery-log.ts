import type { FoundWrongAck } from './socket-acks.ts'
import type { Delivery, WrongAck } from './types.ts'

/** Maximum number of entries that a list returns; older ones are removed. */
const mostDeliveries = 500

/** A list that stores only its newest entries. */
export interface NewestEntries<Entry> {
  /** Number of entries since the start or the last reset, including those that are no longer stored. */
  readonly total: number
  /**
   * Returns the newest entries, oldest first.
   * @param since an earlier value of `total`; only entries that were added after it are returned
   */
  newest(since?: number): readonly Entry[]
}

export interface DeliveryLog extends NewestEntries<Delivery> {
  /** Returns the id for a new attempt: its number as text, from `1`. */
  nextId(): string
  add(delivery: Delivery): void
  /** The frames from apps that acknowledge no delivery. */
  readonly wrongAcks: NewestEntries<WrongAck>
  /** Adds a frame that acknowledges no delivery, and returns its entry. */
  addWrongAck(found: FoundWrongAck, at: number): WrongAck
  clear(): void
}

/** Creates an empty log of deliveries. The log is only in memory, because a later run does not need it. */
export function createDeliveryLog(): DeliveryLog {
  const deliveries = createNewestEntries<Delivery>()
  const wrongAcks = createNewestEntries<WrongAck>()
  let begun = 0
  return {
    get total() {
      return deliveries.total
    },
    nextId() {
      begun += 1
      return String(begun)
    },
    add: (delivery) => deliveries.add(delivery),
    newest: (since) => deliveries.newest(since),
    wrongAcks,
    addWrongAck(found, at) {
      const id = String(wrongAcks.total + 1)
      const entry = { id, at, kind: 'wrong_ack', by: 'socket', ok: false, ...found } as const
      wrongAcks.add(entry)
      return entry
    },
    clear() {
      deliveries.clear()
      wrongAcks.clear()
    },
  }
}

function createNewestEntries<Entry>(): NewestEntries<Entry> & { add(entry: Entry): void; clear(): void } {
  let entries: Entry[] = []
  let total = 0
  return {
    get total() {
      return total
    },
    add(entry) {
      total += 1
      entries.push(entry)
      // Remove many old entries at once, because it is slow to remove one old entry for each new entry.
      if (entries.length >= 2 * mostDeliveries) entries = entries.slice(-mostDeliveries)
    },
    newest(since = 0) {
      // If the total is smaller than `since`, a reset has set it back to 0.
      const fresh = total < since ? total : total - since
      return entries.slice(entries.length - Math.min(fresh, entries.length, mostDeliveries))
    },
    clear() {
      entries = []
      total = 0
    },
  }
}
