import { describeChannel, type SeenChannel } from '../../slack/client/channel.ts'

/** What an identity sees of a channel. */
export interface ChannelReport {
  /** As it was named. */
  readonly asked: string
  /** `visible`: sees it and is not in it; `hidden`: to it there is none; `unknown`: it may not look. */
  readonly state: 'member' | 'visible' | 'hidden' | 'unknown'
  readonly id?: string
  readonly name?: string | null
  readonly kind?: SeenChannel['kind']
  readonly archived?: boolean
  /** Scopes without which it cannot look, or not at private channels. */
  readonly lacks?: readonly string[]
}

/** `#ops (C012AB3CD, private): a member`. */
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
  const told = {
    member: 'a member',
    visible: 'sees it, and is no member',
    hidden:
      lacks.length > 0 ? `no public channel; private ones take ${lacks.join(', ')} to be listed` : 'not to be seen',
    unknown: `may not look${lacks.length > 0 ? `: lacks ${lacks.join(' or ')}` : ''}`,
  }
  return `${shown}: ${told[state]}`
}
