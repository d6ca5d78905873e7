import { useState } from 'preact/hooks'
import type { PageChannel } from '../types.ts'
import { useModel } from './model.ts'
import { titleOf } from './sidebar.tsx'

/** The field in which the person writes messages and commands. */
export function Composer({ channel, thread }: { readonly channel: PageChannel; readonly thread?: string }) {
  const { desk, act } = useModel()
  const [text, setText] = useState('')
  const submit = async (event: Event) => {
    event.preventDefault()
    if (text.trim() === '') return
    if (await act('say', { channel: channel.id, text, ...(thread !== undefined && { thread }) })) setText('')
  }
  return (
    <form class="composer" onSubmit={(event) => void submit(event)}>
      <textarea
        aria-label={`Message to ${titleOf(channel, desk)}`}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.shiftKey) void submit(event)
        }}
      />
      <button type="submit">Send</button>
    </form>
  )
}
