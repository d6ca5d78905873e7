import type { Hop } from '../../../browser/hop.ts'
import { shownUrl } from '../../../browser/urls.ts'
import { CliError } from '../../../errors.ts'
import { control, type LoggedRequest, type SimulatedDelivery } from '../../../simulator/control/client.ts'
import { isHappy, reportEnd } from '../judge.ts'
import { settle } from '../settle.ts'
import type { DriveStage } from '../types.ts'
import type { Walker } from '../walk.ts'
import { deliveryHops } from './events.ts'

/** What an app did when it was used, or when it got an event. */
export interface AppReaction {
  /** The use or the event as text: `GET /hello`, `the event app_mention`. */
  readonly how: string
  /** The app's calls to Slack with a token. Calls that exchange a code or refresh a token are not included. */
  readonly calls: readonly LoggedRequest[]
  /** The refreshes of tokens. */
  readonly refreshes: readonly LoggedRequest[]
  /** How the app failed: its page has an error status, or it did not accept the event; undefined when it did not fail. */
  readonly failure: string | undefined
  /** The request of the browser or of Slack; undefined when the event came over a socket. */
  readonly hop: Hop | undefined
}

/** How long an app may take for its calls after it has answered, in milliseconds. */
const longestReaction = 1000
/** How long the app must be quiet until it counts as finished, in milliseconds. */
const quiet = 30

/**
 * Opens the address of `--use` in a browser, so that the app calls Slack. Returns undefined without that option.
 * @param enough returns whether the calls so far are all the expected calls; until then, this function waits for
 * further calls
 */
export async function use(
  stage: DriveStage,
  walker: Walker,
  enough: (calls: readonly LoggedRequest[]) => boolean = () => true,
): Promise<AppReaction | undefined> {
  if (!stage.use) return undefined
  const watch = await stage.watch()
  const before = walker.hops.length
  const end = await walker.comeBack(stage.use)
  await settle(stage, { quiet, most: longestReaction })
  const calls = await watch.until((seen) => !isHappy(end) || enough(withToken(seen)), longestReaction)
  return {
    how: `GET ${shownUrl(stage.use).replace(stage.use.origin, '')}`,
    calls: withToken(calls),
    refreshes: refreshesIn(calls),
    failure: isHappy(end) ? undefined : reportEnd(end),
    hop: walker.hops[before],
  }
}

export interface EventSource {
  /** The id of the app. */
  readonly appId: string
  /** The id of the person who acts. */
  readonly user: string
}

/**
 * Lets a person mention the app's bot in a channel. If the app then makes no call, lets the person open the app's home.
 * Returns undefined when the app got no event.
 * @param enough as in `use`
 */
export async function sendEvent(
  stage: DriveStage,
  { appId, user }: EventSource,
  enough: (calls: readonly LoggedRequest[]) => boolean = () => true,
): Promise<AppReaction | undefined> {
  const { simulator } = stage
  const { apps, channels } = await control(simulator, 'desk', { user }, ['apps', 'channels'])
  const bot = apps.find(({ id }) => id === appId)?.botUserId ?? null
  const [joint] = channels.filter(({ members, archived }) => !archived && members.includes(user) && isIn(members, bot))
  const watch = await stage.watch()
  const deliveries: SimulatedDelivery[] = []
  const act = async (work: Promise<{ readonly deliveries: readonly SimulatedDelivery[] }>) => {
    const own = (await tolerant(work))?.deliveries ?? []
    deliveries.push(...own.filter((one) => one.appId === appId))
    if (deliveries.length === 0) return []
    const calls = await watch.until((seen) => enough(withToken(seen)), longestReaction)
    // An app that answers first and acts afterwards has perhaps only begun.
    if (calls.length > 0) await settle(stage, { quiet, most: longestReaction })
    return calls.length > 0 ? await watch.calls() : []
  }
  const text = bot === null ? 'hello' : `<@${bot}> hello`
  let calls = joint ? await act(control(simulator, 'say', { channel: joint.id, text, user }, ['deliveries'])) : []
  if (calls.length === 0) calls = await act(control(simulator, 'home', { app: appId, user }, ['deliveries']))
  const [last] = deliveries.slice(-1)
  if (!last) return undefined
  const refused = deliveries.find(({ ok }) => !ok)
  return {
    how: `the event ${last.what}`,
    calls: withToken(calls),
    refreshes: refreshesIn(calls),
    failure: refused && `the event ${refused.what}: ${refused.error ?? refused.status}`,
    hop: deliveryHops(deliveries).at(-1),
  }
}

function isIn(members: readonly string[], bot: string | null): boolean {
  return bot === null || members.includes(bot)
}

/** Returns undefined when the simulator refuses an action, such as opening the home of an app without a home. */
async function tolerant<T>(work: Promise<T>): Promise<T | undefined> {
  return await work.catch((error: unknown) => {
    if (error instanceof CliError) return undefined
    throw error
  })
}

function withToken(calls: readonly LoggedRequest[]): readonly LoggedRequest[] {
  return calls.filter(({ owner, what }) => owner !== undefined && !what.startsWith('oauth.'))
}

/** Returns the calls that refresh a token. */
export function refreshesIn(calls: readonly LoggedRequest[]): readonly LoggedRequest[] {
  return calls.filter(({ what, args }) => what.startsWith('oauth.') && args['grant_type'] === 'refresh_token')
}
