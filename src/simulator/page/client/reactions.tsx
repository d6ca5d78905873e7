import { emojiNamed } from '../../../slack/facts/emoji.ts'
import type { PageChannel, PageMessage } from '../types.ts'
import { useModel } from './model.ts'
import { nameOf } from './names.ts'

interface ShownReaction {
  readonly name: string
  readonly users: readonly string[]
  readonly count: number
}

/** The reactions to a message. A click adds the person's own reaction, or removes it. */
export function Reactions({
  message,
  channel,
}: {
  readonly message: PageMessage['message']
  readonly channel: PageChannel
}) {
  const { desk, act } = useModel()
  const reactions = (message['reactions'] ?? []) as readonly ShownReaction[]
  if (reactions.length === 0) return null
  return (
    <ul class="reactions" aria-label="Reactions">
      {reactions.map(({ name, users, count }) => {
        const own = users.includes(desk.me.id)
        const who = users.map((id) => nameOf(desk.people, id)).join(', ')
        return (
          <li key={name}>
            <button
              type="button"
              aria-pressed={own}
              title={`:${name}: from ${who}`}
              aria-label={`${name}, ${count} from ${who}`}
              onClick={() => void act('react', { channel: channel.id, ts: message.ts, emoji: name, remove: own })}
            >
              <span aria-hidden="true">{emojiNamed(name) ?? `:${name}:`}</span> {count}
            </button>
          </li>
        )
      })}
    </ul>
  )
}
