/** Events that no connection of their app could carry, until there is one. */
export interface UnsentEvents {
  /** @param until milliseconds since 1970, by the clock of the simulator: nothing comes later than that */
  add(appId: string, event: { readonly until: number; readonly bring: () => void }): void
  /** The app is connected: brings what it missed, oldest first. */
  bringAll(appId: string): void
  clear(): void
}

interface UnsentEvent {
  readonly until: number
  readonly bring: () => void
}

/** How many events of one app are remembered, the newest. */
const mostUnsent = 1000

/**
 * What Slack sends once an app in Socket Mode is back: what happened meanwhile, as retries (vercel/chat#666). Their time
 * is that of the usual retries.
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
