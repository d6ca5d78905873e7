import { newTs } from '../../state/ids.ts'
import type { World } from '../../state/types.ts'
import { findPerson, locale, personView } from '../../state/users.ts'
import type { EventDraft, InnerEvent } from '../types.ts'

/**
 * Fields of an event about a person that `users.info` does not return (docs.slack.dev/reference/events/user_change).
 */
const more = { color: '4bbe2e', is_email_confirmed: true, who_can_share_contact_card: 'EVERYONE' } as const
const pictures = ['image_24', 'image_32', 'image_48', 'image_72', 'image_192', 'image_512']

/** Builds the events for a changed profile: `user_change`, and the event for the changed part. */
export function userChangedDrafts(
  world: World,
  { userId, status }: { readonly userId: string; readonly status: boolean },
): EventDraft[] {
  const names = ['user_change', 'user_profile_changed', ...(status ? (['user_status_changed'] as const) : [])] as const
  return names.map((name) => ({
    name,
    event: () => ({
      ...personFields(world, userId),
      type: name,
      cache_ts: Math.floor(world.now() / 1000),
      event_ts: newTs(world),
    }),
  }))
}

/** Builds team_join (docs.slack.dev/reference/events/team_join). */
export function userJoinedDrafts(world: World, { userId }: { readonly userId: string }): EventDraft[] {
  const event = (): InnerEvent => ({
    ...personFields(world, userId),
    type: 'team_join',
    cache_ts: Math.floor(world.now() / 1000),
    event_ts: newTs(world),
  })
  return [{ name: 'team_join', event }]
}

/** Returns the field `user` of an event about a person. */
export function personFields(world: World, userId: string): { readonly user: Readonly<Record<string, unknown>> } {
  const person = findPerson(world, userId)
  if (!person) return { user: { id: userId } }
  const view = personView(world, person, { withLocale: true })
  const profile = {
    skype: '',
    avatar_hash: '000000000000',
    status_text_canonical: '',
    status_emoji_display_info: [],
    first_name: person.realName.split(' ')[0] ?? '',
    last_name: person.realName.split(' ').slice(1).join(' '),
    fields: {},
    ...Object.fromEntries(pictures.map((name) => [name, ''])),
    ...(view['profile'] as object),
  }
  return { user: { ...more, locale, updated: Math.floor(world.now() / 1000), ...view, profile } }
}
