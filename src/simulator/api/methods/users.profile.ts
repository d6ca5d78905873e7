import { isRecord } from '../../../shape/record.ts'
import { parseJson } from '../../../slack/facts/json-depth.ts'
import { refuse } from '../../state/refusal.ts'
import type { Person } from '../../state/types.ts'
import { findPerson, profileView } from '../../state/users.ts'
import type { Call, Handlers } from '../method.ts'

/** Maximum number of characters in each field (docs.slack.dev/reference/methods/users.profile.set). */
const longest: Readonly<Record<string, number>> = { status_text: 100, display_name: 80, real_name: 80 }

/** The fields of a profile that cannot be set, because Slack derives their values from other data. */
const derived = ['team', 'api_app_id', 'bot_id', 'always_active', 'real_name_normalized', 'display_name_normalized']

export const usersProfile = {
  'users.profile.get': (call) => {
    const person = findPerson(call.world, call.args['user'] || call.actor.id)
    if (!person) refuse('user_not_found')
    return { ok: true, profile: profileView(call.world, person, call.token) }
  },

  'users.profile.set': (call) => {
    const { world, token } = call
    const person = needPerson(call)
    const wanted = checked(readFields(call.args), call)
    const before = profileView(world, person, token)
    Object.assign(person, inPlace(person, wanted))
    person.profile = { ...person.profile, ...withStatus(wanted, before) }
    world.changed()
    world.happened(world, {
      what: 'user_changed',
      userId: person.id,
      status: 'status_text' in wanted || 'status_emoji' in wanted,
    })
    return { ok: true, username: person.name, profile: profileView(world, person, token) }
  },
} satisfies Handlers

type ProfileFields = Readonly<Record<string, unknown>>

/**
 * Returns the user whose profile the call sets: the caller, or for an admin any user.
 * @throws Refused `not_admin`, `user_not_found`
 */
function needPerson({ world, args, actor }: Call): Person {
  const id = args['user'] || actor.id
  if (id !== actor.id && !actor.isAdmin) refuse('not_admin')
  return findPerson(world, id) ?? refuse('user_not_found')
}

function readFields(args: Call['args']): ProfileFields {
  if (args['profile'] === undefined) {
    return args['name'] ? { [args['name']]: args['value'] ?? '' } : refuse('invalid_profile')
  }
  let value: unknown
  try {
    value = parseJson(args['profile'])
  } catch {
    refuse('invalid_profile')
  }
  return isRecord(value) ? value : refuse('invalid_profile')
}

function checked(fields: ProfileFields, { actor }: Call): ProfileFields {
  const names = Object.keys(fields)
  if (names.length === 0 || names.length > 50 || names.some((name) => name.length > 255)) refuse('invalid_profile')
  if (names.some((name) => derived.includes(name) || name.startsWith('__'))) refuse('invalid_profile')
  if (names.includes('email') && !actor.isAdmin) refuse('not_admin')
  const long = names.some((name) => {
    const value = fields[name]
    return typeof value === 'string' && value.length > (longest[name] ?? Number.POSITIVE_INFINITY)
  })
  return long ? refuse('too_long') : fields
}

/**
 * Returns the two fields of the profile that `Person` itself stores: the name and the email. All other fields are in
 * `Person.profile`.
 */
function inPlace(person: Person, { real_name: realName, email }: ProfileFields): Partial<Person> {
  return {
    realName: typeof realName === 'string' && realName !== '' ? realName : person.realName,
    email: typeof email === 'string' && email !== '' ? email : person.email,
  }
}

/**
 * Returns the fields with a complete status: a text without an emoji gets `:speech_balloon:`.
 * @throws Refused `must_clear_both_status_text_and_status_emoji` when the call clears only the text
 */
function withStatus(wanted: ProfileFields, before: ProfileFields): ProfileFields {
  const { real_name: _, email: _email, ...fields } = wanted
  if (!('status_text' in fields) && !('status_emoji' in fields)) return fields
  const status = { status_text: before['status_text'], status_emoji: before['status_emoji'], ...fields }
  if (status.status_text === '' && status.status_emoji !== '' && !fields['status_emoji']) {
    refuse('must_clear_both_status_text_and_status_emoji')
  }
  return status.status_text !== '' && status.status_emoji === ''
    ? { ...status, status_emoji: ':speech_balloon:' }
    : status
}
