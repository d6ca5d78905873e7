import type { PageChannel, PageMessage } from '../types.ts'

/** The content of a message: its blocks, otherwise its text; its attachments and files. */
export function Content({ message }: { readonly message: PageMessage['message']; readonly channel: PageChannel }) {
  return (
    <div class="text">
      {message.text}
      {message['edited'] !== undefined && <span class="soft"> (edited)</span>}
    </div>
  )
}
