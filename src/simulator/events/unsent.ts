/** Stores events for apps without a connection, until they have one. */
export interface UnsentEvents {
  /**
   * Stores an event.
   * @param until milliseconds since 1970, by the clock of the simulator; after it, the event is not sent
   */
  add(appId: string, event: { readonly until: number; readonly bring: () => void }): void
  /** Sends the stored events of a connected app, oldest first. */
  bringAll(appId: string): void
  clear(): void
}

interface UnsentEvent {
  readonly until: number
  readonly bring: () => void
}

/** Number of stored events of one app; the oldest are removed. */
const mostUnsent = 1000

/**
 * Creates a store for events that Slack sends after an app in Socket Mode has reconnected: the missed events arrive as
 * retries (vercel/chat#666), at the times of the usual retries.
 */
export function createUnsent(now: () => number): UnsentEvents {
  const unsent = new Map<string, UnsentEvent[]>()
  return {
    add(appId, entry) {
      const others = (unsent.get(appId) ?? []).filter(({ until }) => until >= now())
      unsent.set(appId, [...others.slice(1 - mostUnsent), entry])
    },
    bringAll(appId) {
      const entries = unsent.get(appId) ?? []
      unsent.delete(appId)
      for (const { until, bring } of entries) if (until >= now()) bring()
    },
    clear: () => unsent.clear(),
  }
}
