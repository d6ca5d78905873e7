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
  /** The reason why the app gets no events, for example that it refuses the signature; null when it gets them. */
  readonly problem: string | null
}

/**
 * Runs `work` while the simulator delivers events to the app in the way that the app subscribes: over the app's socket,
 * at the request URL of its manifest, or at the address in `--events-url`. As Slack does, the simulator delivers events
 * only to an address that answered the challenge. Restores the request URL afterwards, also when `work` fails.
 */
export async function withEvents<T>(
  stage: DriveStage,
  clientId: string,
  work: (way: EventWay) => Promise<T>,
): Promise<T> {
  const { simulator, events } = stage
  const { eventsBy, eventsUrl } = await simulatedApp(simulator, clientId)
  // The manifest of a deployed app names another computer, on which this app does not run.
  const isHere = eventsUrl !== null && URL.canParse(eventsUrl) && isLoopback(new URL(eventsUrl)) && !events.isGiven
  if (eventsBy === 'socket' || isHere) return await work({ by: eventsBy, problem: null })
  const set = (url: string | null) =>
    control(simulator, 'setRequestUrl', { clientId, url, early: true, keep: true }, ['problem', 'status', 'before'])
  const { problem: refused, status, before } = await set(events.url.href)
  const other = events.isGiven ? '' : '; --events-url names another address'
  const problem =
    refused !== null && status !== null && status >= 400
      ? `${events.url.pathname} answered ${status} and did not answer with the challenge${other}`
      : refused
  try {
    if (problem === null) return await work({ by: 'http', problem })
    await set(before)
    return await work((await connects(stage, clientId)) ? { by: 'socket', problem: null } : { by: null, problem })
  } finally {
    await set(before)
  }
}

/** How long an app that answers requests may take to ask Slack for the URL of its socket, in milliseconds. */
const longestAsking = 500

/** How long an app may take to connect its socket after it asked Slack for the URL, in milliseconds. */
const longestConnecting = 3000

/** The simulators whose app has not asked for a socket in time. Only one scenario waits for an app without a socket. */
const withoutSocket = new WeakSet<DriveStage['simulator']>()

/** Whether an app that has just started is connecting its socket. Waits until the socket is connected. */
async function connects(stage: DriveStage, clientId: string): Promise<boolean> {
  const { simulator } = stage
  const { id } = await simulatedApp(simulator, clientId)
  const asks = async () => {
    const { log } = await control(simulator, 'log', {}, ['log'])
    return log.some(({ what, as }) => what === 'apps.connections.open' && as === `app:${id}`)
  }
  if (!(await within(withoutSocket.has(simulator) ? 0 : longestAsking, asks, stage))) {
    withoutSocket.add(simulator)
    return false
  }
  const isConnected = async () => (await simulatedApp(simulator, clientId)).eventsBy === 'socket'
  return await within(longestConnecting, isConnected, stage)
}

/** Whether `holds` becomes true within a time in milliseconds. */
async function within(
  longest: number,
  holds: () => Promise<boolean>,
  { clock, signal }: Pick<DriveStage, 'clock' | 'signal'>,
): Promise<boolean> {
  for (let waited = 0; waited <= longest; waited += 50) {
    if (await holds()) return true
    if (waited < longest) await clock.sleep(50, signal)
  }
  return false
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
