import type { ConsentRequest } from '../oauth/authorize.ts'
import type { GrantChoice } from '../oauth/code.ts'
import type { App } from '../state/app-types.ts'
import type { Channel } from '../state/content-types.ts'
import { mayGoOrgWide } from '../state/install-app.ts'
import type { Person, Workspace, World } from '../state/types.ts'
import { channelsIn, isOrganization, peopleIn, workspacesOf, worldOf, worldsOf } from '../state/workspaces.ts'

/** The content of the consent page, and the request for consent about which the user decides. */
export interface ConsentView {
  /** The nonce of the page, which its form sends back. */
  readonly nonce: string
  readonly request: ConsentRequest
  readonly app: App
  /**
   * The workspaces that the browser is signed in to, the app's own first; at the end the organization, when the app can
   * be installed on it.
   */
  readonly workspaces: readonly Workspace[]
  readonly isOrganization: (id: string) => boolean
  /** Returns whether a person is in the workspace with this id. `people` has the people of all workspaces. */
  readonly isIn: (person: Person, workspaceId: string) => boolean
  readonly people: readonly Person[]
  /** The channels in which the webhook can post; undefined when the app requested no webhook. */
  readonly channels: readonly Channel[] | undefined
  /** The requested scopes that the user can untick. */
  readonly optional: { readonly bot: readonly string[]; readonly user: readonly string[] }
  readonly problem?: string
}

export type ConsentForm = Readonly<Record<string, string>>

/** Returns what the consent page shows for a request. @throws Error when the app no longer exists. */
export function viewOf(world: World, request: ConsentRequest, nonce: string): ConsentView {
  const { apps, organization } = world.state
  const [people, channels] = [worldsOf(world).flatMap(peopleIn), worldsOf(world).flatMap(channelsIn)]
  const app = apps.find(({ id }) => id === request.appId)
  if (!app) throw new Error(`The consent belongs to an app that is gone: ${request.appId}`)
  const webhook = request.bot.includes('incoming-webhook')
  const open = channels.filter(({ kind, archived }) => (kind === 'public' || kind === 'private') && !archived)
  const { bot, user } = app.optionalScopes
  return {
    nonce,
    request,
    app,
    workspaces: [...workspacesOf(world), ...(organization && mayGoOrgWide(app, request.flow) ? [organization] : [])],
    isOrganization: (id) => isOrganization(world, id),
    isIn: (person, workspaceId) => peopleIn(worldOf(world, workspaceId)).includes(person),
    people: people.filter(({ bot: isBot, deleted }) => !isBot && !deleted),
    channels: webhook ? open : undefined,
    optional: {
      bot: request.bot.filter((scope) => bot.includes(scope)),
      user: request.user.filter((scope) => user.includes(scope)),
    },
  }
}

/** Returns the content of the consent page as data, for a request with `Accept: application/json`. */
export function consentForPrograms(view: ConsentView) {
  const { nonce, request, app, people, channels, workspaces, optional } = view
  return {
    request: nonce,
    app: { id: app.id, name: app.name, client_id: app.clientId },
    workspace: workspaces.find(({ id }) => id === request.workspaceId) ?? null,
    workspaces,
    people: people.map((person) => {
      const { id, name, realName } = person
      const own = workspaces.filter((one) => view.isIn(person, one.id))
      return { id, name, realName, workspaces: own.map((one) => one.id) }
    }),
    channels: (channels ?? []).map(({ id, name, kind, members }) => ({ id, name, kind, members })),
    botScopes: request.bot,
    userScopes: request.user,
    optional,
    redirectUri: request.redirectUri,
  }
}

/** The reason why the user's choice is not possible; the page shows it above the form. */
export interface ImpossibleChoice {
  readonly problem: string
}

/** Returns the user's choice from the fields of the form, or the reason why it is not possible. */
export function choose(view: ConsentView, form: ConsentForm): GrantChoice | ImpossibleChoice {
  const { people, channels, workspaces, request } = view
  const workspace = workspaces.find(({ id }) => id === (form['workspace'] || request.workspaceId))
  if (!workspace) return { problem: 'You are not signed in to that workspace. Choose one of those in the list.' }
  const there = people.filter((one) => view.isIn(one, workspace.id))
  const person = form['user'] ? there.find(({ id }) => id === form['user']) : there[0]
  if (!person) return { problem: 'That person is not in the workspace. Choose who installs the app.' }
  if (view.isOrganization(workspace.id) && !person.isAdmin) {
    return {
      problem: `${person.realName} is no admin of ${workspace.name}: only an admin installs an app on the organization.`,
    }
  }
  const granted = ticked(view, form)
  if ('problem' in granted) return granted
  const chosen = { person, workspace, ...granted }
  if (!channels || !granted.bot.includes('incoming-webhook')) return { ...chosen, channel: undefined }
  const own = channels.filter(({ members }) => members.includes(person.id))
  const wanted = form['channel'] || form[`channel:${person.id}`]
  const channel = wanted ? own.find(({ id }) => id === wanted) : own[0]
  return channel
    ? { ...chosen, channel }
    : { problem: `Choose a channel that ${person.realName} is in: the incoming webhook will post there.` }
}

/**
 * Returns the scopes that the user grants, or the reason why the choice is not possible. A page with checkboxes sends
 * `boxes` and the ticked scopes; a program sends the unticked scopes in `without`.
 */
function ticked(
  { request, optional, app: { withheldScopes } }: ConsentView,
  form: ConsentForm,
): Pick<GrantChoice, 'bot' | 'user'> | ImpossibleChoice {
  const without = (form['without'] ?? '').split(/[\s,]+/).filter((scope) => scope !== '')
  const fixed = without.find((scope) => !optional.bot.includes(scope) && !optional.user.includes(scope))
  if (fixed !== undefined) return { problem: `${fixed} is not optional: it is granted with the rest or not at all.` }
  const boxes = form['boxes'] !== undefined
  const keeps = (list: 'bot' | 'user', scope: string) => {
    if (withheldScopes[list].includes(scope)) return false
    if (!optional[list].includes(scope)) return true
    return !without.includes(scope) && (!boxes || form[boxName(list, scope)] !== undefined)
  }
  return {
    bot: request.bot.filter((scope) => keeps('bot', scope)),
    user: request.user.filter((scope) => keeps('user', scope)),
  }
}

/** Returns the name that the checkbox of an optional scope has in the form. */
export function boxName(list: 'bot' | 'user', scope: string): string {
  return `keep:${list}:${scope}`
}
