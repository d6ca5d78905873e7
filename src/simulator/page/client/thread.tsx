import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { PageChannel, PageConversation } from '../types.ts'
import { AssistantContext, Prompts } from './assistant.tsx'
import { Composer } from './composer.tsx'
import { Messages } from './messages.tsx'
import { useModel } from './model.ts'
import { titleOf } from './names.ts'
import { showRow } from './stream.tsx'
import { useRead } from './use-read.ts'

interface ThreadProps {
  readonly channel: PageChannel
  /** The `ts` of the first message of the thread. */
  readonly ts: string
  /** The `ts` of the reply that the URL names, which is scrolled into view. */
  readonly message: string | undefined
}

/** A thread beside its conversation: the first message, the replies, and the field for a reply. */
export function Thread({ channel, ts, message }: ThreadProps) {
  const { desk, go } = useModel()
  const shown = useRead<PageConversation>('conversation', { user: desk.me.id, channel: channel.id, thread: ts })
  const box = useRef<HTMLElement>(null)
  const end = useRef<HTMLDivElement>(null)
  const last = shown?.messages.at(-1)?.message.ts
  // The focus goes to the field when the thread opens, and back to where it was when the thread closes.
  useEffect(() => {
    const { activeElement: before } = document
    const { current: own } = box
    own?.querySelector<HTMLElement>('textarea')?.focus({ preventScroll: true })
    return () => {
      const { activeElement: now } = document
      const isFree = now === null || now === document.body || own?.contains(now)
      if (isFree && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [ts])
  useLayoutEffect(() => {
    if (message === undefined) end.current?.scrollTo(0, end.current.scrollHeight)
    else showRow(`t-${message}`)
  }, [last, message])
  const status = shown?.messages.find(({ message }) => message.ts === ts)?.status
  return (
    <aside ref={box} class="side thread" aria-label={`Thread in ${titleOf(channel, desk)}`}>
      <header class="head">
        <h2>Thread</h2>
        <p class="soft">{titleOf(channel, desk)}</p>
        <button type="button" class="quiet close" onClick={() => go({ kind: 'channel', channel: channel.id })}>
          Close
        </button>
        <AssistantContext channel={channel.id} ts={ts} />
      </header>
      {/* The list scrolls, so a person with a keyboard must be able to focus it. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <div class="stream" ref={end} tabIndex={0}>
        <Messages messages={shown?.messages ?? []} channel={channel} inThread />
        <p class="soft status" role="status">
          {status}
        </p>
      </div>
      <Prompts channel={channel} ts={ts} messages={shown?.messages} />
      <Composer key={ts} channel={channel} thread={ts} />
    </aside>
  )
}
