import { isAgent } from '../../state/agent-prompts.ts'
import type { AssistantThread } from '../../state/agent-types.ts'
import { findAssistantThread, startAssistantThread } from '../../state/assistant-threads.ts'
import { openDirect } from '../../state/channels.ts'
import type { World } from '../../state/types.ts'
import { installedApps, notAddedHere } from '../interaction/common.ts'
import { subscriptionsOf } from '../subscriptions.ts'
import { findConversation, type Someone } from './find.ts'
import type { ActResult, Stage } from './stage.ts'

export interface OpenedAssistant {
  /** The id or name of the app; by default the newest installed app that is an assistant. */
  readonly app?: string | undefined
  /**
   * The channel that the person is viewing, `#general` or an id. It becomes the context of the thread; by default the
   * context is empty.
   */
  readonly in?: string | undefined
  /** The `ts` of an open thread whose context changes; undefined opens a new thread. */
  readonly thread?: string | undefined
}

/**
 * Opens a new thread with an assistant, or changes the context of an open thread because the person went to another
 * channel.
 * @throws TypeError when no installed app is an assistant, or the person does not see the channel or the thread
 */
export async function openAssistant(
  stage: Stage,
  someone: Someone,
  { app: name, in: place, thread: ts }: OpenedAssistant = {},
): Promise<ActResult & { readonly thread: AssistantThread }> {
  const { world, person } = someone
  const { app, bot } = findAssistant(world, name)
  const context: Record<string, string> = place === undefined ? {} : { channel_id: findConversation(someone, place).id }
  const channel = openDirect(world, [person.id, bot])
  const known = ts === undefined ? undefined : findAssistantThread(world, channel, ts)
  if (ts !== undefined && !known) throw new TypeError(`${person.name} has no thread ${ts} with the assistant`)
  let thread: AssistantThread | undefined
  const deliveries = await stage.events.deliveriesOf(() => {
    thread = known ?? startAssistantThread(world, { appId: app.id, person, channel, context })
    thread.context = context
    world.changed()
    world.happened(world, {
      what: 'assistant_thread',
      appId: app.id,
      userId: person.id,
      channel,
      threadTs: thread.ts,
      context,
      change: known ? 'context_changed' : 'started',
    })
  })
  if (!thread) throw new Error('the action did not run')
  return { deliveries, thread }
}

function findAssistant(world: World, name: string | undefined) {
  const named = installedApps(world).filter(({ app }) => name === undefined || app.id === name || app.name === name)
  for (const { app, install } of named) {
    if (install.botUserId && subscriptionsOf(app).assistant) return { app, bot: install.botUserId }
  }
  const agent = named.find(({ app }) => isAgent(app))
  if (agent)
    throw new TypeError(
      `${agent.app.name} is an agent (features.agent_view): people write to it in its messages tab. Open it: slack-tokens sim home --tab messages`,
    )
  throw new TypeError(
    named.length === 0
      ? `No app${name === undefined ? '' : ` ${name}`} is installed${notAddedHere(world)}`
      : `${named.map(({ app }) => app.name).join(', ')} is no assistant: features.assistant_view is missing in its manifest`,
  )
}
