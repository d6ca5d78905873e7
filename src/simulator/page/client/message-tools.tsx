import type { PageChannel, PageMessage } from '../types.ts'
import { EmojiPicker } from './emoji-picker.tsx'
import { Menu } from './menu.tsx'
import { useModel } from './model.ts'
import { usePopup } from './use-popup.ts'

interface ToolsProps {
  readonly shown: PageMessage
  readonly channel: PageChannel
  readonly inThread: boolean
  readonly edit: () => void
  /** -1 when Tab does not lead to the buttons. */
  readonly tabIndex: number
}

/** The buttons of a message, which are visible while the pointer or the focus is on the message. */
export function MessageTools({ shown, channel, inThread, edit, tabIndex }: ToolsProps) {
  const { desk, act, go, inspect } = useModel()
  const { open, toggle, close, around } = usePopup<'emoji' | 'more'>()
  const { message, author } = shown
  const { ts } = message
  const own = author.id === desk.me.id && !author.isApp
  const react = (emoji: string) => {
    close()
    void act('react', { channel: channel.id, ts, emoji })
  }
  const remove = () => void act('delete', { channel: channel.id, ts })
  const runShortcut = (callbackId: string) => {
    close()
    void act('shortcut', { callback_id: callbackId, message: ts })
  }
  const shortcuts = desk.shortcuts.filter(({ on }) => on === 'message')
  return (
    // The key handlers are on this element, so that Escape and the arrow keys work from every button in the element.
    <div class={`tools${open ? ' open' : ''}`} {...around}>
      <button
        type="button"
        tabIndex={tabIndex}
        aria-expanded={open === 'emoji'}
        onClick={(event) => toggle('emoji', event)}
        title="Add a reaction"
      >
        <span aria-hidden="true">☺</span>
        <span class="sr">Add a reaction</span>
      </button>
      {!inThread && (
        <button
          type="button"
          tabIndex={tabIndex}
          title="Reply in a thread"
          onClick={() => go({ kind: 'channel', channel: channel.id, thread: ts })}
        >
          <span aria-hidden="true">↩</span>
          <span class="sr">Reply in a thread</span>
        </button>
      )}
      {own && (
        <button type="button" tabIndex={tabIndex} title="Edit" onClick={edit}>
          <span aria-hidden="true">✎</span>
          <span class="sr">Edit</span>
        </button>
      )}
      {(own || desk.me.isAdmin) && (
        <button type="button" tabIndex={tabIndex} title="Delete" onClick={remove}>
          <span aria-hidden="true">✕</span>
          <span class="sr">Delete</span>
        </button>
      )}
      <button type="button" tabIndex={tabIndex} title="What apps got and did" onClick={() => inspect(ts)}>
        <span aria-hidden="true">{'{ }'}</span>
        <span class="sr">What apps got and did</span>
      </button>
      {shortcuts.length > 0 && (
        <button
          type="button"
          tabIndex={tabIndex}
          aria-expanded={open === 'more'}
          title="Message shortcuts"
          onClick={(event) => toggle('more', event)}
        >
          <span aria-hidden="true">⋮</span>
          <span class="sr">Message shortcuts</span>
        </button>
      )}
      {open === 'emoji' && <EmojiPicker choose={react} />}
      {open === 'more' && (
        <Menu
          label="Message shortcuts"
          entries={shortcuts.map(({ callbackId, name, app }) => ({ id: callbackId, label: name, hint: app }))}
          choose={runShortcut}
        />
      )}
    </div>
  )
}
