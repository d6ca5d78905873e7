import type { Hop } from '../../../browser/hop.ts'
import { shownUrl } from '../../../browser/urls.ts'
import { isLoopback } from '../../../net/is-loopback.ts'
import { control, type SimulatedDelivery } from '../../../simulator/control/client.ts'
import type { DriveStage } from '../types.ts'
import { simulatedApp } from './simulated-app.ts'

/** How an app gets Slack's events during a scenario. */
export interface EventWay {
  /** The connection over which the app gets events; null when the app gets no events. */
  readonly by: 'http' | 'socket' | null
  /**
   * The reason why the app gets no events, for example that it refuses the signature; null when it gets them. Also null
   * for an app that answers 404 at its address for events, because such an app handles none.
   */
  readonly problem: string | null
}

/**
 * Runs `work` while the simulator delivers events to the app in the way that the app subscribes: over the app's socket,
 * at the request URL of its manifest, or at the address in `--events-url`. As Slack does, the simulator delivers events
 * only to an address that answered the challenge. Restores the request URL afterwards, also when `work` fails.
 */
export async function withEvents<T>(
  { simulator, events }: DriveStage,
  clientId: string,
  work: (way: EventWay) => Promise<T>,
): Promise<T> {
  const { eventsBy, eventsUrl } = await simulatedApp(simulator, clientId)
  // The manifest of a deployed app names another computer, on which this app does not run.
  const isHere = eventsUrl !== null && URL.canParse(eventsUrl) && isLoopback(new URL(eventsUrl)) && !events.isGiven
  if (eventsBy === 'socket' || isHere) return await work({ by: eventsBy, problem: null })
  const set = (url: string | null) =>
    control(simulator, 'setRequestUrl', { clientId, url, early: true, keep: true }, ['problem', 'status', 'before'])
  const { problem, status, before } = await set(events.url.href)
  try {
    if (problem === null) return await work({ by: 'http', problem })
    await set(before)
    return await work({ by: null, problem: status === 404 ? null : problem })
  } finally {
    await set(before)
  }
}

/** Returns the deliveries over HTTP as requests of a report. */
export function deliveryHops(deliveries: readonly SimulatedDelivery[]): readonly Hop[] {
  return deliveries
    .filter(({ by, kind }) => by === 'http' && kind === 'event')
    .map(({ to, status, what }) => ({
      ...{ verb: 'POST', url: to === null ? '' : shownUrl(new URL(to)), at: 'app', status },
      ...{ sent: [], set: [], deleted: [], lost: [], means: `Slack’s event ${what}, signed` },
    }))
}
