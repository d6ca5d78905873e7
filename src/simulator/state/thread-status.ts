import type { ThreadStatus } from './agent-types.ts'
import type { Channel } from './content-types.ts'
import type { World } from './types.ts'

/** Number of stored statuses, the newest. */
const mostRemembered = 500
/** Milliseconds after which Slack removes a status (docs.slack.dev/reference/methods/assistant.threads.setStatus). */
const lifetime = 120_000

const isOf = (one: ThreadStatus, { channelId, ts }: Pick<ThreadStatus, 'channelId' | 'ts'>) =>
  one.channelId === channelId && one.ts === ts

/** Shows what the app does at the moment, in any thread; an empty text removes it. */
export function setThreadStatus(world: World, status: Omit<ThreadStatus, 'at'>): void {
  const others = (world.state.threadStatuses ?? []).filter((one) => !isOf(one, status))
  const added = status.text === '' ? [] : [{ ...status, at: world.now() }]
  world.state.threadStatuses = [...others.slice(1 - mostRemembered), ...added]
  world.changed()
}

/** The status that people see in a thread. Slack removes it when the app answers, and after two minutes. */
export function threadStatus(world: World, thread: Pick<ThreadStatus, 'channelId' | 'ts'>): ThreadStatus | undefined {
  const found = world.state.threadStatuses?.find((one) => isOf(one, thread))
  return found && world.now() - found.at < lifetime ? found : undefined
}

/** Removes the status of a thread in which the app has answered. */
export function clearThreadStatus(world: World, { id }: Channel, threadTs: string | undefined, appId: string): void {
  const all = world.state.threadStatuses
  if (!all || threadTs === undefined) return
  world.state.threadStatuses = all.filter((one) => !(isOf(one, { channelId: id, ts: threadTs }) && one.appId === appId))
}
