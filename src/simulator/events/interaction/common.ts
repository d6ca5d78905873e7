import type { App, Install } from '../../state/app-types.ts'
import type { Channel, ResponseUrl } from '../../state/content-types.ts'
import type { Person, World } from '../../state/types.ts'
import { issueTrigger } from '../../state/views.ts'
import { currentWorkspace, workspaceOf } from '../../state/workspaces.ts'

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
  return {
    user: { id: person.id, username: person.name, name: person.name, team_id: id },
    api_app_id: app.id,
    token: app.verificationToken,
    team: { id, domain },
    enterprise: world.state.organization
      ? { id: world.state.organization.id, name: world.state.organization.name }
      : null,
    is_enterprise_install: false,
  }
}

/**
 * Issues a trigger id, which an app can use for three seconds, and returns it.
 * @param viewId the id of the modal in which the person acts
 */
export function triggerId({ world, person, app }: Visit, viewId?: string): string {
  const order = { app_id: app.id, user_id: person.id, ...(viewId !== undefined && { view_id: viewId }) }
  return issueTrigger(world, order).id
}

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

/** Returns the apps that are installed in the current workspace, the newest installation first. */
export function installedApps(world: World): { readonly app: App; readonly install: Install }[] {
  const here = currentWorkspace(world).id
  return [...world.state.installs].reverse().flatMap((install) => {
    const app = world.state.apps.find(({ id }) => id === install.appId)
    const alive = world.state.tokens.some((token) => token.appId === install.appId && !token.revoked)
    const place = workspaceOf(world, install.workspaceId).id
    return app && alive && (place === here || world.at === undefined) ? [{ app, install }] : []
  })
}

/** Returns the current time as `action_ts` has it: seconds since 1970 with six decimals. */
export function actionTs(world: World): string {
  const now = world.now()
  return `${Math.floor(now / 1000)}.${String(now % 1000).padStart(3, '0')}000`
}
