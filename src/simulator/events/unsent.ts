/** The events that wait until their app has a Socket Mode connection. */
export interface UnsentEvents {
  /**
   * Stores an event for an app.
   * @param event `bring` is the function that sends the event; `until` is the time, in milliseconds since 1970 on the
   * simulator's clock, after which the event is not sent any more
   */
  add(appId: string, event: { readonly until: number; readonly bring: () => void }): void
  /** Sends the stored events of an app, oldest first, because the app has connected. */
  bringAll(appId: string): void
  clear(): void
}

interface UnsentEvent {
  readonly until: number
  readonly bring: () => void
}

/** Maximum number of events that are stored for one app; the oldest are removed first. */
const mostUnsent = 1000

/**
 * Creates the store of events for apps that are not connected. When an app in Socket Mode reconnects, Slack sends it
 * the missed events as retries (vercel/chat#666), but only within the time of the usual retries.
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
