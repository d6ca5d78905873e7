import type { AssistantThread } from './agent-types.ts'
import type { Channel } from './content-types.ts'
import { newTs } from './ids.ts'
import { addMessage, findMessage } from './messages.ts'
import type { Person, World } from './types.ts'
import { findInstall } from './users.ts'

/** Maximum number of threads that are stored; older ones are removed. */
const mostRemembered = 500

/**
 * Opens a new thread in the direct conversation between a person and an assistant's bot, and adds its first message.
 */
export function startAssistantThread(
  world: World,
  {
    appId,
    person,
    channel,
    context,
  }: Pick<AssistantThread, 'appId' | 'context'> & { person: Person; channel: Channel },
): AssistantThread {
  const install = findInstall(world, appId)
  const ts = newTs(world)
  const started: AssistantThread = { appId, userId: person.id, channelId: channel.id, ts, context, title: '' }
  // The thread is stored before its first message is added, because the event of that message needs the thread.
  world.state.assistantThreads = [...(world.state.assistantThreads ?? []).slice(1 - mostRemembered), started]
  addMessage(
    world,
    channel,
    {
      user: install?.botUserId ?? '',
      appId,
      ...(install?.botId && { botId: install.botId }),
      subtype: 'assistant_app_thread',
      text: 'New Assistant Thread',
      threadTs: ts,
    },
    ts,
  )
  return started
}

/**
 * Returns the assistant's thread with this `ts` in a channel; undefined when the thread does not exist or is an
 * ordinary thread.
 */
export function findAssistantThread(world: World, channel: Channel, ts: string): AssistantThread | undefined {
  return world.state.assistantThreads?.find((one) => one.channelId === channel.id && one.ts === ts)
}

/** Changes the title of a thread. The text of its first message changes too, so apps receive `message_changed`. */
export function renameAssistantThread(world: World, thread: AssistantThread, channel: Channel, title: string): void {
  thread.title = title
  const message = findMessage(channel, thread.ts)
  if (message) {
    const before = structuredClone(message)
    message.text = title
    world.happened(world, { what: 'message_changed', channel, message, before })
  }
  world.changed()
}
