import { useState } from 'preact/hooks'
import type { PageChannel, PageMessage } from '../types.ts'
import { EmojiPicker } from './emoji-picker.tsx'
import { useModel } from './model.ts'

interface ToolsProps {
  readonly shown: PageMessage
  readonly channel: PageChannel
  readonly inThread: boolean
  readonly edit: () => void
}

/** The buttons of a message, which are visible while the pointer or the focus is on the message. */
export function MessageTools({ shown, channel, inThread, edit }: ToolsProps) {
  const { desk, act, go, inspect } = useModel()
  const [open, setOpen] = useState<'emoji' | 'more'>()
  const { message, author } = shown
  const { ts } = message
  const own = author.id === desk.me.id && !author.isApp
  const toggle = (what: 'emoji' | 'more') => setOpen((now) => (now === what ? undefined : what))
  const react = (emoji: string) => {
    setOpen(undefined)
    void act('react', { channel: channel.id, ts, emoji })
  }
  const remove = () => void act('delete', { channel: channel.id, ts })
  const useShortcut = (callbackId: string) => {
    setOpen(undefined)
    void act('shortcut', { callback_id: callbackId, message: ts })
  }
  const shortcuts = desk.shortcuts.filter(({ on }) => on === 'message')
  return (
    // Escape closes what is open, from every button in it.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div class={`tools${open ? ' open' : ''}`} onKeyDown={(event) => event.key === 'Escape' && setOpen(undefined)}>
      <button type="button" aria-expanded={open === 'emoji'} onClick={() => toggle('emoji')} title="Add a reaction">
        <span aria-hidden="true">☺</span>
        <span class="sr">Add a reaction</span>
      </button>
      {!inThread && (
        <button
          type="button"
          title="Reply in a thread"
          onClick={() => go({ kind: 'channel', channel: channel.id, thread: ts })}
        >
          <span aria-hidden="true">↩</span>
          <span class="sr">Reply in a thread</span>
        </button>
      )}
      {own && (
        <button type="button" title="Edit" onClick={edit}>
          <span aria-hidden="true">✎</span>
          <span class="sr">Edit</span>
        </button>
      )}
      {(own || desk.me.isAdmin) && (
        <button type="button" title="Delete" onClick={remove}>
          <span aria-hidden="true">✕</span>
          <span class="sr">Delete</span>
        </button>
      )}
      <button type="button" title="What apps got and did" onClick={() => inspect(ts)}>
        <span aria-hidden="true">{'{ }'}</span>
        <span class="sr">What apps got and did</span>
      </button>
      {shortcuts.length > 0 && (
        <button type="button" aria-expanded={open === 'more'} title="Message shortcuts" onClick={() => toggle('more')}>
          <span aria-hidden="true">⋮</span>
          <span class="sr">Message shortcuts</span>
        </button>
      )}
      {open === 'emoji' && <EmojiPicker choose={react} />}
      {open === 'more' && (
        <ul class="menu">
          {shortcuts.map(({ callbackId, name, app }) => (
            <li key={callbackId}>
              <button type="button" onClick={() => useShortcut(callbackId)}>
                {name} <span class="soft">{app}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
