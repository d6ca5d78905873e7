import { describeChannel, type SeenChannel } from '../../slack/client/channel.ts'

/** Whether an identity sees a channel, and whether it is a member. */
export interface ChannelReport {
  /** The channel as typed. */
  readonly asked: string
  /**
   * `visible`: the identity sees the channel, but is no member; `hidden`: it does not see the channel; `unknown`: it
   * lacks the scope for the lookup.
   */
  readonly state: 'member' | 'visible' | 'hidden' | 'unknown'
  readonly id?: string
  readonly name?: string | null
  readonly kind?: SeenChannel['kind']
  readonly archived?: boolean
  /** The scopes that the token lacks to look up the channel, or to look up private channels. */
  readonly lacks?: readonly string[]
}

/** Returns text such as `#ops (C012AB3CD, private): a member`. */
export function describeVisibility({
  asked: requested,
  state,
  id,
  name = null,
  kind,
  archived,
  lacks = [],
}: ChannelReport): string {
  const shown = id && kind ? describeChannel({ id, name, kind, archived: archived ?? false, member: null }) : requested
  const texts = {
    member: 'a member',
    visible: 'sees it, but is no member',
    hidden: lacks.length > 0 ? `no public channel; listing private ones needs ${lacks.join(', ')}` : 'not visible',
    unknown: `can’t check${lacks.length > 0 ? `: missing scope ${lacks.join(' or ')}` : ''}`,
  }
  return `${shown}: ${texts[state]}`
}
