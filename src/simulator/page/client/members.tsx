import { useState } from 'preact/hooks'
import type { PageChannel } from '../types.ts'
import { Dialog } from './dialog.tsx'
import { useModel } from './model.ts'
import { titleOf } from './names.ts'

/** The button with the number of members, which opens their list. */
export function Members({ channel }: { readonly channel: PageChannel }) {
  const { desk } = useModel()
  const [open, setOpen] = useState(false)
  const count = desk.people.filter(({ id }) => channel.members.includes(id)).length
  return (
    <>
      <button type="button" class="quiet" onClick={() => setOpen(true)}>
        {count === 1 ? '1 member' : `${count} members`}
      </button>
      {open && <MemberList channel={channel} close={() => setOpen(false)} />}
    </>
  )
}

/** The members of a channel. A member can remove the others, and invite people and apps. */
function MemberList({ channel, close }: { readonly channel: PageChannel; readonly close: () => void }) {
  const { desk, act } = useModel()
  const [guest, setGuest] = useState('')
  const inside = new Set(channel.members)
  const members = desk.people.filter(({ id }) => inside.has(id))
  const others = desk.people.filter(({ id, deactivated }) => !inside.has(id) && !deactivated)
  const isChannel = channel.kind === 'public' || channel.kind === 'private'
  const mayChange = isChannel && inside.has(desk.me.id) && !channel.archived
  const invite = async (event: Event) => {
    event.preventDefault()
    if (guest !== '' && (await act('say', { channel: channel.id, text: `/invite @${guest}` }))) setGuest('')
  }
  return (
    <Dialog title={`Members of ${titleOf(channel, desk)}`} close={close}>
      <div class="text memberlist">
        <ul aria-label="Members">
          {members.map(({ id, name, realName, appId }) => (
            <li key={id}>
              <span>
                {realName} <span class="soft">@{name}</span> {appId !== null && <span class="tag">APP</span>}
              </span>
              {mayChange && channel.name !== 'general' && id !== desk.me.id && (
                <button
                  type="button"
                  class="quiet"
                  aria-label={`Remove ${realName}`}
                  onClick={() => void act('kick', { channel: channel.id, member: id })}
                >
                  Remove
                </button>
              )}
            </li>
          ))}
        </ul>
        {mayChange && others.length > 0 && (
          <form class="inline" onSubmit={(event) => void invite(event)}>
            <select
              aria-label="Somebody to invite"
              value={guest}
              onChange={({ currentTarget }) => setGuest(currentTarget.value)}
            >
              <option value="">Invite somebody…</option>
              {others.map(({ id, name, realName }) => (
                <option key={id} value={name}>
                  {realName} (@{name})
                </option>
              ))}
            </select>
            <button type="submit" disabled={guest === ''}>
              Invite
            </button>
          </form>
        )}
      </div>
    </Dialog>
  )
}
