import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { PageChannel, PageMessage } from '../types.ts'
import { Avatar } from './avatar.tsx'
import { Content } from './content.tsx'
import { MessageTools } from './message-tools.tsx'
import { useModel } from './model.ts'
import { Reactions } from './reactions.tsx'
import { withTypedNames } from './text/typed-names.ts'
import { clockOf, millisecondsOf } from './times.ts'

interface MessageProps {
  readonly shown: PageMessage
  readonly channel: PageChannel
  readonly inThread: boolean
  /** The day that is shown above the message; an empty text when the previous message is from the same day. */
  readonly day: string
  /** Whether Tab leads to this message of the list. */
  readonly isCurrent: boolean
  /** Makes this message the one to which Tab leads. */
  readonly choose: () => void
}

/** One message: its author, its time, its content, its reactions and its buttons. */
export function MessageRow({ shown, channel, inThread, day, isCurrent, choose }: MessageProps) {
  const { message, author, ephemeral, pinned } = shown
  const [editing, setEditing] = useState(false)
  const notice = typeof message['subtype'] === 'string' && /^(?:channel_|group_|tombstone)/.test(message['subtype'])
  return (
    <li
      id={`${inThread ? 't' : 'm'}-${message.ts}`}
      class={`message${notice ? ' notice' : ''}${ephemeral ? ' ephemeral' : ''}`}
    >
      {day !== '' && !inThread && <div class="day">{day}</div>}
      <article
        class="body"
        aria-label={`${author.name}, ${clockOf(message.ts)}`}
        tabIndex={isCurrent ? 0 : -1}
        onFocusCapture={choose}
      >
        <Avatar name={author.name} icon={author.icon} />
        <div class="main">
          {ephemeral && <p class="note">Only visible to you</p>}
          {pinned && <p class="note">Pinned</p>}
          <p class="author">
            <strong>{author.name}</strong>
            {author.isApp && <span class="tag">APP</span>}
            <time dateTime={new Date(millisecondsOf(message.ts)).toISOString()} title={message.ts}>
              {clockOf(message.ts)}
            </time>
          </p>
          {editing ? (
            <EditForm shown={shown} channel={channel} close={() => setEditing(false)} />
          ) : (
            <Content message={message} values={shown.values} />
          )}
          <Reactions message={message} channel={channel} />
          {!inThread && <ThreadLink shown={shown} channel={channel} />}
        </div>
        {!ephemeral && !notice && (
          <MessageTools {...{ shown, channel, inThread }} tabIndex={isCurrent ? 0 : -1} edit={() => setEditing(true)} />
        )}
      </article>
    </li>
  )
}

function ThreadLink({ shown, channel }: Pick<MessageProps, 'shown' | 'channel'>) {
  const { go } = useModel()
  const { replies, status, message } = shown
  const isAssistant = message['subtype'] === 'assistant_app_thread'
  if (replies === 0 && status === null && !isAssistant) return null
  return (
    <button
      type="button"
      class="thread-link"
      onClick={() => go({ kind: 'channel', channel: channel.id, thread: message.ts })}
    >
      {replies === 1 ? '1 reply' : `${replies} replies`}
      {status !== null && <span class="soft"> · {status}</span>}
    </button>
  )
}

function EditForm({ shown, channel, close }: Pick<MessageProps, 'shown' | 'channel'> & { readonly close: () => void }) {
  const { act, desk } = useModel()
  const field = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => field.current?.focus(), [])
  const [text, setText] = useState(() => withTypedNames(shown.message.text, desk))
  const save = async (event: Event) => {
    event.preventDefault()
    if (await act('edit', { channel: channel.id, ts: shown.message.ts, text })) close()
  }
  return (
    <form class="edit" onSubmit={(event) => void save(event)}>
      <textarea
        aria-label="Text of the message"
        value={text}
        ref={field}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') close()
          else if (event.key === 'Enter' && !event.shiftKey) void save(event)
        }}
      />
      <button type="submit">Save</button>
      <button type="button" class="quiet" onClick={close}>
        Cancel
      </button>
    </form>
  )
}
