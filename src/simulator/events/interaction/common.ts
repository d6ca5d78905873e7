import type { App, Install } from '../../state/app-types.ts'
import type { Channel, ResponseUrl } from '../../state/content-types.ts'
import type { Person, World } from '../../state/types.ts'
import { hasToken, installsHere, isNotAdded, isOrgWideHere } from '../../state/users.ts'
import { issueTrigger } from '../../state/views.ts'
import { currentWorkspace } from '../../state/workspaces.ts'

/** A person who uses an app, with the other values that interaction payloads need. */
export interface Visit {
  readonly world: World
  readonly person: Person
  readonly app: App
  /** Base URL of the simulator, without a slash at the end. */
  readonly url: string
}

/** Returns the fields that every interaction payload has (docs.slack.dev/reference/interaction-payloads). */
export function commonFields({ world, person, app }: Visit) {
  const { id, domain } = currentWorkspace(world)
  const org = isOrgWideHere(world, app.id)
  return {
    user: { id: person.id, username: person.name, name: person.name, team_id: id },
    api_app_id: app.id,
    token: app.verificationToken,
    // With an org-wide install, `team` is null, and apps read `user.team_id` (slackapi/bolt-python#23).
    team: org ? null : { id, domain },
    enterprise: world.state.organization
      ? { id: world.state.organization.id, name: world.state.organization.name }
      : null,
    is_enterprise_install: org,
  }
}

/** The place where a person acts. It is stored with a view that the app opens with the trigger id. */
export interface TriggerOrigin {
  /** The id of the modal in which the person acts; undefined outside a modal. */
  readonly viewId?: string | undefined
  /** The id of the conversation that the person is viewing; undefined when it is unknown. */
  readonly channelId?: string | undefined
  /** The id of the execution of a function that posted the message or opened the view. */
  readonly executionId?: string | undefined
}

/** Issues a trigger id, which an app can use for three seconds, and returns it. */
export function triggerId({ world, person, app }: Visit, { viewId, ...origin }: TriggerOrigin = {}): string {
  const order = { app_id: app.id, user_id: person.id, ...(viewId !== undefined && { view_id: viewId }) }
  return issueTrigger(world, order, origin).id
}

/** Returns the full URL of a `response_url`, on the simulator's current base URL. */
export function responseAddress({ url }: Visit, { path }: ResponseUrl): string {
  return `${url}/${path}`
}

/**
 * Returns the `channel` field of a payload. A direct conversation, which has no name, gets the fixed name of its kind.
 */
export function channelField({ id, name, kind }: Channel): { readonly id: string; readonly name: string } {
  const unnamed = { im: 'directmessage', mpim: 'privategroup' } as const
  return { id, name: kind === 'im' || kind === 'mpim' ? unnamed[kind] : name }
}

/**
 * Returns the apps that people of the current workspace can use, the newest installation first: apps that are installed
 * in the workspace, and apps of the organization that an admin added to it.
 */
export function installedApps(world: World): { readonly app: App; readonly install: Install }[] {
  return [...world.state.installs].reverse().flatMap((install) => {
    const app = world.state.apps.find(({ id }) => id === install.appId)
    return app && hasToken(world, install) && installsHere(world, app.id).includes(install) ? [{ app, install }] : []
  })
}

/**
 * Returns the end of an error message about an app that was not found. It names the apps of the organization that
 * nobody has added to the current workspace. The text is empty when there is no such app.
 */
export function notAddedHere(world: World): string {
  const names = world.state.apps.filter(({ id }) => isNotAdded(world, id)).map(({ name }) => name)
  if (names.length === 0) return ''
  return `. ${names.join(', ')} is installed on the organization, but no admin added it to ${currentWorkspace(world).name}`
}

/** Returns the current time in the format of `action_ts`: seconds since 1970 with six decimals. */
export function actionTs(world: World): string {
  const now = world.now()
  return `${Math.floor(now / 1000)}.${String(now % 1000).padStart(3, '0')}000`
}
