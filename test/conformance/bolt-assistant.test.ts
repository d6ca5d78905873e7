import { describe, expect, it, vi } from 'vitest'
import { type BoltPlan, withBolt } from '../support/bolt-app.ts'
import { bolts } from '../support/sdk.ts'

const scope = 'app_mentions:read,assistant:write,channels:history,chat:write,im:history'
const feedback = {
  type: 'context_actions',
  elements: [
    {
      type: 'feedback_buttons',
      action_id: 'feedback',
      positive_button: { text: { type: 'plain_text', text: 'Good' }, value: 'good' },
      negative_button: { text: { type: 'plain_text', text: 'Bad' }, value: 'bad' },
    },
  ],
}
const task = (status: 'in_progress' | 'complete') => ({ type: 'task_update' as const, id: '1', title: 'Count', status })

interface Seen {
  /** The thread's contexts, in the order in which the listeners received them. */
  readonly contexts: unknown[]
  /** The names of the listeners that have finished, in order. */
  readonly done: string[]
}

/** Returns an assistant that has every listener of Bolt's `Assistant` and streams its answer to a message. */
function assistant(Assistant: (typeof bolts)[number]['Assistant'], { contexts, done }: Seen) {
  return new Assistant({
    async threadStarted({ say, setTitle, setSuggestedPrompts, saveThreadContext, event }) {
      contexts.push(event.assistant_thread.context)
      await say('How can I help?')
      await saveThreadContext()
      await setTitle('Holidays')
      await setSuggestedPrompts({ title: 'Try', prompts: [{ title: 'Dice', message: 'Roll two dice' }] })
      done.push('started')
    },
    async threadContextChanged({ saveThreadContext, event }) {
      contexts.push(event.assistant_thread.context)
      await saveThreadContext()
      done.push('moved')
    },
    async userMessage({ client, message, setStatus, getThreadContext }) {
      await setStatus('is thinking…')
      const context = await getThreadContext()
      contexts.push(context.channel_id)
      const thread_ts = 'thread_ts' in message ? (message.thread_ts ?? '') : ''
      const streamer = client.chatStream({ channel: message.channel, thread_ts, buffer_size: 1 })
      await streamer.append({ markdown_text: 'You said: ' })
      await streamer.append({ chunks: [task('in_progress')] })
      await streamer.append({ markdown_text: 'text' in message ? (message.text ?? '') : '' })
      await streamer.stop({ chunks: [task('complete')], blocks: [feedback] as never })
      done.push('answered')
    },
  })
}

describe.each(bolts)('the Assistant class of $name', ({ App, Assistant }) => {
  const ways: BoltPlan['way'][] = ['HTTP', 'Socket Mode']

  it.each(ways)(
    'greets, suggests prompts, receives each change of the context, and streams an answer, over %s',
    async (way) => {
      const seen: Seen = { contexts: [], done: [] }
      const finished = (name: string) => vi.waitFor(() => expect(seen.done).toContain(name), { timeout: 10_000 })
      const plan: BoltPlan = {
        App,
        way,
        scope,
        listen(app) {
          app.assistant(assistant(Assistant, seen))
          app.action('feedback', async ({ ack, action, body, client }) => {
            await ack()
            await client.chat.postEphemeral({ channel: body.channel?.id ?? '', user: body.user.id, text: 'Thank you' })
            seen.done.push('value' in action ? String(action.value) : '')
          })
        },
      }
      await withBolt(plan, async ({ slack }) => {
        const dana = slack.as('dana')
        const opened = await dana.openAssistant({ in: '#general' })
        expect(opened.deliveries).toMatchObject([{ what: 'assistant_thread_started', ok: true }])
        await finished('started')
        const { channel, ts, contextChannel } = opened.thread
        expect(slack.assistantThreads).toMatchObject([
          { ts, title: 'Holidays', status: null, prompts: [{ title: 'Dice', message: 'Roll two dice' }] },
        ])

        const moved = await dana.openAssistant({ in: '#random', thread: ts })
        expect(moved.deliveries).toMatchObject([{ what: 'assistant_thread_context_changed', ok: true }])
        await finished('moved')

        await dana.say(channel, 'hello', { thread: ts })
        await finished('answered')
        const answer = slack.messages(channel).at(-1)
        expect(answer).toMatchObject({ text: 'You said: hello', threadTs: ts })
        expect(answer?.blocks).toMatchObject([{ type: 'task_card', status: 'complete' }, { type: 'context_actions' }])
        expect(slack.assistantThreads[0]?.status).toBeNull()

        await dana.click('feedback', { message: answer?.ts ?? '', value: 'good' })
        await finished('good')
        expect(dana.ephemerals).toMatchObject([{ text: 'Thank you' }])
        const random = moved.thread.contextChannel
        expect(seen.contexts).toMatchObject([{ channel_id: contextChannel }, { channel_id: random }, random])
      })
    },
  )
})
