import { isRecord } from '../../../shape/record.ts'
import { isAgent, setAgentPrompts } from '../../state/agent-prompts.ts'
import type { AssistantThread } from '../../state/agent-types.ts'
import { findAssistantThread, renameAssistantThread } from '../../state/assistant-threads.ts'
import { isMember } from '../../state/channels.ts'
import type { Channel } from '../../state/content-types.ts'
import { findMessage } from '../../state/messages.ts'
import { refuse, refuseArguments } from '../../state/refusal.ts'
import { setThreadStatus } from '../../state/thread-status.ts'
import { requireChannel } from '../channel-args.ts'
import { parseList } from '../message-content.ts'
import type { Call, Handlers } from '../method.ts'

/**
 * Maximum number of loading messages, and maximum number of characters in each message
 * (docs.slack.dev/reference/methods).
 */
const mostLoading = 10
const mostOfLoading = 50
/** Maximum number of suggested prompts. */
const mostPrompts = 4

/** The methods with which an assistant changes its threads (docs.slack.dev/ai/developing-ai-apps). */
export const assistantThreads = {
  'assistant.threads.setStatus': (call) => {
    const { world, args, token } = call
    const { channel, ts } = requireThread(call)
    const { username, icon_emoji: emoji, icon_url: url } = args
    setThreadStatus(world, {
      appId: token.appId,
      channelId: channel.id,
      ts,
      text: args['status'] ?? '',
      loadingMessages: readLoadingMessages(args['loading_messages']),
      ...(username && { username }),
      ...((emoji || url) && { icons: { ...(emoji && { emoji }), ...(url && { image_48: url }) } }),
    })
    return { ok: true }
  },

  'assistant.threads.setTitle': (call) => {
    const { channel, thread } = requireAssistantThread(call)
    renameAssistantThread(call.world, thread, channel, call.args['title'] ?? '')
    return { ok: true }
  },

  'assistant.threads.setSuggestedPrompts': (call) => {
    const prompts = readPrompts(call.args['prompts'])
    const app = call.world.state.apps.find(({ id }) => id === call.token.appId)
    if (app && isAgent(app)) {
      const { id: channelId } = requireOwn(call)
      // If the call of an agent has `thread_ts`, Slack answers `ok` but shows no prompts.
      if (!call.args['thread_ts'])
        setAgentPrompts(call.world, { appId: app.id, channelId, title: call.args['title'] ?? '', prompts })
      return { ok: true }
    }
    const thread = call.args['thread_ts'] ? requireAssistantThread(call).thread : newestThread(call)
    thread.prompts = { title: call.args['title'] ?? '', prompts }
    call.world.changed()
    return { ok: true }
  },
} satisfies Handlers

/**
 * Returns the channel and the thread's `ts` that the arguments name.
 * @throws Refused `channel_not_found`, `invalid_thread_ts`
 */
function requireThread(call: Call): { readonly channel: Channel; readonly ts: string } {
  const channel = requireOwn(call)
  const ts = call.args['thread_ts'] ?? ''
  const message = findMessage(channel, ts)
  if (!message || (message.threadTs ?? ts) !== ts) refuse('invalid_thread_ts')
  return { channel, ts }
}

/**
 * Returns the app's assistant thread that the arguments name, and its channel.
 * @throws Refused `channel_not_found`; `invalid_thread_ts` also for the thread of another app
 */
function requireAssistantThread(call: Call): { readonly channel: Channel; readonly thread: AssistantThread } {
  const channel = requireOwn(call)
  const thread = findAssistantThread(call.world, channel, call.args['thread_ts'] ?? '')
  if (thread?.appId !== call.token.appId) refuse('invalid_thread_ts')
  return { channel, thread }
}

/**
 * Returns the app's newest assistant thread in the conversation.
 * @throws Refused `channel_not_found`, `not_agent_app`
 */
function newestThread(call: Call): AssistantThread {
  const { id } = requireOwn(call)
  const own = (call.world.state.assistantThreads ?? []).filter(({ appId }) => appId === call.token.appId)
  return own.findLast(({ channelId }) => channelId === id) ?? refuse('not_agent_app')
}

/**
 * Returns the channel with the id `args.channel_id`.
 * @throws Refused `channel_not_found`, also when the caller is not a member
 */
function requireOwn({ world, args, actor }: Call): Channel {
  const channel = requireChannel({ world, actor, args: { channel: args['channel_id'] ?? '' } })
  return isMember(channel, actor.id) ? channel : refuse('channel_not_found')
}

function readLoadingMessages(json: string | undefined): string[] {
  const list = parseList(json) ?? []
  const texts = list.filter((one) => typeof one === 'string')
  const fits = texts.length === list.length && texts.every((one) => one.length <= mostOfLoading)
  if (!fits || list.length > mostLoading) {
    refuseArguments(
      `must be at most ${mostLoading} texts of at most ${mostOfLoading} characters [json-pointer:/loading_messages]`,
    )
  }
  return texts
}

function readPrompts(json: string | undefined): { title: string; message: string }[] {
  const list = parseList(json) ?? []
  const prompts = list.flatMap((one) => {
    if (!isRecord(one) || typeof one['title'] !== 'string' || typeof one['message'] !== 'string') return []
    return one['title'] === '' || one['message'] === '' ? [] : [{ title: one['title'], message: one['message'] }]
  })
  if (list.length === 0 || list.length > mostPrompts || prompts.length !== list.length)
    refuseArguments(`must be 1 to ${mostPrompts} objects with title and message [json-pointer:/prompts]`)
  return prompts
}
