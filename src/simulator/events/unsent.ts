/** Events for apps without a connection, until they have one. */
export interface UnsentEvents {
  /** @param until milliseconds since 1970, by the clock of the simulator: nothing is sent later than that */
  add(appId: string, event: { readonly until: number; readonly bring: () => void }): void
  /** Sends what a connected app missed, oldest first. */
  bringAll(appId: string): void
  clear(): void
}

interface UnsentEvent {
  readonly until: number
  readonly bring: () => void
}

/** Number of stored events of one app, the newest. */
const mostUnsent = 1000

/**
 * What Slack sends after an app in Socket Mode has reconnected: the missed events, as retries (vercel/chat#666), at the
 * times of the usual retries.
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
