import type { TeamJoinEvent, UserChangeEvent, UserProfileChangedEvent, UserStatusChangedEvent } from '@slack/types'
import { newTs } from '../../state/ids.ts'
import type { Person, World } from '../../state/types.ts'
import { findPerson, locale, personView } from '../../state/users.ts'
import type { EventDraft } from '../types.ts'

/**
 * Fields that the `user` of an event has, but the answer of `users.info` does not have
 * (docs.slack.dev/reference/events/user_change).
 */
const more = { color: '4bbe2e', is_email_confirmed: true, who_can_share_contact_card: 'EVERYONE' } as const
const pictures = { image_24: '', image_32: '', image_48: '', image_72: '', image_192: '', image_512: '' }
const huddle = { huddle_state: 'default_unset', huddle_state_expiration_ts: 0 }

/**
 * Builds the events for a changed profile: `user_change` and `user_profile_changed`, and also `user_status_changed`
 * when the status changed.
 */
export function userChangedDrafts(
  world: World,
  { userId, status }: { readonly userId: string; readonly status: boolean },
): EventDraft[] {
  const person = findPerson(world, userId)
  if (!person) return []
  const about = () => aboutPerson(world, person)
  const change = () => ({ type: 'user_change' as const, ...about() }) satisfies UserChangeEvent
  const profile = () => ({ type: 'user_profile_changed' as const, ...about() }) satisfies UserProfileChangedEvent
  const statusOnly = () => ({ type: 'user_status_changed' as const, ...about() }) satisfies UserStatusChangedEvent
  return [
    { name: 'user_change', event: change },
    { name: 'user_profile_changed', event: profile },
    ...(status ? [{ name: 'user_status_changed' as const, event: statusOnly }] : []),
  ]
}

/** Builds `team_join` (docs.slack.dev/reference/events/team_join). */
export function userJoinedDrafts(world: World, userId: string): EventDraft[] {
  const person = findPerson(world, userId)
  if (!person) return []
  const event = () => ({ type: 'team_join' as const, ...aboutPerson(world, person) }) satisfies TeamJoinEvent
  return [{ name: 'team_join', event }]
}

function aboutPerson(world: World, person: Person) {
  return { user: personFields(world, person), cache_ts: Math.floor(world.now() / 1000), event_ts: newTs(world) }
}

/** Returns the field `user` of an event about a person. */
export function personFields(world: World, person: Person) {
  const view = personView(world, person, { withLocale: true })
  const profile = {
    skype: '',
    avatar_hash: '000000000000',
    status_text_canonical: '',
    status_emoji_display_info: [],
    ...huddle,
    first_name: person.realName.split(' ')[0] ?? '',
    last_name: person.realName.split(' ').slice(1).join(' '),
    fields: {},
    ...pictures,
    ...view.profile,
  }
  return { ...more, updated: Math.floor(world.now() / 1000), ...view, locale, profile }
}
