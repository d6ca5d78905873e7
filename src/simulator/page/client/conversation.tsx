import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { PageChannel, PageConversation } from '../types.ts'
import { read, send } from './api.ts'
import { Composer } from './composer.tsx'
import { Messages } from './messages.tsx'
import { useModel } from './model.ts'
import { isWithApp, titleOf } from './names.ts'
import { useRead } from './use-read.ts'

/** The messages of a conversation, and the field in which the person writes. */
export function Conversation({
  channel: id,
  message,
}: {
  readonly channel: string
  readonly message: string | undefined
}) {
  const { desk } = useModel()
  const channel = desk.channels.find((one) => one.id === id)
  const shown = useRead<PageConversation>('conversation', { user: desk.me.id, channel: id })
  if (!channel) {
    return (
      <main class="middle">
        <p class="empty">{desk.me.realName} does not see this conversation.</p>
      </main>
    )
  }
  const title = titleOf(channel, desk)
  return (
    <main class="middle" aria-label={title} id="messages" tabIndex={-1}>
      <header class="head">
        <h2>{title}</h2>
        <p class="soft">{aboutOf(channel, desk.people)}</p>
        {isWithApp(channel, desk) && <Tabs channel={channel} />}
      </header>
      <Stream channel={channel} newest={shown} message={message} />
      <Composer key={`${desk.me.id} ${id}`} channel={channel} />
    </main>
  )
}

function aboutOf({ kind, topic, members }: PageChannel, people: readonly { readonly id: string }[]): string {
  if (kind === 'im') return 'Direct message'
  const known = members.filter((id) => people.some((one) => one.id === id))
  const count = known.length === 1 ? '1 member' : `${known.length} members`
  return topic === '' ? count : `${count} · ${topic}`
}

/** In a direct conversation with an app: the way to its App Home. */
function Tabs({ channel }: { readonly channel: PageChannel }) {
  const { desk, go, act } = useModel()
  const bot = desk.people.find(({ id, appId }) => appId !== null && channel.members.includes(id))
  const app = desk.apps.find(({ id }) => id === bot?.appId)
  if (!app) return null
  const open = async () => {
    go({ kind: 'home', app: app.id })
    await act('home', { app: app.id, tab: 'home' })
  }
  return (
    <div class="tabs">
      <button type="button" onClick={() => void open()}>
        Home
      </button>
      <button type="button" aria-current="page">
        Messages
      </button>
    </div>
  )
}

interface StreamProps {
  readonly channel: PageChannel
  /** The newest messages; undefined before they are loaded. */
  readonly newest: PageConversation | undefined
  /** The `ts` of the message that the URL names, which is scrolled into view. */
  readonly message: string | undefined
}

/** The messages, which can be scrolled. Older ones are loaded when the person scrolls to the start. */
function Stream({ channel, newest, message }: StreamProps) {
  const { desk } = useModel()
  const box = useRef<HTMLElement>(null)
  const [older, setOlder] = useState<PageConversation['messages']>([])
  const [more, setMore] = useState<boolean>()
  const atEnd = useRef(true)
  const messages = newest ? joined(older, newest.messages) : []
  const last = newest?.messages.at(-1)?.message.ts
  const me = desk.me.id

  useLayoutEffect(() => {
    if (box.current && atEnd.current && message === undefined) box.current.scrollTop = box.current.scrollHeight
  })
  useEffect(() => {
    if (message === undefined || last === undefined) return
    const row = document.getElementById(`m-${message}`)
    row?.scrollIntoView({ block: 'center' })
    row?.classList.add('found')
  }, [message, last === undefined])
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
  const follow = () => {
    const { current } = box
    if (current) atEnd.current = current.scrollHeight - current.scrollTop - current.clientHeight < 40
  }
  return (
    // The list scrolls, so a person with a keyboard must be able to focus it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section class="stream" ref={box} onScroll={follow} tabIndex={0} aria-label="Messages">
      {(more ?? newest?.more) && (
        <button type="button" class="older" onClick={() => void loadOlder()}>
          Show older messages
        </button>
      )}
      {newest && messages.length === 0 && <p class="empty">Nothing was written here yet.</p>}
      <Messages messages={messages} channel={channel} />
    </section>
  )
}

/** Joins loaded older messages with the newest ones, of which the older list can have some too. */
function joined(older: PageConversation['messages'], newest: PageConversation['messages']) {
  const first = newest[0]?.message.ts ?? ''
  return [...older.filter(({ message }) => first === '' || message.ts < first), ...newest]
}
