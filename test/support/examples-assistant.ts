import { expect } from 'vitest'
import { startAssistantThread } from '../../src/simulator/state/assistant-threads.ts'
import { openDirect } from '../../src/simulator/state/channels.ts'
import { findPerson } from '../../src/simulator/state/users.ts'
import type { Example } from './examples.ts'
import { bot, callMethod, dana } from './installed-world.ts'
import { general, random, type Stage } from './staged-world.ts'

const aTs: unknown = expect.stringMatching(/^\d+\.\d{6}$/)
const never = '1.000001'

/** Returns channel and ts of the assistant thread that `openThread` created. */
function thread({ world }: Stage): { readonly channel_id: string; readonly thread_ts: string } {
  const [last] = world.state.assistantThreads ?? []
  // The coverage table reads the arguments without a call of `openThread`, so the world may have no thread.
  return { channel_id: last?.channelId ?? general, thread_ts: last?.ts ?? never }
}

function openThread({ world }: Stage): void {
  const person = findPerson(world, dana)
  if (!person) throw new Error('the stage has no dana')
  const channel = openDirect(world, [dana, bot.user])
  startAssistantThread(world, { appId: world.state.apps[0]?.id ?? '', person, channel, context: {} })
}

const history = ({ channel_id: channel, thread_ts: ts }: ReturnType<typeof thread>) =>
  ['conversations.replies', { channel, ts }] as const

/** Examples of the assistant.* methods and of chat.startStream, chat.appendStream and chat.stopStream. */
export const assistantExamples: Readonly<Record<string, Example>> = {
  'assistant.threads.setStatus': {
    as: 'bot',
    prepare: openThread,
    args: (stage) => ({ ...thread(stage), status: 'is thinking…', loading_messages: ['Reading', 'Counting'] }),
    answers: () => ({ ok: true }),
    errors: () => [
      ['channel_not_found', { channel_id: 'C0NOWHERE' }],
      ['channel_not_found', { channel_id: random }],
      ['invalid_thread_ts', { thread_ts: never }],
      ['invalid_arguments', { loading_messages: Array(11).fill('Reading') }],
      ['invalid_arguments', { loading_messages: ['x'.repeat(51)] }],
      ['invalid_arguments', { loading_messages: [1] }],
    ],
  },
  'assistant.threads.setTitle': {
    as: 'bot',
    prepare: openThread,
    args: (stage) => ({ ...thread(stage), title: 'Holidays' }),
    answers: () => ({ ok: true }),
    after: (stage) => [
      ...history(thread(stage)),
      { messages: [{ subtype: 'assistant_app_thread', text: 'Holidays' }] },
    ],
    errors: ({ botTs }) => [
      ['channel_not_found', { channel_id: 'C0NOWHERE' }],
      ['invalid_thread_ts', { channel_id: general, thread_ts: botTs }],
    ],
  },
  'assistant.threads.setSuggestedPrompts': {
    as: 'bot',
    prepare: openThread,
    args: (stage) => ({ ...thread(stage), title: 'Try', prompts: [{ title: 'Dice', message: 'Roll two dice' }] }),
    answers: () => ({ ok: true }),
    errors: () => [
      ['channel_not_found', { channel_id: 'C0NOWHERE' }],
      ['invalid_thread_ts', { thread_ts: never }],
      ['not_agent_app', { channel_id: general, thread_ts: undefined }],
      ['invalid_arguments', { prompts: [] }],
      ['invalid_arguments', { prompts: [{ title: 'Dice' }] }],
      ['invalid_arguments', { prompts: Array(5).fill({ title: 'Dice', message: 'Roll' }) }],
    ],
  },
  'chat.startStream': {
    as: 'bot',
    args: ({ botTs }) => ({
      channel: general,
      thread_ts: botTs,
      markdown_text: 'Hello',
      recipient_user_id: dana,
      recipient_team_id: 'T0SIM0001',
    }),
    answers: () => ({ channel: general, ts: aTs }),
    after: ({ botTs }) => [
      'conversations.replies',
      { channel: general, ts: botTs },
      {
        messages: expect.arrayContaining([expect.objectContaining({ text: 'Hello', streaming_state: 'in_progress' })]),
      },
    ],
    errors: ({ old }) => [
      ['channel_not_found', { channel: 'C0NOWHERE' }],
      ['not_in_channel', { channel: random }],
      ['is_archived', { channel: old }],
      ['invalid_thread_ts', { thread_ts: 'yesterday' }],
      ['missing_recipient_user_id', { recipient_user_id: undefined }],
      ['missing_recipient_team_id', { recipient_team_id: undefined }],
      ['msg_too_long', { markdown_text: 'x'.repeat(12_001) }],
      ['invalid_arguments', { task_display_mode: 'table' }],
      ['invalid_arguments', { chunks: '{' }],
      ['invalid_arguments', { chunks: [{ type: 'task_update', id: '1', title: 'Count', status: 'lost' }] }],
    ],
  },
  'chat.appendStream': {
    as: 'bot',
    prepare: startStream,
    args: (stage) => ({ channel: general, ts: streamed(stage), chunks: [{ type: 'markdown_text', text: ' world' }] }),
    answers: (stage) => ({ channel: general, ts: streamed(stage) }),
    after: () => ['conversations.history', { channel: general, limit: 1 }, { messages: [{ text: 'Hello world' }] }],
    errors: ({ botTs, danaTs }) => [
      ['channel_not_found', { channel: 'C0NOWHERE' }],
      ['message_not_found', { ts: never }],
      ['message_not_owned_by_app', { ts: danaTs }],
      ['message_not_in_streaming_state', { ts: botTs }],
      ['invalid_arguments', { chunks: undefined }],
      ['invalid_arguments', { chunks: [{ type: 'markdown_text' }] }],
      ['invalid_blocks', { chunks: [{ type: 'blocks', blocks: [{ type: 'box' }] }] }],
    ],
  },
  'chat.stopStream': {
    as: 'bot',
    prepare: startStream,
    args: (stage) => ({ channel: general, ts: streamed(stage), markdown_text: '!', blocks: [{ type: 'divider' }] }),
    answers: () => ({ message: { text: 'Hello!', blocks: [{ type: 'divider' }], streaming_state: 'completed' } }),
    after: () => ['conversations.history', { channel: general, limit: 1 }, { messages: [{ text: 'Hello!' }] }],
    errors: ({ botTs, danaTs }) => [
      ['channel_not_found', { channel: 'C0NOWHERE' }],
      ['message_not_found', { ts: never }],
      ['message_not_owned_by_app', { ts: danaTs }],
      ['message_not_in_streaming_state', { ts: botTs }],
      ['invalid_blocks', { blocks: [{ type: 'box' }] }],
      ['invalid_metadata_format', { metadata: '{' }],
    ],
  },
}

/** Starts a streamed message in #general. */
function startStream({ world, bot: token }: Stage): void {
  const recipient = { recipient_user_id: dana, recipient_team_id: 'T0SIM0001' }
  const { body } = callMethod(world, 'chat.startStream', token, {
    channel: general,
    markdown_text: 'Hello',
    ...recipient,
  })
  if (!body.ok) throw new Error(`chat.startStream answered ${String(body['error'])}`)
}

function streamed({ world }: Stage): string {
  return world.state.channels.find(({ id }) => id === general)?.messages.at(-1)?.ts ?? ''
}
