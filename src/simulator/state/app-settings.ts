import { firstProblem, fits } from '../../shape/problems.ts'
import { flag, listOf, object, oneOf, optional, orNull, plain, type Shape, text } from '../../shape/shape.ts'
import { nameIn } from '../../slack/facts/one-line.ts'
import type { AfterCancel, App, AppSettings, GivenSettings, ScopesInLists } from './app-types.ts'
import { redirectUrl } from './redirect-urls.ts'
import type { World } from './types.ts'

type FeatureFlags = Omit<AppSettings, 'redirectUrls' | 'botName' | 'messagesTab'>

/**
 * Returns the default values of settings, for a new app and for an app that an older version stored without these
 * settings.
 */
export function defaultFeatureFlags(): FeatureFlags {
  return {
    pkce: false,
    pkceLocalhost: 'desktop',
    distributed: true,
    approvalRequired: false,
    optionalScopes: { bot: [], user: [] },
    withheldScopes: { bot: [], user: [] },
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

const scopesInLists = object<ScopesInLists>({ bot: optional(listOf(text)), user: optional(listOf(text)) })
const seconds = (least: number) =>
  plain<number>(`a number of seconds from ${least}`, (value) => {
    const given = typeof value === 'number' ? value : Number.NaN
    return given >= least && given <= 31_536_000
  })

/** The shape of each setting's value. */
export const settingShapes: { readonly [Name in keyof AppSettings]: Shape<GivenSettings[Name]> } = {
  redirectUrls: optional(listOf(redirectUrl)),
  botName: optional(orNull(plain<string>('a name, or null for no bot user', (value) => nameIn(value) !== null))),
  messagesTab: optional(flag),
  pkce: optional(flag),
  pkceLocalhost: optional(oneOf('desktop', 'web')),
  distributed: optional(flag),
  approvalRequired: optional(flag),
  optionalScopes: optional(scopesInLists),
  withheldScopes: optional(scopesInLists),
  cancel: optional(object<AfterCancel>({ description: optional(flag), state: optional(flag) })),
  userAnswer: optional(oneOf('flat', 'nested', 'authed')),
  rotation: optional(flag),
  tokenLifetime: optional(seconds(1)),
  refreshGrace: optional(seconds(0)),
  refreshReuse: optional(oneOf('two-pairs', 'one-dead')),
  orgDeploy: optional(flag),
  installerLeaves: optional(oneOf('bot-stays', 'uninstalled')),
}
const givenSettings = object<GivenSettings>(settingShapes, 'closed')

/**
 * Changes the settings of `app` that are in `changes`, and leaves the other settings as they are. When `changes` has an
 * error, no setting is changed.
 * @param app by default the first app
 * @throws TypeError on an unknown setting or an invalid value
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

/**
 * Changes the settings of an app that are in `changes`. The app can be one that is not in the world yet.
 * @throws TypeError on an unknown setting or an invalid value
 */
export function changeSettings(app: App, changes: Readonly<Record<string, unknown>>): void {
  if (!fits(givenSettings, changes)) throw new TypeError(wrongSetting(changes))
  const given: GivenSettings = changes
  const { redirectUrls, botName, optionalScopes, withheldScopes, cancel, ...rest } = given
  Object.assign(app, {
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
    ...(redirectUrls && { redirectUrls: [...new Set(redirectUrls)] }),
    ...(botName !== undefined && { botName: nameIn(botName) }),
    ...(optionalScopes && { optionalScopes: changedLists(app.optionalScopes, optionalScopes) }),
    ...(withheldScopes && { withheldScopes: changedLists(app.withheldScopes, withheldScopes) }),
    ...(cancel && { cancel: { ...app.cancel, ...cancel } }),
  })
}

function changedLists(
  before: AppSettings['optionalScopes'],
  { bot = before.bot, user = before.user }: ScopesInLists,
): AppSettings['optionalScopes'] {
  return { bot: [...new Set(bot)], user: [...new Set(user)] }
}

function wrongSetting(changes: unknown): string {
  const problem = firstProblem(givenSettings, changes)
  const { path = '', fault } = problem ?? {}
  if (fault?.is === 'unknown key') return `No such setting: ${fault.key}. There are ${fault.known.join(', ')}`
  return fault?.is === 'other' ? `${path} is not ${fault.means}` : `${path} does not fit`
}

/** Returns the settings of an app, without other fields such as its ids, name and secrets. */
export function settingsOf(app: App): AppSettings {
  const { redirectUrls, botName, messagesTab, pkce, pkceLocalhost, distributed } = app
  const { approvalRequired, optionalScopes, withheldScopes, cancel, userAnswer } = app
  const { rotation, tokenLifetime, refreshGrace, refreshReuse, orgDeploy, installerLeaves } = app
  const basics = { redirectUrls, botName, messagesTab, pkce, pkceLocalhost }
  return {
    ...{ ...basics, distributed, approvalRequired, optionalScopes, withheldScopes, cancel, userAnswer },
    ...{ rotation, tokenLifetime, refreshGrace, refreshReuse, orgDeploy, installerLeaves },
  }
}
