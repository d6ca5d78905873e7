import { CliError } from '../errors.ts'
import { projectFileName } from '../project/types.ts'
import { type NamedProfile, type Settings, slackApiUrl, typedProfile } from '../runtime/settings.ts'
import { isRotating, tokenKind } from '../slack/facts/token-kinds.ts'
import { type AccessToken, handleOrId, type Identity, type Installation, type UserToken } from './installation.ts'
import { loginCommand } from './login-command.ts'
import { loginAgain, loginFor } from './login-for.ts'
import { isProfileName } from './profile-name.ts'
import type { Config } from './store.ts'

const noTokenCode = { bot: 'no_bot_token', user: 'no_user_token' } as const

/** The token for a call, and the API to which it may be sent. */
export interface ChosenToken {
  readonly token: string
  readonly identity: Identity
  readonly apiUrl: string
  /** Whether the call goes to the local simulator of this config folder. */
  readonly simulator: boolean
  /**
   * Where the token comes from: the active profile, the profile that a flag, a variable or the project's file names, or
   * a variable with a token.
   */
  readonly source: 'active profile' | NamedProfile['source'] | 'SLACK_BOT_TOKEN' | 'SLACK_USER_TOKEN' | 'SLACK_TOKEN'
  /** The stored installation and its record of this token; undefined when the token came from the environment. */
  readonly stored?: { readonly name: string; readonly installation: Installation; readonly access: AccessToken }
  /** Environment variables with a token that are ignored, because the active installation is a simulated one. */
  readonly passedOver?: readonly string[]
}

/**
 * Returns the token for a command: from the profile that a flag or variable names, otherwise from the environment,
 * otherwise from the profile that the project's file names, otherwise from the active profile. Ignores the environment with `--user`, and when the active installation is
 * simulated, because an exported token must not send a message for the simulator to a real workspace.
 * @throws CliError with the exit reason `noToken` when nothing is stored, or no token of that identity; `usage` for an
 * unknown profile, or an API URL that is not the installation's.
 */
export function chooseToken(config: Config, settings: Settings, identity: Identity): ChosenToken {
  const named = typedProfile(settings) ?? settings.user
  const exported = named ? undefined : exportedToken(settings, identity)
  // A token in the environment wins over the project's file, even if the profile that the file names is not stored.
  const stored = exported && lacksProject(config, settings) ? undefined : findInstallation(config, settings)
  if (settings.user !== undefined && identity === 'bot') throw noBotByName(settings.user)
  if (exported && !stored?.installation.simulator) {
    return { ...exported, identity, apiUrl: settings.apiUrl?.url ?? slackApiUrl, simulator: false }
  }
  if (!stored) throw otherExported(settings, identity) ?? noInstallation(config)
  const { name, installation } = stored
  const access = identity === 'bot' ? installation.bot : chooseUser(stored, settings.user, config)
  if (!access) throw noSuchToken(name, installation, identity)
  checkApiUrl(name, installation, settings)
  const { apiUrl, simulator } = installation
  const source = settings.profile?.source ?? 'active profile'
  const passedOver = exported && exportedNames(settings)
  return {
    ...{ token: access.token, identity, apiUrl, simulator, source },
    stored: { name, installation, access },
    ...(passedOver && { passedOver }),
  }
}

/**
 * Checks that `--api-url` does not contradict the API URL of the installation.
 * @throws CliError with the exit reason `usage`.
 */
export function checkApiUrl(name: string, { apiUrl }: Installation, settings: Settings): void {
  if (settings.apiUrl?.source === '--api-url' && settings.apiUrl.url !== apiUrl) {
    throw new CliError('usage', `“${name}” belongs to ${apiUrl}, and its tokens are sent to no other API URL`, {
      hint: 'Leave out --api-url, or choose another installation with --profile: slack-tokens list',
    })
  }
}

/**
 * Returns the error for the case that no token of `identity` was found, but the environment has a token of the other
 * identity. Undefined when the environment has no such token.
 */
function otherExported(settings: Settings, identity: Identity): CliError | undefined {
  const other = identity === 'bot' ? 'user' : 'bot'
  const exported = exportedToken(settings, other)
  if (!exported) return undefined
  return new CliError('noToken', `${exported.source} has a ${other} token, and there is no ${identity} token`, {
    code: noTokenCode[identity],
    hint: `Use it: --as ${other}   or set SLACK_${identity.toUpperCase()}_TOKEN too, or install an app: slack-tokens login`,
  })
}

/**
 * Returns the user token of the person that `--user` names, by id or handle; without `--user`, of the person who
 * installed last.
 * @throws CliError with the exit reason `usage` and the code `unknown_user`: that person has no token here. The hint
 * names the people who have one.
 */
export function chooseUser(
  { name, installation }: { readonly name: string; readonly installation: Installation },
  wanted: string | undefined,
  config: Pick<Config, 'apps'>,
): UserToken | undefined {
  const { users } = installation
  if (wanted === undefined || users.length === 0) return users[0]
  const plain = wanted.replace(/^@/, '').toLowerCase()
  const found = users.find(({ userId, userName }) => [userId, userName].some((one) => one?.toLowerCase() === plain))
  if (found) return found
  const known = users.map((one) => handleOrId(one, 'somebody'))
  throw new CliError('usage', `“${name}” has no user token of ${wanted}`, {
    code: 'unknown_user',
    hint: `It has user tokens of: ${known.join(', ')}. Another person gets a token by installing the app: ${loginAgain(config, installation)}`,
  })
}

/** Returns the error for `--user` together with a bot token: only user tokens belong to a person. */
export function noBotByName(user: string): CliError {
  return new CliError('usage', `--user ${user} chooses a user token, but this command uses the bot token`, {
    code: 'user_of_a_bot',
    hint: 'Add --as user',
  })
}

/**
 * Returns the installation that `--profile`, a variable or the project's file names, otherwise the active installation. Undefined when neither exists.
 * @throws CliError with the exit reason `usage`: no installation has the name that `--profile` gives.
 */
export function findInstallation(
  config: Config,
  settings: Settings,
): { name: string; installation: Installation } | undefined {
  const wanted = settings.profile?.name ?? config.active
  if (wanted === null) return undefined
  const name = Object.keys(config.profiles).find((one) => one.toLowerCase() === wanted.toLowerCase())
  const installation = name === undefined ? undefined : config.profiles[name]
  if (name !== undefined && installation) return { name, installation }
  if (!settings.profile) return undefined
  throw unknownProfile(wanted, config, settings.profile)
}

/** Whether the project's file names a profile that is not stored here, as in CI or on the computer of a colleague. */
export function lacksProject(config: Config, { profile }: Settings): boolean {
  return profile?.source === projectFileName && !isStored(config, profile.name)
}

/** Whether an installation has this name. */
export function isStored({ profiles }: Pick<Config, 'profiles'>, name: string): boolean {
  return Object.keys(profiles).some((one) => one.toLowerCase() === name.toLowerCase())
}

/** Returns the error for a profile name that no installation has, with the names that exist. */
export function unknownProfile(wanted: string, config: Config, named?: NamedProfile): CliError {
  const names = Object.keys(config.profiles)
  const profile = isProfileName(wanted) ? wanted : undefined
  const install = `${loginCommand({ profile })}   Without a Slack app: ${loginCommand({ sim: true, profile })}`
  const from =
    named?.source === projectFileName
      ? `, which ${projectFileName} of this project names`
      : named?.source === 'SLACK_TOKENS_PROFILE'
        ? `, which ${named.source} names`
        : ''
  return new CliError('usage', `No installation is called “${wanted}”${from}`, {
    code: 'unknown_profile',
    hint:
      from !== ''
        ? `Install it under that name: ${install}   or use another one: --profile NAME (slack-tokens list)`
        : names.length > 0
          ? `Installations: ${names.join(', ')}. To see them: slack-tokens list`
          : `Install an app under that name: ${install}`,
  })
}

/** Returns the error for a command that needs an active installation when there is none. */
export function noInstallation(config: Config): CliError {
  return Object.keys(config.profiles).length > 0
    ? new CliError('noToken', 'No installation is active', {
        code: 'not_logged_in',
        hint: chooseOne(config),
      })
    : new CliError('noToken', 'Nothing is installed yet', {
        code: 'not_logged_in',
        hint: 'Install an app: slack-tokens login   Without a Slack app: slack-tokens login --sim',
      })
}

/** Returns the sentence with the commands that make one of the stored installations active; of many, the first three. */
export function chooseOne({ profiles }: Config): string {
  const names = Object.keys(profiles)
  const lines = names.slice(0, 3).map((name) => `slack-tokens use ${name}`)
  return `Choose one: ${lines.join('   or: ')}${names.length > 3 ? '   All: slack-tokens list' : ''}`
}

/** Returns the error for an installation without a token of that identity. */
export function noSuchToken(name: string, installation: Installation, identity: Identity): CliError {
  const other = identity === 'bot' ? 'user' : 'bot'
  const hasOther = identity === 'bot' ? installation.users.length > 0 : installation.bot !== null
  const why = installation.flow === 'token' ? '' : `: no ${identity} scopes were granted, or the token was revoked`
  return new CliError('noToken', `“${name}” has no ${identity} token${why}`, {
    code: noTokenCode[identity],
    hint: `Ask for some: ${loginFor(installation, identity, ['chat:write'])} --profile ${name}${hasOther ? `   or use the other token: --as ${other}` : ''}`,
  })
}

/** Returns the names of the environment variables that contain a token. */
export function exportedNames({ tokens: { bot, user, any } }: Settings): string[] {
  return [...(bot ? ['SLACK_BOT_TOKEN'] : []), ...(user ? ['SLACK_USER_TOKEN'] : []), ...(any ? ['SLACK_TOKEN'] : [])]
}

function exportedToken(settings: Settings, identity: Identity) {
  const { bot, user, any } = settings.tokens
  const own = identity === 'bot' ? bot : user
  if (own)
    return { token: own, source: identity === 'bot' ? ('SLACK_BOT_TOKEN' as const) : ('SLACK_USER_TOKEN' as const) }
  return any && tokenKind(any) === identity ? { token: any, source: 'SLACK_TOKEN' as const } : undefined
}

/**
 * Returns when a rotating token expires, in ISO 8601. Undefined for a token that does not expire, or whose expiry is
 * unknown.
 */
export function endOf(access: AccessToken): string | undefined {
  return isRotating(access.token) ? (access.expiresAt ?? undefined) : undefined
}
