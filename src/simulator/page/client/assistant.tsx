import type { PageChannel, PageMessage } from '../types.ts'
import { useModel } from './model.ts'
import { titleOf } from './names.ts'

interface NewThreadProps {
  /** The id of the app. */
  readonly app: string
  readonly label: string
  /** The id of the channel that the person is viewing, which becomes the context of the thread; undefined without one. */
  readonly channel?: string
}

/** The button that starts a thread with an assistant. */
export function NewAssistantThread({ app, label, channel }: NewThreadProps) {
  const { act, go } = useModel()
  const start = async () => {
    const answer = await act<{ thread: { channel: string; ts: string } }>('assistant', { app, channel })
    if (answer) go({ kind: 'channel', channel: answer.thread.channel, thread: answer.thread.ts })
  }
  return (
    <button type="button" class={channel === undefined ? 'newchat' : 'quiet'} onClick={() => void start()}>
      {label}
    </button>
  )
}

/** The buttons of a channel that start a thread with an assistant. The channel is the context of the thread. */
export function AskAssistants({ channel }: { readonly channel: string }) {
  const { desk } = useModel()
  const assistants = desk.apps.filter(({ installed, assistant }) => installed && assistant)
  return (
    <>
      {assistants.map(({ id, name }) => (
        <NewAssistantThread key={id} app={id} label={`Ask ${name}`} channel={channel} />
      ))}
    </>
  )
}

/**
 * The menu with which the person changes the channel that an assistant knows as context, as when a person goes to
 * another channel beside an open thread (docs.slack.dev/reference/events/assistant_thread_context_changed).
 */
export function AssistantContext({ channel, ts }: { readonly channel: string; readonly ts: string }) {
  const { desk, act } = useModel()
  const thread = desk.threads.find((one) => one.channel === channel && one.ts === ts && ts !== '')
  if (!thread) return null
  const rooms = desk.channels.filter(({ kind, archived }) => kind !== 'im' && !archived)
  return (
    <label class="viewing soft small">
      You are viewing{' '}
      <select
        value={thread.context}
        onChange={({ currentTarget }) =>
          void act('assistant', { app: thread.appId, channel: currentTarget.value, thread: ts })
        }
      >
        <option value="">no channel</option>
        {rooms.map((one) => (
          <option key={one.id} value={one.id}>
            {titleOf(one, desk)}
          </option>
        ))}
      </select>
    </label>
  )
}

interface PromptsProps {
  readonly channel: PageChannel
  /** The `ts` of the thread; empty for the messages tab of an agent. */
  readonly ts: string
  /** The messages of the thread. Its prompts are shown until the person has written one. */
  readonly messages?: readonly PageMessage[] | undefined
}

/** The messages that an assistant or an agent suggests, as buttons. A click on a button sends its message. */
export function Prompts({ channel, ts, messages = [] }: PromptsProps) {
  const { desk, act } = useModel()
  const found = desk.threads.find((one) => one.channel === channel.id && one.ts === ts)
  const hasWritten = messages.some(({ author }) => author.id === desk.me.id)
  if (!found || found.prompts.length === 0 || hasWritten) return null
  const reply = ts === '' ? {} : { thread: ts }
  return (
    <section class="prompts" aria-label="Suggested prompts">
      {found.title !== '' && ts === '' && <p class="soft">{found.title}</p>}
      {found.prompts.map(({ title, message }, index) => (
        <button
          key={index}
          type="button"
          title={message}
          onClick={() => void act('say', { channel: channel.id, text: message, ...reply })}
        >
          {title}
        </button>
      ))}
    </section>
  )
}
