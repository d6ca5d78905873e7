import type { ThreadStatus } from './agent-types.ts'
import type { Channel } from './content-types.ts'
import type { World } from './types.ts'

/** Maximum number of statuses that are stored; older ones are removed. */
const mostRemembered = 500
/** Milliseconds after which Slack removes a status (docs.slack.dev/reference/methods/assistant.threads.setStatus). */
const lifetime = 120_000

const isOf = (one: ThreadStatus, { channelId, ts }: Pick<ThreadStatus, 'channelId' | 'ts'>) =>
  one.channelId === channelId && one.ts === ts

/** Sets the status that an app shows in a thread while it works. An empty text removes the thread's status. */
export function setThreadStatus(world: World, status: Omit<ThreadStatus, 'at'>): void {
  const others = (world.state.threadStatuses ?? []).filter((one) => !isOf(one, status))
  const added = status.text === '' ? [] : [{ ...status, at: world.now() }]
  world.state.threadStatuses = [...others.slice(1 - mostRemembered), ...added]
  world.changed()
}

/** Returns the status of a thread; undefined when none is set or it is older than two minutes. */
export function threadStatus(world: World, thread: Pick<ThreadStatus, 'channelId' | 'ts'>): ThreadStatus | undefined {
  const found = world.state.threadStatuses?.find((one) => isOf(one, thread))
  return found && world.now() - found.at < lifetime ? found : undefined
}

/** Removes the app's status from a thread. In Slack, an answer of the app in the thread removes the status. */
export function clearThreadStatus(world: World, { id }: Channel, threadTs: string | undefined, appId: string): void {
  const all = world.state.threadStatuses
  if (!all || threadTs === undefined) return
  world.state.threadStatuses = all.filter((one) => !(isOf(one, { channelId: id, ts: threadTs }) && one.appId === appId))
}
