import type { App, Install, Token } from './app-types.ts'
import { holds } from './scopes.ts'
import type { Person, World } from './types.ts'
import { currentWorkspace, peopleIn, workspaceOf } from './workspaces.ts'

export function findPerson(world: World, id: string): Person | undefined {
  return peopleIn(world).find((person) => person.id === id)
}

export function findApp(world: World, id: string): App | undefined {
  return world.state.apps.find((app) => app.id === id)
}

/**
 * Returns the installations of an app that count in the current workspace: those in the workspace itself, in the second
 * one with the same people and channels (`otherWorkspace`), and in the organization, in this order.
 */
export function installsHere(world: World, appId: string): Install[] {
  const own = world.state.installs.filter((install) => install.appId === appId)
  const shared = world.at === undefined ? world.state.otherWorkspace?.id : undefined
  return [currentWorkspace(world).id, shared, world.state.organization?.id]
    .filter((id) => id !== undefined)
    .flatMap((id) => own.filter(({ workspaceId }) => workspaceOf(world, workspaceId).id === id))
}

/** Returns the installation of an app in the current workspace; when there is none, the oldest one elsewhere. */
export function findInstall(world: World, appId: string): Install | undefined {
  return installsHere(world, appId)[0] ?? world.state.installs.find((install) => install.appId === appId)
}

/** The locale of every user and every conversation. */
export const locale = 'en-US'

/**
 * Returns a `user` object for an answer to `token` (docs.slack.dev/reference/objects/user-object). The object has the
 * email only when the token has the scope `users:read.email`.
 */
export function personView(
  world: World,
  person: Person,
  { token, withLocale }: { readonly token?: Token | undefined; readonly withLocale: boolean },
) {
  const human = person.bot === undefined
  const owner = human && person.isAdmin
  return {
    id: person.id,
    team_id: currentWorkspace(world).id,
    name: person.name,
    deleted: person.deleted === true,
    real_name: person.realName,
    tz: 'Etc/UTC',
    tz_label: 'Coordinated Universal Time',
    tz_offset: 0,
    profile: profileView(world, person, token),
    is_admin: owner,
    is_owner: owner,
    is_primary_owner: owner,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: !human,
    is_app_user: false,
    ...(withLocale && { locale }),
  }
}

/**
 * Returns a `profile` object: default fields, replaced by the fields that were set. The object has the email only when
 * the token has the scope `users:read.email`.
 */
export function profileView(world: World, person: Person, token?: Token) {
  const human = person.bot === undefined
  const displayName = human ? person.name : ''
  return {
    real_name: person.realName,
    real_name_normalized: person.realName,
    display_name: displayName,
    display_name_normalized: displayName,
    title: '',
    phone: '',
    status_text: '',
    status_emoji: '',
    status_expiration: 0,
    team: currentWorkspace(world).id,
    ...(human && token && holds(token, 'users:read.email') && { email: person.email }),
    ...(person.bot && { api_app_id: person.bot.appId, bot_id: person.bot.id, always_active: true }),
    ...person.profile,
  }
}
