import type { PageChannel } from '../types.ts'
import { useModel } from './model.ts'
import { isWithApp, titleOf } from './names.ts'

/** The workspace, the person who acts, and the lists of conversations and apps. */
export function Sidebar() {
  const { desk } = useModel()
  const rooms = desk.channels.filter(({ kind, archived }) => !archived && (kind === 'public' || kind === 'private'))
  const directs = desk.channels.filter((one) => !isWithApp(one, desk) && (one.kind === 'im' || one.kind === 'mpim'))
  return (
    <nav class="sidebar" aria-label="Conversations">
      <h1>{desk.workspace.name}</h1>
      <ActAs />
      <h2 id="channels">Channels</h2>
      <ul aria-labelledby="channels">
        {rooms.map((one) => (
          <Room key={one.id} channel={one} />
        ))}
      </ul>
      <h2 id="directs">Direct messages</h2>
      <ul aria-labelledby="directs">
        {directs.map((one) => (
          <Room key={one.id} channel={one} />
        ))}
        <OtherPeople />
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

/** The people with whom the person has no direct conversation yet. */
function OtherPeople() {
  const { desk, act, go } = useModel()
  const known = new Set(desk.channels.filter(({ kind }) => kind === 'im').flatMap(({ members }) => members))
  const others = desk.people.filter(
    ({ id, appId, deactivated }) => appId === null && !deactivated && !known.has(id) && id !== desk.me.id,
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
            <a class="row" href={installUrl}>
              <span class="name">{name}</span>
              <span class="hint">install</span>
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}
