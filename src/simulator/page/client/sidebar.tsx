import type { PageChannel } from '../types.ts'
import { useModel } from './model.ts'

/** The workspace, the person who acts, and the list of conversations and apps. */
export function Sidebar() {
  const { desk, place, go, actAs } = useModel()
  const rooms = desk.channels.filter(({ kind }) => kind === 'public' || kind === 'private')
  const directs = desk.channels.filter(({ kind }) => kind === 'im' || kind === 'mpim')
  const isOpen = (id: string) => place.kind === 'channel' && place.channel === id
  const row = (channel: PageChannel) => (
    <li key={channel.id}>
      <button
        type="button"
        class={isOpen(channel.id) ? 'open' : ''}
        aria-current={isOpen(channel.id)}
        onClick={() => go({ kind: 'channel', channel: channel.id })}
      >
        {titleOf(channel, desk)}
        {channel.unread > 0 && <span class="badge">{channel.unread}</span>}
      </button>
    </li>
  )
  return (
    <nav class="sidebar" aria-label="Conversations">
      <h1>{desk.workspace.name}</h1>
      <label>
        Act as{' '}
        <select value={desk.me.id} onChange={(event) => actAs(event.currentTarget.value)}>
          {desk.actors.map(({ id, realName, name }) => (
            <option key={id} value={id}>
              {realName} (@{name})
            </option>
          ))}
        </select>
      </label>
      <h2>Channels</h2>
      <ul>{rooms.map(row)}</ul>
      <h2>Direct messages</h2>
      <ul>{directs.map(row)}</ul>
    </nav>
  )
}

/** Returns the name of a conversation as the person sees it. */
export function titleOf(
  { kind, name, members }: PageChannel,
  { me, people }: ReturnType<typeof useModel>['desk'],
): string {
  if (kind === 'public') return `# ${name}`
  if (kind === 'private') return `🔒 ${name}`
  const others = members.filter((id) => id !== me.id)
  const named = (others.length > 0 ? others : members).map((id) => people.find((one) => one.id === id)?.realName ?? id)
  return named.join(', ')
}
