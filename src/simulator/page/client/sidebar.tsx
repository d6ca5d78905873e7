import { useEffect, useRef, useState } from 'preact/hooks'
import type { PageChannel } from '../types.ts'
import { useModel } from './model.ts'
import { isWithApp, titleOf } from './names.ts'
import { NewChannel } from './new-channel.tsx'
import { NewMessage } from './new-message.tsx'
import type { Place } from './place.ts'

/** With more conversations and people than this number, the list has a search field. */
const many = 25

interface SidebarProps {
  /** Whether the list is open on a narrow screen. */
  readonly open: boolean
  /**
   * Closes the list.
   * @param back whether the focus returns to the button that opened the list
   */
  readonly close: (back: boolean) => void
}

/** Whether the list shows a channel. It shows an archived channel only while this channel is open. */
function isListed({ id, archived }: PageChannel, place: Place): boolean {
  return !archived || (place.kind === 'channel' && place.channel === id)
}

/** The workspace, the person who acts, and the lists of conversations and apps. */
export function Sidebar({ open, close }: SidebarProps) {
  const { desk, place } = useModel()
  const [typed, setTyped] = useState('')
  const box = useRef<HTMLElement>(null)
  const wanted = typed.trim().toLowerCase()
  const fits = (name: string) => name.toLowerCase().includes(wanted)
  const rooms = desk.channels.filter(
    (one) => (one.kind === 'public' || one.kind === 'private') && isListed(one, place) && fits(one.name),
  )
  const directs = desk.channels.filter(
    (one) => !isWithApp(one, desk) && (one.kind === 'im' || one.kind === 'mpim') && fits(titleOf(one, desk)),
  )
  useEffect(() => close(false), [JSON.stringify(place), desk.me.id])
  useEffect(() => {
    if (open) box.current?.querySelector<HTMLElement>('select')?.focus()
  }, [open])
  return (
    // The key handler is on this element, so that Escape closes the list from every button in the list.
    <nav
      id="sidebar"
      ref={box}
      class={`sidebar${open ? ' open' : ''}`}
      aria-label="Conversations"
      onKeyDown={(event) => event.key === 'Escape' && open && close(true)}
    >
      <h1>{desk.workspace.name}</h1>
      {desk.organization && <p class="org">in {desk.organization.name}</p>}
      <ActAs />
      {desk.channels.length + desk.people.length > many && (
        <input
          type="search"
          class="find"
          placeholder="Find a conversation"
          aria-label="Find a conversation"
          value={typed}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      )}
      <h2 id="channels">Channels</h2>
      <ul aria-labelledby="channels">
        {rooms.map((one) => (
          <Room key={one.id} channel={one} />
        ))}
        <li>
          <NewChannel />
        </li>
      </ul>
      <h2 id="directs">Direct messages</h2>
      <ul aria-labelledby="directs">
        {directs.map((one) => (
          <Room key={one.id} channel={one} />
        ))}
        <OtherPeople fits={fits} />
        <li>
          <NewMessage />
        </li>
      </ul>
      <h2 id="apps">Apps</h2>
      <Apps />
    </nav>
  )
}

function ActAs() {
  const { desk, actAs } = useModel()
  const several = new Set(desk.actors.map(({ workspace }) => workspace.id)).size > 1
  return (
    <label class="actas">
      <span>Act as</span>
      <select value={desk.me.id} onChange={(event) => actAs(event.currentTarget.value)}>
        {desk.actors.map(({ id, realName, name, workspace }) => (
          <option key={id} value={id}>
            {realName} (@{name}){several ? ` · ${workspace.name}` : ''}
          </option>
        ))}
      </select>
    </label>
  )
}

function Room({ channel }: { readonly channel: PageChannel }) {
  const { desk, place, go } = useModel()
  const open = place.kind === 'channel' && place.channel === channel.id
  const outside = channel.kind === 'public' && !channel.members.includes(desk.me.id)
  return (
    <li>
      <button
        type="button"
        class={`row${outside ? ' outside' : ''}`}
        aria-current={open ? 'page' : undefined}
        onClick={() => go({ kind: 'channel', channel: channel.id })}
      >
        <span class="name">{titleOf(channel, desk)}</span>
        {channel.kind === 'private' && <span class="hint">private</span>}
        {channel.archived && <span class="hint">archived</span>}
        {channel.unread > 0 && !open && (
          <span class="badge">
            {channel.unread}
            <span class="sr"> unread</span>
          </span>
        )}
      </button>
    </li>
  )
}

/** The list of people with whom the acting person has no direct conversation yet. */
function OtherPeople({ fits }: { readonly fits: (name: string) => boolean }) {
  const { desk, act, go } = useModel()
  const known = new Set(desk.channels.filter(({ kind }) => kind === 'im').flatMap(({ members }) => members))
  const others = desk.people.filter(
    ({ id, appId, deactivated, realName }) =>
      appId === null && !deactivated && !known.has(id) && id !== desk.me.id && fits(realName),
  )
  const open = async (id: string) => {
    const answer = await act<{ channel: string }>('open', { with: id })
    if (answer) go({ kind: 'channel', channel: answer.channel })
  }
  return (
    <>
      {others.map(({ id, realName }) => (
        <li key={id}>
          <button type="button" class="row outside" onClick={() => void open(id)}>
            <span class="name">{realName}</span>
          </button>
        </li>
      ))}
    </>
  )
}

function Apps() {
  const { desk, place, go, act } = useModel()
  if (desk.apps.length === 0) return <p class="empty">There is no app.</p>
  const open = async (app: string) => {
    go({ kind: 'home', app })
    await act('home', { app, tab: 'home' })
  }
  return (
    <ul aria-labelledby="apps">
      {desk.apps.map(({ id, name, installed, botUserId, installUrl }) => (
        <li key={id}>
          {installed && botUserId !== null ? (
            <button
              type="button"
              class="row"
              aria-current={place.kind === 'home' && place.app === id ? 'page' : undefined}
              onClick={() => void open(id)}
            >
              <span class="name">{name}</span>
            </button>
          ) : (
            <NotInstalled name={name} url={installUrl} />
          )}
        </li>
      ))}
    </ul>
  )
}

function NotInstalled({ name, url }: { readonly name: string; readonly url: string | null }) {
  if (url === null) {
    return (
      <p class="row" title="The app lists no scopes, so its own install page installs it.">
        <span class="name">{name}</span>
        <span class="hint">not installed</span>
      </p>
    )
  }
  return (
    <a class="row" href={url}>
      <span class="name">{name}</span>
      <span class="hint">install</span>
    </a>
  )
}
