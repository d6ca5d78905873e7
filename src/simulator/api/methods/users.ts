import { channelView, isMember } from '../../state/channels.ts'
import { fail, refuse } from '../../state/refusal.ts'
import type { Person } from '../../state/types.ts'
import { findPerson, personView } from '../../state/users.ts'
import { channelsIn, peopleIn } from '../../state/workspaces.ts'
import { type Call, type Handlers, isOn } from '../method.ts'
import { pageOf } from '../pagination.ts'
import { readTypes } from '../scopes.ts'

export const users = {
  'users.info': (call) => {
    const person = findPerson(call.world, call.args['user'] ?? '')
    return person ? { ok: true, user: shown(person, call) } : fail('user_not_found')
  },

  'users.list': (call) => {
    const people = peopleIn(call.world)
    // Without `limit`, Slack answers with all users on one page.
    const page = pageOf(people, call.args, { prefix: 'user', id: (person) => person.id, usual: people.length })
    return {
      ok: true,
      members: page.items.map((person) => shown(person, call)),
      cache_ts: Math.floor(call.world.now() / 1000),
      response_metadata: { next_cursor: page.next },
    }
  },

  'users.conversations': ({ world, args, actor }) => {
    const kinds = readTypes(args)
    if (!kinds) return fail('invalid_types')
    const whose = args['user'] || actor.id
    if (!findPerson(world, whose)) return fail('user_not_found')
    const channels = channelsIn(world).filter(
      (channel) =>
        kinds.includes(channel.kind) &&
        isMember(channel, whose) &&
        (channel.kind === 'public' || isMember(channel, actor.id)) &&
        !(channel.archived && isOn(args['exclude_archived'])),
    )
    const page = pageOf(channels, args, { prefix: 'team', id: (channel) => channel.id, usual: 100 })
    return {
      ok: true,
      channels: page.items.map((channel) => channelView(world, channel, actor.id)),
      response_metadata: { next_cursor: page.next },
    }
  },

  'users.lookupByEmail': (call) => {
    const email = (call.args['email'] ?? '').trim().toLowerCase()
    const person = peopleIn(call.world).find((one) => one.bot === undefined && one.email.toLowerCase() === email)
    if (!person || person.deleted) refuse('users_not_found')
    return { ok: true, user: shown(person, call) }
  },

  'users.getPresence': ({ world, args, actor }) => {
    const person = findPerson(world, args['user'] || actor.id) ?? refuse('user_not_found')
    const away = person.away === true || person.deleted === true
    const presence = away ? 'away' : 'active'
    if (person !== actor) return { ok: true, presence }
    return { ok: true, presence, online: !away, auto_away: false, manual_away: away, connection_count: away ? 0 : 1 }
  },

  'users.setPresence': ({ world, args, actor }) => {
    const { presence } = args
    if (presence !== 'auto' && presence !== 'away') refuse('invalid_presence')
    actor.away = presence === 'away'
    world.changed()
    return { ok: true }
  },
} satisfies Handlers

function shown(person: Person, { world, token, args }: Call) {
  return personView(world, person, { token, withLocale: isOn(args['include_locale']) })
}
