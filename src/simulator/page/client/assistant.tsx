import type { PageChannel, PageMessage } from '../types.ts'
import { useModel } from './model.ts'

/**
 * The button that starts a thread with an assistant. The context of the thread is the channel that the person viewed
 * before.
 */
export function NewAssistantThread({ app }: { readonly app: string }) {
  const { act, go } = useModel()
  const start = async () => {
    const answer = await act<{ thread: { channel: string; ts: string } }>('assistant', { app })
    if (answer) go({ kind: 'channel', channel: answer.thread.channel, thread: answer.thread.ts })
  }
  return (
    <button type="button" class="newchat" onClick={() => void start()}>
      + New chat
    </button>
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
