import type { App } from '../state/app-types.ts'
import type { Workspace, World } from '../state/types.ts'

/**
 * An error that Slack shows on its own page. The page does not redirect to the app, because the redirect URL itself can
 * be wrong.
 */
export interface OauthRefusal {
  readonly code: string
  /** The message in Slack's words. */
  readonly message: string
  /** A hint for the developer who uses the simulator: how to fix the error. */
  readonly next: string
}

/** Returns the error for a client id that no app has, with the known client ids. */
export function unknownClient({ state: { apps } }: World): OauthRefusal {
  const known = apps.map(({ clientId }) => clientId).join(', ')
  return {
    code: 'invalid_client_id',
    message: 'Invalid client_id parameter',
    next: `The simulator knows the client ID ${known}.`,
  }
}

/** Returns the error for a redirect URL that the app's settings do not have. */
export function unregistered(app: App, sent: string): OauthRefusal {
  return {
    code: 'bad_redirect_uri',
    message: `redirect_uri did not match any configured URIs. Passed URI: ${sent}`,
    next: `Registered for ${app.name}: ${app.redirectUrls.join(', ') || 'none'}. Start the simulator with --redirect-url to add one.`,
  }
}

/** Returns the error for bot scopes when the app has no bot user. */
export function withoutBot(): OauthRefusal {
  return {
    code: 'no_bot_user',
    message: 'This app is requesting permission to install a bot, but it is not currently configured with a bot',
    next: 'Give the app a bot user, or ask for user scopes only.',
  }
}

/**
 * Returns the error for an app that can be installed only in its own workspace, when the user chose another workspace.
 */
export function otherTeam({ state }: World, chosen: Workspace): OauthRefusal {
  const { name, id } = state.workspace
  return {
    code: 'invalid_team_for_non_distributed_app',
    message: `invalid_team_for_non_distributed_app: this app can be installed in its own workspace only, not in ${chosen.name} (${chosen.id})`,
    next: `Its own is ${name} (${id}): choose that, or make the app a distributed one.`,
  }
}
