import { useState } from 'preact/hooks'
import type { PageChannel, PageMessage } from '../types.ts'
import { MessageRow } from './message.tsx'
import { dayOf } from './times.ts'

interface MessagesProps {
  readonly messages: readonly PageMessage[]
  readonly channel: PageChannel
  /** Whether the list shows a thread. If so, the messages have no link to the thread. */
  readonly inThread?: boolean
}

/**
 * A list of messages, with a line above the first message of each day. One message can get the focus with Tab, at first
 * the newest, and the arrow keys move the focus to the others. Only the buttons of this message can be reached with Tab,
 * so that a long list does not stand between a person with a keyboard and the field below the list.
 */
export function Messages({ messages, channel, inThread = false }: MessagesProps) {
  const [chosen, setChosen] = useState<string>()
  const current = messages.some(({ message }) => message.ts === chosen) ? chosen : messages.at(-1)?.message.ts
  return (
    // The key handler is on this element, so that the arrow keys work on every message.
    <ol class="messages" onKeyDown={moveFocus}>
      {messages.map((shown, index) => {
        const { ts } = shown.message
        const before = messages[index - 1]?.message.ts
        const newDay = before === undefined || dayOf(before) !== dayOf(ts)
        return (
          <MessageRow
            key={ts}
            shown={shown}
            channel={channel}
            inThread={inThread}
            day={newDay ? dayOf(ts) : ''}
            isCurrent={ts === current}
            choose={() => setChosen(ts)}
          />
        )
      })}
    </ol>
  )
}

/** Moves the focus from a message to another one with the arrow keys, Home and End. */
function moveFocus(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  const { target, currentTarget, key } = event
  const all = [...currentTarget.querySelectorAll<HTMLElement>('article')]
  const at = target instanceof HTMLElement ? all.indexOf(target) : -1
  if (at < 0) return
  const next = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: all.length - 1 }[key]
  const row = next === undefined ? undefined : all[next]
  if (!row) return
  event.preventDefault()
  row.focus()
}
