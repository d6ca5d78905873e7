import type { PageConversation } from '../types.ts'
import { Composer } from './composer.tsx'
import { MessageRow } from './message.tsx'
import { useModel } from './model.ts'
import { titleOf } from './sidebar.tsx'
import { useRead } from './use-read.ts'

/** The messages of a conversation, and the field in which the person writes. */
export function Conversation({ channel: id }: { readonly channel: string }) {
  const { desk } = useModel()
  const shown = useRead<PageConversation>('conversation', { user: desk.me.id, channel: id })
  const channel = desk.channels.find((one) => one.id === id)
  if (!channel) return <main class="middle">There is no such conversation.</main>
  return (
    <main class="middle" aria-label={titleOf(channel, desk)}>
      <h2>{titleOf(channel, desk)}</h2>
      <ol class="messages">
        {shown?.messages.map((one) => (
          <MessageRow key={one.message.ts} shown={one} channel={channel} />
        ))}
      </ol>
      <Composer channel={channel} />
    </main>
  )
}
