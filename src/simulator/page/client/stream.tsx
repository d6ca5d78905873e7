import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { PageChannel, PageConversation, PageMessage } from '../types.ts'
import { read, send } from './api.ts'
import { Messages } from './messages.tsx'
import { useModel } from './model.ts'
import { withTypedNames } from './text/typed-names.ts'

/** To find the message that the URL names, older messages are loaded at most this many times. */
const mostLoads = 200

interface StreamProps {
  readonly channel: PageChannel
  /** The newest messages; undefined before they are loaded. */
  readonly newest: PageConversation | undefined
  /** The `ts` of the message that the URL names, which is scrolled into view. */
  readonly message: string | undefined
}

/**
 * The messages, which can be scrolled. Older messages are loaded when the person asks for them, or when the URL names
 * an older message.
 */
export function Stream({ channel, newest, message }: StreamProps) {
  const { desk } = useModel()
  const box = useRef<HTMLElement>(null)
  const [older, setOlder] = useState<readonly PageMessage[]>([])
  const [more, setMore] = useState<boolean>()
  const atEnd = useRef(true)
  const messages = newest ? joined(older, newest.messages) : []
  const last = newest?.messages.at(-1)?.message.ts
  const me = desk.me.id

  const stay = () => {
    if (box.current && atEnd.current && message === undefined) box.current.scrollTop = box.current.scrollHeight
  }
  useLayoutEffect(stay)
  useEffect(() => {
    const { current } = box
    const list = current?.querySelector('.messages')
    if (!current || !list) return
    // The browser knows the height of a message only after it was drawn once, and a small window changes its size.
    const watch = new ResizeObserver(stay)
    watch.observe(list)
    watch.observe(current)
    return () => watch.disconnect()
  }, [message])
  const missing = useNamed({ channel, newest, message }, (loaded, hasMore) => {
    atEnd.current = false
    setOlder((known) => [...loaded, ...known])
    setMore(hasMore)
  })
  useEffect(() => {
    if (last !== undefined && channel.unread > 0)
      void send('read', { user: me, channel: channel.id, ts: last }).catch(() => {})
  }, [last, me, channel.id, channel.unread])

  const loadOlder = async () => {
    const first = messages[0]?.message.ts
    if (first === undefined) return
    const height = box.current?.scrollHeight ?? 0
    const answer = await read<PageConversation>('conversation', { user: me, channel: channel.id, before: first })
    setOlder((known) => [...answer.messages, ...known])
    setMore(answer.more)
    requestAnimationFrame(() => {
      if (box.current) box.current.scrollTop += box.current.scrollHeight - height
    })
  }
  // The scroll position before. The browser also moves the position when messages get their height, but never up.
  const before = useRef(0)
  const follow = () => {
    const { current } = box
    if (!current) return
    const { scrollTop, scrollHeight, clientHeight } = current
    const isNear = scrollHeight - scrollTop - clientHeight < 40
    if (isNear || scrollTop < before.current) atEnd.current = isNear
    before.current = scrollTop
  }
  return (
    <>
      {/* The list scrolls, so a person with a keyboard must be able to focus it. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <section class="stream" ref={box} onScroll={follow} tabIndex={0} aria-label="Messages">
        {missing && (
          <p class="empty" role="status">
            The message that the address names is not here: it was deleted, or {desk.me.realName} does not see it.
          </p>
        )}
        {(more ?? newest?.more) && (
          <button type="button" class="older" onClick={() => void loadOlder()}>
            Show older messages
          </button>
        )}
        {newest && messages.length === 0 && <p class="empty">Nothing was written here yet.</p>}
        <Messages messages={messages} channel={channel} />
      </section>
      <Announced newest={newest} />
    </>
  )
}

/**
 * Scrolls to the message that the URL names. Loads older messages until this message is loaded. When the message is a
 * reply, opens its thread.
 * @param add called with the loaded messages, oldest first, and whether there are still older messages
 * @returns whether there is no such message
 */
function useNamed(
  { channel: { id: channel }, newest, message }: StreamProps,
  add: (loaded: readonly PageMessage[], more: boolean) => void,
): boolean {
  const { desk, go } = useModel()
  const [missing, setMissing] = useState(false)
  const user = desk.me.id
  const isLoaded = newest !== undefined
  useEffect(() => {
    if (message === undefined || !newest) return
    let over = false
    const find = async () => {
      if (showRow(`m-${message}`)) return
      const { messages } = await read<PageConversation>('conversation', { user, channel, thread: message })
      const found = messages.find(({ message: one }) => one.ts === message)?.message
      if (over) return
      if (!found) return setMissing(true)
      const thread = found['thread_ts']
      if (typeof thread === 'string' && thread !== message && found['subtype'] !== 'thread_broadcast')
        return go({ kind: 'channel', channel, thread, message })
      let first = newest.messages[0]?.message.ts
      let loaded: readonly PageMessage[] = []
      let { more } = newest
      for (let load = 0; load < mostLoads && more && first !== undefined && first > message && !over; load += 1) {
        const page = await read<PageConversation>('conversation', { user, channel, before: first })
        loaded = [...page.messages, ...loaded]
        first = page.messages[0]?.message.ts
        more = page.more
      }
      if (over) return
      add(loaded, more)
      requestAnimationFrame(() => showRow(`m-${message}`))
    }
    setMissing(false)
    find().catch(() => {})
    return () => {
      over = true
    }
  }, [message, isLoaded])
  return missing
}

/**
 * Scrolls to a message and marks it.
 * @param id the id of the message's row
 * @returns whether the page has this row
 */
export function showRow(id: string): boolean {
  for (const one of document.querySelectorAll('.found')) one.classList.remove('found')
  const row = document.getElementById(id)
  row?.scrollIntoView({ block: 'center' })
  row?.classList.add('found')
  return row !== null
}

/**
 * An invisible list from which a screen reader reads each new message. The messages from before the conversation was
 * opened are not new.
 */
function Announced({ newest }: Pick<StreamProps, 'newest'>) {
  const { desk } = useModel()
  const seen = useRef<string>()
  const [text, setText] = useState('')
  const last = newest?.messages.at(-1)?.message.ts
  useEffect(() => {
    if (!newest) return
    const { current: before } = seen
    seen.current = last ?? ''
    if (before === undefined) return
    const fresh = newest.messages.filter(({ message, author }) => message.ts > before && author.id !== desk.me.id)
    if (fresh.length > 0)
      setText(fresh.map(({ message, author }) => `${author.name}: ${withTypedNames(message.text, desk)}`).join('\n'))
  }, [last, newest === undefined])
  return (
    <p class="sr" aria-live="polite">
      {text}
    </p>
  )
}

/** Returns the older messages followed by the newest messages. A message that is in both lists is returned once. */
function joined(older: readonly PageMessage[], newest: readonly PageMessage[]): readonly PageMessage[] {
  const first = newest[0]?.message.ts ?? ''
  return [...older.filter(({ message }) => first === '' || message.ts < first), ...newest]
}
