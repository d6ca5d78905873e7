import type { PageChannel, PageMessage } from '../types.ts'

/** One message: its author, its time and its content. */
export function MessageRow({ shown }: { readonly shown: PageMessage; readonly channel: PageChannel }) {
  const { message, author } = shown
  return (
    <li class="message" id={`m-${message.ts}`}>
      <strong>{author.name}</strong> {author.isApp && <span class="tag">APP</span>}
      <div class="text">{message.text}</div>
    </li>
  )
}
