import type { PageChannel, PageConversation } from '../types.ts'
import { Composer } from './composer.tsx'
import { Messages } from './messages.tsx'
import { useModel } from './model.ts'
import { titleOf } from './names.ts'
import { useRead } from './use-read.ts'

/** A thread beside its conversation: the first message, the replies, and the field for a reply. */
export function Thread({ channel, ts }: { readonly channel: PageChannel; readonly ts: string }) {
  const { desk, go } = useModel()
  const shown = useRead<PageConversation>('conversation', { user: desk.me.id, channel: channel.id, thread: ts })
  const status = shown?.messages.find(({ message }) => message.ts === ts)?.status
  return (
    <aside class="side thread" aria-label={`Thread in ${titleOf(channel, desk)}`}>
      <header class="head">
        <h2>Thread</h2>
        <p class="soft">{titleOf(channel, desk)}</p>
        <button type="button" class="quiet close" onClick={() => go({ kind: 'channel', channel: channel.id })}>
          Close
        </button>
      </header>
      <div class="stream">
        <Messages messages={shown?.messages ?? []} channel={channel} inThread />
        {status && <p class="soft status">{status}</p>}
      </div>
      <Composer key={ts} channel={channel} thread={ts} />
    </aside>
  )
}
