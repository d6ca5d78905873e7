import { count, text } from '../../shape/shape.ts'
import type { SeedContent, SeedWorkspace } from '../state/seed-types.ts'
import type { Organization, Workspace } from '../state/types.ts'
import { descriptionFields } from './answer-shapes.ts'
import { route } from './route.ts'
import type { Frozen, SimulatorDescription } from './types.ts'

interface TokenAction {
  readonly do: 'expire' | 'revoke' | 'leak'
  readonly token?: string
  readonly kind?: 'bot' | 'user' | 'refresh'
  readonly user?: string
  readonly clientId?: string
}

/** The routes that change the data of the workspaces, and simulate actions of admins. */
export const workspaceRoutes = {
  reset: route<SimulatorDescription>({
    method: 'POST',
    path: '/_sim/reset',
    about: 'Goes back to the data that the simulator was seeded with.',
    body: {},
    answer: descriptionFields,
  }),
  seed: route<SimulatorDescription, Partial<SeedContent>>({
    method: 'POST',
    path: '/_sim/seed',
    about: 'Replaces all data by a seed; {} is the default seed.',
    body: {
      workspaces: 'workspaces with their people and channels',
      organization: 'the organization that the workspaces belong to',
      apps: 'apps with their settings',
    },
    answer: descriptionFields,
  }),
  setOtherWorkspace: route<SimulatorDescription, { readonly otherWorkspace: Frozen<Workspace> | null }>({
    method: 'POST',
    path: '/_sim/workspace',
    about: 'Signs the browser in to a second workspace, or out of it.',
    body: { otherWorkspace: '{ id, name, domain }, or null' },
    answer: descriptionFields,
  }),
  addWorkspace: route<SimulatorDescription, { readonly workspace: SeedWorkspace }>({
    method: 'POST',
    path: '/_sim/add-workspace',
    about: 'Adds a workspace with its own people and channels, to which the browser is signed in too.',
    body: { workspace: 'the workspace, as in a seed: { name, people, … }' },
    answer: descriptionFields,
  }),
  removeWorkspace: route<SimulatorDescription, { readonly id: string }>({
    method: 'POST',
    path: '/_sim/remove-workspace',
    about:
      'Removes a workspace that has its own people, or the organization, together with everything that was installed there. Sends no events.',
    body: { id: 'id of the workspace or organization' },
    answer: descriptionFields,
  }),
  setOrganization: route<
    SimulatorDescription,
    { readonly organization: (Frozen<Workspace> & Partial<Frozen<Organization>>) | null }
  >({
    method: 'POST',
    path: '/_sim/organization',
    about: 'Puts the workspaces into an organization, or takes them out of it.',
    body: {
      organization:
        '{ id, name, domain, teams }, or null; teams: ids of the workspaces to which an admin added the org-wide apps',
    },
    answer: descriptionFields,
  }),
  changePerson: route<SimulatorDescription, { readonly id: string; readonly deactivated: boolean }>({
    method: 'POST',
    path: '/_sim/person',
    about: 'Deactivates a user, or activates the user again.',
    body: { id: 'id of the user', deactivated: 'true or false' },
    answer: descriptionFields,
  }),
  endToken: route<{ kind: string; user: string; do: string }, TokenAction>({
    method: 'POST',
    path: '/_sim/token',
    about: 'Expires or revokes a token.',
    body: {
      do: 'expire, revoke, or leak (as when Slack finds it published)',
      token: 'the token itself',
      kind: 'bot, user or refresh: selects the newest token of that kind, without token',
      user: 'with kind: id of the user that the token acts as',
      clientId: 'with kind: client id of the app',
    },
    answer: { kind: text, user: text, do: text },
  }),
  expireTokens: route<{ expired: number }, { readonly clientId: string }>({
    method: 'POST',
    path: '/_sim/expire',
    about: 'Expires every access token of an app that has a refresh token, and answers their number.',
    body: { clientId: 'client id of the app' },
    answer: { expired: count },
  }),
  issueConfigToken: route<SimulatorDescription>({
    method: 'POST',
    path: '/_sim/config-token',
    about: 'Issues a new pair of app configuration tokens.',
    body: {},
    answer: descriptionFields,
  }),
  issueTrigger: route<
    { trigger_id: string },
    { readonly app_id?: string; readonly user_id?: string; readonly view_id?: string }
  >({
    method: 'POST',
    path: '/_sim/trigger',
    about: 'Issues a trigger_id, as a button, a shortcut or a slash command does.',
    body: {
      app_id: 'id of the app; by default the first app',
      user_id: 'id of the user who acts; by default the first user',
      view_id: 'id of the open view in which the user acts',
    },
    answer: { trigger_id: text },
  }),
}
