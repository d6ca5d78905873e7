import { nameIn } from '../../slack/facts/one-line.ts'
import type { App, AppSettings } from './app-types.ts'
import { checkedRedirectUrl } from './redirect-urls.ts'
import type { World } from './types.ts'

type FeatureFlags = Omit<AppSettings, 'redirectUrls' | 'botName' | 'messagesTab'>

/** How an app is that nobody changed, and one that was kept before there were these switches. */
export function defaultFeatureFlags(): FeatureFlags {
  return {
    pkce: false,
    distributed: true,
    approvalRequired: false,
    optionalScopes: { bot: [], user: [] },
    cancel: { description: false, state: true },
    userAnswer: 'flat',
    rotation: false,
    tokenLifetime: 43_200,
    refreshGrace: 0,
    refreshReuse: 'two-pairs',
    orgDeploy: false,
    installerLeaves: 'bot-stays',
  }
}

/** Reads each setting, or throws a TypeError that says what it has to be. */
const readers = {
  redirectUrls: (value) => list(value, 'redirectUrls').map(checkedRedirectUrl),
  botName: (value) => (value === null ? null : (nameIn(value) ?? refuse('botName is a name, or null for no bot user'))),
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
  userAnswer: (value) => oneOf(value, ['flat', 'nested', 'authed'], 'userAnswer'),
  rotation: (value) => flag(value, 'rotation'),
  tokenLifetime: (value) => seconds(value, 'tokenLifetime', 1),
  refreshGrace: (value) => seconds(value, 'refreshGrace', 0),
  refreshReuse: (value) => oneOf(value, ['two-pairs', 'one-dead'], 'refreshReuse'),
  orgDeploy: (value) => flag(value, 'orgDeploy'),
  installerLeaves: (value) => oneOf(value, ['bot-stays', 'uninstalled'], 'installerLeaves'),
} satisfies { [Name in keyof AppSettings]: (value: unknown, app: FeatureFlags) => AppSettings[Name] }

export const settingNames: readonly string[] = Object.keys(readers)

/** What a setting has to be, when it can't be this value. */
export function settingProblem(name: string, value: unknown): string | undefined {
  const read: Readonly<Record<string, (value: unknown, app: FeatureFlags) => unknown>> = readers
  try {
    read[name]?.(value, defaultFeatureFlags())
    return undefined
  } catch (error) {
    if (error instanceof TypeError) return error.message
    throw error
  }
}

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
  changeSettings(app, changes)
  world.changed()
}

/** The same, to an app that is in no world yet. */
export function changeSettings(app: App, changes: Readonly<Record<string, unknown>>): void {
  const read: Readonly<Record<string, (value: unknown, app: App) => unknown>> = readers
  const changed = Object.entries(changes).map(([name, value]) => {
    if (!Object.hasOwn(read, name))
      throw new TypeError(`No such setting: ${name}. There are ${settingNames.join(', ')}`)
    return [name, read[name]?.(value, app)]
  })
  Object.assign(app, Object.fromEntries(changed))
}

/** The settings alone, without what tells which app it is. */
export function settingsOf(app: App): AppSettings {
  const { redirectUrls, botName, messagesTab, pkce, distributed } = app
  const { approvalRequired, optionalScopes, cancel, userAnswer } = app
  const { rotation, tokenLifetime, refreshGrace, refreshReuse, orgDeploy, installerLeaves } = app
  const basics = { redirectUrls, botName, messagesTab }
  return {
    ...{ ...basics, pkce, distributed, approvalRequired, optionalScopes, cancel, userAnswer },
    ...{ rotation, tokenLifetime, refreshGrace, refreshReuse, orgDeploy, installerLeaves },
  }
}

function flag(value: unknown, name: string): boolean {
  return typeof value === 'boolean' ? value : refuse(`${name} is true or false`)
}

/** A count of seconds up to a year. */
function seconds(value: unknown, name: string, least: number): number {
  const fits = typeof value === 'number' && value >= least && value <= 31_536_000
  return fits ? value : refuse(`${name} is a number of seconds from ${least}`)
}

function oneOf<T extends string>(value: unknown, known: readonly T[], name: string): T {
  return known.find((one) => one === value) ?? refuse(`${name} is one of ${known.join(', ')}`)
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
