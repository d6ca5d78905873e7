import type { PageChannel, PageMessage } from '../types.ts'
import { MessageRow } from './message.tsx'
import { dayOf } from './times.ts'

interface MessagesProps {
  readonly messages: readonly PageMessage[]
  readonly channel: PageChannel
  /** Whether the list shows a thread. If so, the messages have no link to the thread. */
  readonly inThread?: boolean
}

/** A list of messages, with a line above the first message of each day. */
export function Messages({ messages, channel, inThread = false }: MessagesProps) {
  return (
    <ol class="messages">
      {messages.map((shown, index) => {
        const { ts } = shown.message
        const before = messages[index - 1]?.message.ts
        const newDay = before === undefined || dayOf(before) !== dayOf(ts)
        return <MessageRow key={ts} shown={shown} channel={channel} inThread={inThread} day={newDay ? dayOf(ts) : ''} />
      })}
    </ol>
  )
}
