import type { App, Install, Token } from './app-types.ts'
import { holds } from './scopes.ts'
import type { Person, Workspace, World } from './types.ts'
import { currentWorkspace, hasOrgApps, isOrganization, peopleIn, placesHere, workspaceOf } from './workspaces.ts'

/** Returns the person with this id in the current workspace; undefined when there is none. */
export function findPerson(world: World, id: string): Person | undefined {
  return peopleIn(world).find((person) => person.id === id)
}

/** Returns the app with this id; undefined when there is none. */
export function findApp(world: World, id: string): App | undefined {
  return world.state.apps.find((app) => app.id === id)
}

/**
 * Returns the installations of an app that apply to the current workspace, in this order: those in the workspace
 * itself; those in `otherWorkspace`, when it has the same people and channels; those in the organization, when an admin
 * added the org-wide apps to the workspace. Installations without a valid token are at the end.
 */
export function installsHere(world: World, appId: string): Install[] {
  const own = world.state.installs.filter((install) => install.appId === appId)
  const places = [...placesHere(world), ...(hasOrgApps(world) ? [world.state.organization?.id] : [])]
  const here = places.flatMap((id) => own.filter(({ workspaceId }) => workspaceOf(world, workspaceId).id === id))
  const isActive = (install: Install) => hasToken(world, install)
  return [...here.filter(isActive), ...here.filter((one) => !isActive(one))]
}

/** Whether an installation has a valid token. Without one, the app was uninstalled. */
export function hasToken(world: World, { appId, workspaceId }: Install): boolean {
  const place = workspaceOf(world, workspaceId)
  return world.state.tokens.some(
    (token) => token.appId === appId && !token.revoked && workspaceOf(world, token.workspaceId) === place,
  )
}

/**
 * Returns the organization when the installation of this app that applies to the current workspace is org-wide;
 * otherwise the current workspace.
 */
export function placeOfApp(world: World, appId: string): Workspace {
  const [install] = installsHere(world, appId)
  const isOrgWide = install !== undefined && isOrganization(world, install.workspaceId)
  return isOrgWide ? workspaceOf(world, install.workspaceId) : currentWorkspace(world)
}

/** Whether the installation of this app that applies to the current workspace is org-wide. */
export function isOrgWideHere(world: World, appId: string): boolean {
  return isOrganization(world, placeOfApp(world, appId).id)
}

/** Whether an app is installed on the organization, but no admin added it to the current workspace. */
export function isNotAdded(world: World, appId: string): boolean {
  const { tokens } = world.state
  const isOrgWide = tokens.some((one) => one.appId === appId && !one.revoked && isOrganization(world, one.workspaceId))
  return isOrgWide && !hasOrgApps(world)
}

/** Returns the installation of an app in the current workspace; when there is none, the oldest one elsewhere. */
export function findInstall(world: World, appId: string): Install | undefined {
  return installsHere(world, appId)[0] ?? world.state.installs.find((install) => install.appId === appId)
}

/** The locale of every user and every conversation. */
export const locale = 'en-US'

/**
 * Returns a `user` object for the answer to a call with `token` (docs.slack.dev/reference/objects/user-object). The
 * object has the email only when the token has the scope `users:read.email`.
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
