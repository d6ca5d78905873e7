import type {
  AppDeletedEvent,
  AppInstalledEvent,
  AppRequestedEvent,
  AppUninstalledTeamEvent,
  TeamAccessGrantedEvent,
  TeamAccessRevokedEvent,
} from '@slack/types'
import { scopeFacts } from '../../../slack/facts/scopes.ts'
import type { Happening } from '../../state/happening.ts'
import { newTs } from '../../state/ids.ts'
import type { World } from '../../state/types.ts'
import { findApp, findPerson } from '../../state/users.ts'
import { currentWorkspace, peopleIn } from '../../state/workspaces.ts'
import type { EventDraft } from '../types.ts'

type OtherApp<What extends Happening['what']> = Extract<Happening, { readonly what: What }>

/**
 * Builds `app_installed`, an event for apps with the user scope `admin.apps:read`
 * (docs.slack.dev/reference/events/app_installed).
 */
export function installedDrafts(world: World, { appId, userId }: OtherApp<'app_installed'>): EventDraft[] {
  const event = () =>
    ({
      type: 'app_installed' as const,
      ...namesOf(world, appId),
      user_id: userId,
      event_ts: newTs(world),
    }) satisfies AppInstalledEvent
  return [{ name: 'app_installed', event }]
}

/**
 * Builds `app_uninstalled_team`, an event for apps with the user scope `admin.apps:read`
 * (docs.slack.dev/reference/events/app_uninstalled_team).
 */
export function uninstalledTeamDrafts(world: World, { appId }: OtherApp<'app_uninstalled'>): EventDraft[] {
  const event = () => {
    const names = namesOf(world, appId)
    return {
      type: 'app_uninstalled_team' as const,
      ...names,
      user_id: names.app_owner_id,
      event_ts: newTs(world),
    } satisfies AppUninstalledTeamEvent
  }
  return [{ name: 'app_uninstalled_team', event }]
}

/**
 * Builds `app_deleted`, an event for apps with the user scope `admin.apps:read`
 * (docs.slack.dev/reference/events/app_deleted).
 */
export function deletedAppDrafts(world: World, { appId, name }: OtherApp<'app_deleted'>): EventDraft[] {
  const event = () =>
    ({
      type: 'app_deleted' as const,
      ...namesOf(world, appId),
      app_name: name,
      event_ts: newTs(world),
    }) satisfies AppDeletedEvent
  return [{ name: 'app_deleted', event }]
}

type Scope = AppRequestedEvent['scopes']

/**
 * Builds `app_requested`, an event about a user who asked an admin to approve an app. As in Slack’s example, `scopes`
 * is a list; @slack/types declares it as one scope (docs.slack.dev/reference/events/app_requested).
 */
export function requestedDrafts(world: World, happening: OtherApp<'app_requested'>): EventDraft[] {
  const { appId, userId, scopes } = happening
  const { id, name, domain } = currentWorkspace(world)
  const person = findPerson(world, userId)
  const scope = (one: string, kind: 'bot' | 'user'): Scope => ({
    name: one,
    description: scopeFacts(one)?.means ?? '',
    is_dangerous: false,
    token_type: kind,
  })
  const event = () =>
    ({
      type: 'app_requested' as const,
      app_request: { id: `Ar${appId.slice(1)}`, app: describedApp(world, appId) },
      previous_resolution: null,
      is_user_app_collaborator: false,
      user: { id: userId, name: person?.name ?? '', email: person?.email ?? '' },
      team: { id, name, domain },
      scopes: [...scopes.bot.map((one) => scope(one, 'bot')), ...scopes.user.map((one) => scope(one, 'user'))],
      message: '',
      date_created: Math.floor(world.now() / 1000),
      event_ts: newTs(world),
    }) satisfies Omit<AppRequestedEvent, 'scopes'> & { readonly scopes: readonly Scope[]; readonly event_ts: string }
  return [{ name: 'app_requested', event }]
}

/**
 * Builds `team_access_granted` or `team_access_revoked`, which an org-wide app gets when it was added to or removed
 * from workspaces (docs.slack.dev/reference/events/team_access_granted).
 */
export function teamAccessDrafts(
  world: World,
  { what, appId, teamIds }: OtherApp<'team_access_granted' | 'team_access_revoked'>,
): EventDraft[] {
  const event = () =>
    ({
      type: what,
      team_ids: [...teamIds],
      event_ts: newTs(world),
    }) satisfies Omit<TeamAccessGrantedEvent | TeamAccessRevokedEvent, 'type'> & { type: typeof what }
  return [{ name: what, appId, ofOrganization: true, event }]
}

/**
 * Returns the fields about an app: its id, name, owner and workspace. The simulator does not store owners of apps, so
 * the owner is the first person of the workspace.
 */
function namesOf(world: World, appId: string) {
  const { id, domain } = currentWorkspace(world)
  return {
    app_id: appId,
    app_name: findApp(world, appId)?.name ?? appId,
    app_owner_id: peopleIn(world)[0]?.id ?? '',
    team_id: id,
    team_domain: domain,
  }
}

function describedApp(world: World, appId: string): AppRequestedEvent['app_request']['app'] {
  const texts = { description: '', additional_info: '', help_url: '', privacy_policy_url: '' }
  const pages = { app_homepage_url: '', app_directory_url: '' }
  const flags = { is_granular_bot_app: true, is_app_directory_approved: false, is_internal: true }
  return { id: appId, name: findApp(world, appId)?.name ?? appId, ...texts, ...pages, ...flags }
}
