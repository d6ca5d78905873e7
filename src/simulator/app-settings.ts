import { checkedRedirectUrl } from './redirect.ts'
import type { App, World } from './world.ts'

/** What the settings pages of an app, and the rules of its workspace, decide about an install. */
export interface AppSettings {
  redirectUrls: string[]
  /** Display name of its bot user, null when it has none: then bot scopes are refused. */
  botName: string | null
  messagesTab: boolean
  /** Has opted into PKCE: a public client, to which any redirect to localhost is one to a desktop. */
  pkce: boolean
  /** May be installed in other workspaces than its own. */
  distributed: boolean
  /** The workspace wants an admin to approve the app first, and this has not happened. */
  approvalRequired: boolean
  /** Scopes that the person may untick, as `bot_optional` and `user_optional` of a manifest name them. */
  optionalScopes: { bot: string[]; user: string[] }
  /** What comes back with `access_denied` when Cancel is pressed. Reports differ, so both are switches. */
  cancel: { description: boolean; state: boolean }
  /** Which of the published forms `oauth.v2.user.access` answers in. */
  userAnswer: 'flat' | 'nested' | 'authed'
}

type Switches = Omit<AppSettings, 'redirectUrls' | 'botName' | 'messagesTab'>

/** How an app is that nobody changed, and one that was kept before there were these switches. */
export function usualSwitches(): Switches {
  return {
    pkce: false,
    distributed: true,
    approvalRequired: false,
    optionalScopes: { bot: [], user: [] },
    cancel: { description: false, state: true },
    userAnswer: 'flat',
  }
}

/** Reads each setting, or throws a TypeError that says what it has to be. */
const readers = {
  redirectUrls: (value) => list(value, 'redirectUrls').map(checkedRedirectUrl),
  botName: (value) =>
    value === null || (typeof value === 'string' && value !== '')
      ? value
      : refuse('botName is a name, or null for no bot user'),
  messagesTab: (value) => flag(value, 'messagesTab'),
  pkce: (value) => flag(value, 'pkce'),
  distributed: (value) => flag(value, 'distributed'),
  approvalRequired: (value) => flag(value, 'approvalRequired'),
  optionalScopes(value, { optionalScopes: now }) {
    const { bot = now.bot, user = now.user } = fields(value, 'optionalScopes')
    return { bot: list(bot, 'optionalScopes.bot'), user: list(user, 'optionalScopes.user') }
  },
  cancel(value, { cancel: now }) {
    const { description = now.description, state = now.state } = fields(value, 'cancel')
    return { description: flag(description, 'cancel.description'), state: flag(state, 'cancel.state') }
  },
  userAnswer: (value) =>
    value === 'flat' || value === 'nested' || value === 'authed'
      ? value
      : refuse('userAnswer is flat, nested or authed'),
} satisfies { [Name in keyof AppSettings]: (value: unknown, app: App) => AppSettings[Name] }

/**
 * Changes settings of an app, the first when none is given; what is not named stays. All or nothing.
 * @throws TypeError on a setting that there is not, or a value that it can't have.
 */
export function changeApp(
  world: World,
  changes: Readonly<Record<string, unknown>>,
  app: App | undefined = world.state.apps[0],
): void {
  if (!app) return
  const read: Readonly<Record<string, (value: unknown, app: App) => unknown>> = readers
  const changed = Object.entries(changes).map(([name, value]) => {
    if (!Object.hasOwn(read, name)) throw new TypeError(`No such setting: ${name}. There are ${settingNames()}`)
    return [name, read[name]?.(value, app)]
  })
  Object.assign(app, Object.fromEntries(changed))
  world.changed()
}

/** The settings alone, without what tells which app it is. */
export function settingsOf(app: App): AppSettings {
  const { redirectUrls, botName, messagesTab, pkce, distributed } = app
  const { approvalRequired, optionalScopes, cancel, userAnswer } = app
  const basics = { redirectUrls, botName, messagesTab }
  return { ...basics, pkce, distributed, approvalRequired, optionalScopes, cancel, userAnswer }
}

function settingNames(): string {
  return Object.keys(readers).join(', ')
}

function flag(value: unknown, name: string): boolean {
  return typeof value === 'boolean' ? value : refuse(`${name} is true or false`)
}

function list(value: unknown, name: string): string[] {
  if (!Array.isArray(value) || !value.every((one) => typeof one === 'string'))
    return refuse(`${name} is a list of texts`)
  return [...new Set(value)]
}

function fields(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(`${name} is an object`)
  return value as Readonly<Record<string, unknown>>
}

function refuse(message: string): never {
  throw new TypeError(message)
}
