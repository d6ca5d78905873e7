import { CliError } from '../errors.ts'
import { isLoopback } from '../net/is-loopback.ts'
import { type ProjectFile, projectFileName } from '../project/types.ts'

/** The flags that every command has (see common-options.ts). */
export interface Flags {
  readonly profile?: string
  readonly user?: string
  readonly json?: boolean
  readonly field?: string
  readonly quiet?: boolean
  readonly verbose?: boolean
  /** False when `--no-color` was given. */
  readonly color?: boolean
  readonly apiUrl?: string
  /** Maximum seconds for a call. */
  readonly httpTimeout?: number
  /** Maximum seconds to wait for rate limits. */
  readonly maxWait?: number
  readonly yes?: boolean
  /** False when `--no-input` was given. */
  readonly input?: boolean
}

/** The name of a profile, and what chose it. */
export interface NamedProfile {
  readonly name: string
  readonly source: '--profile' | 'SLACK_TOKENS_PROFILE' | typeof projectFileName
}

/** All settings from the environment and the common flags. */
export interface Settings {
  readonly directory: string | undefined
  readonly home: string | undefined
  readonly xdgConfigHome: string | undefined
  /** XDG_RUNTIME_DIR, the folder for tokens that cannot be saved in the config folder. */
  readonly runtimeFolder: string | undefined
  /**
   * The profile that a flag, a variable or the project's file names. Reading it can throw a CliError, because the file
   * of the project is read only when a command needs it.
   */
  readonly profile: NamedProfile | undefined
  /**
   * The API URL, which ends in `/api/`. When it is undefined, a command uses the installation's URL, otherwise
   * slack.com.
   */
  readonly apiUrl: { readonly url: string; readonly source: '--api-url' | 'SLACK_API_URL' } | undefined
  readonly tokens: { readonly bot?: string; readonly user?: string; readonly any?: string }
  readonly clientId: string | undefined
  readonly clientSecret: string | undefined
  readonly signingSecret: string | undefined
  /** The app-level token, `xapp-`. */
  readonly appToken: string | undefined
  readonly redirectUri: string | undefined
  readonly webhookUrl: string | undefined
  /** The URL of the proxy as it was given. The URL can contain a password. */
  readonly proxy: string | undefined
  /** The hosts that need no proxy, as they were given. */
  readonly noProxy: string | undefined
  /** The program that opens a page, `none`, or a list of programs with colons between them. */
  readonly browser: string | undefined
  /** The folders that are searched for programs. */
  readonly searchPath: string | undefined
  /** Maximum milliseconds for a whole Web API call. */
  readonly httpTimeout: number
  /** Maximum total wait for rate limits in one call, in milliseconds. */
  readonly maxWait: number
  /** The person whose user token to use when there are several: `@dana` or `U012AB3CD`. */
  readonly user: string | undefined
  readonly yes: boolean
  /** The file to which a step of a GitHub Actions workflow adds variables. */
  readonly githubEnv: string | undefined
}

export const slackApiUrl = 'https://slack.com/api/'

export interface SettingVariable {
  readonly name: string
  readonly means: string
}

/** The environment variables that the tool reads, for `help environment` and the README. */
export const variables = [
  { name: 'SLACK_BOT_TOKEN', means: 'a bot token that wins over the active profile' },
  { name: 'SLACK_USER_TOKEN', means: 'a user token that wins over the active profile' },
  { name: 'SLACK_TOKEN', means: 'a bot or user token; its prefix decides which' },
  { name: 'SLACK_CLIENT_ID', means: 'client id of the app to install' },
  { name: 'SLACK_CLIENT_SECRET', means: 'client secret of the app' },
  { name: 'SLACK_SIGNING_SECRET', means: 'signing secret of the app, for app add --signing-secret' },
  { name: 'SLACK_APP_TOKEN', means: 'app-level token of the app, for app add --app-token' },
  { name: 'SLACK_REDIRECT_URI', means: 'redirect URL, sent to Slack unchanged' },
  { name: 'SLACK_API_URL', means: 'base URL of the Web API, ends in /api/' },
  { name: 'SLACK_WEBHOOK_URL', means: 'an incoming webhook that wins over the stored ones' },
  { name: 'SLACK_TOKENS_CONFIG_DIR', means: 'folder of config.json' },
  { name: 'SLACK_TOKENS_PROFILE', means: 'the profile to use, as --profile' },
  { name: 'XDG_CONFIG_HOME', means: 'parent folder of the default config folder (Linux)' },
  { name: 'BROWSER', means: 'program that opens a page; none: never open one' },
  { name: 'NO_COLOR', means: 'no colour' },
  { name: 'FORCE_COLOR', means: 'colour even in a pipe' },
  { name: 'CI', means: 'no prompts, no animation' },
  { name: 'ACCESSIBLE', means: 'for screen readers: numbered prompts, no animation, words in place of ✓ ! ✗' },
  { name: 'HTTPS_PROXY', means: 'proxy for calls to Slack; NO_PROXY lists exceptions' },
  { name: 'GITHUB_ENV', means: 'file that env --format github-actions appends to' },
  { name: 'SSH_CONNECTION', means: 'set on a remote computer: no browser is opened (SSH_TTY too)' },
] as const satisfies readonly SettingVariable[]

/**
 * Reads the settings from the environment and the common flags; flags win.
 * @param project returns the project's file; called when a command first asks for the profile
 * @throws CliError with the exit reason `usage` when a flag has an empty value, or the API URL does not end in `/api/`
 * or is neither an https URL nor an http URL on loopback
 */
export function readSettings(
  env: NodeJS.ProcessEnv,
  flags: Flags,
  project: () => ProjectFile | undefined = () => undefined,
): Settings {
  // An empty variable counts as not set, as in a shell command `VAR= command`.
  const read = (name: (typeof variables)[number]['name']) => env[name] || undefined
  refuseEmpty(flags)
  const profile = read('SLACK_TOKENS_PROFILE')
  const apiUrl = read('SLACK_API_URL')
  return {
    directory: read('SLACK_TOKENS_CONFIG_DIR'),
    home: env['HOME'],
    xdgConfigHome: read('XDG_CONFIG_HOME'),
    runtimeFolder: env['XDG_RUNTIME_DIR'] || undefined,
    get profile() {
      if (flags.profile) return { name: flags.profile, source: '--profile' } as const
      if (profile) return { name: profile, source: 'SLACK_TOKENS_PROFILE' } as const
      const name = project()?.profile
      return name === undefined ? undefined : ({ name, source: projectFileName } as const)
    },
    apiUrl: flags.apiUrl
      ? { url: checkedApiUrl(flags.apiUrl, '--api-url'), source: '--api-url' }
      : apiUrl
        ? { url: checkedApiUrl(apiUrl, 'SLACK_API_URL'), source: 'SLACK_API_URL' }
        : undefined,
    tokens: definedOnly({
      bot: read('SLACK_BOT_TOKEN'),
      user: read('SLACK_USER_TOKEN'),
      any: read('SLACK_TOKEN'),
    }),
    clientId: read('SLACK_CLIENT_ID'),
    clientSecret: read('SLACK_CLIENT_SECRET'),
    signingSecret: read('SLACK_SIGNING_SECRET'),
    appToken: read('SLACK_APP_TOKEN'),
    redirectUri: read('SLACK_REDIRECT_URI'),
    webhookUrl: read('SLACK_WEBHOOK_URL'),
    proxy: env['https_proxy'] || read('HTTPS_PROXY'),
    noProxy: env['no_proxy'] || env['NO_PROXY'] || undefined,
    browser: read('BROWSER'),
    searchPath: env['PATH'],
    httpTimeout: (flags.httpTimeout ?? 30) * 1000,
    maxWait: (flags.maxWait ?? 60) * 1000,
    user: flags.user,
    yes: flags.yes ?? false,
    githubEnv: read('GITHUB_ENV'),
  }
}

/**
 * Checks that these flags have no empty value. An empty value usually comes from a script's variable that is not set.
 * If the flag were ignored, the command would act as another person or in another workspace.
 * @throws CliError with the exit reason `usage` when a flag has an empty value
 */
function refuseEmpty({ profile, apiUrl, user, field }: Flags): void {
  const given = { '--profile': profile, '--api-url': apiUrl, '--user': user, '--field': field }
  const empty = Object.entries(given).find(([, value]) => value?.trim() === '')
  if (!empty) return
  throw new CliError('usage', `${empty[0]} is empty`, { hint: `Give ${empty[0]} a value, or leave it out` })
}

/**
 * Returns the profile that a flag or a variable names. Unlike a profile that the project's file names, it wins over
 * tokens in the environment.
 */
export function typedProfile({ profile }: Pick<Settings, 'profile'>): NamedProfile | undefined {
  return profile?.source === projectFileName ? undefined : profile
}

/** Returns the settings without the profile of the project's file, so that a command works with a broken file. */
export function withoutProject(settings: Settings): Settings {
  const { profile: getter, ...others } = Object.getOwnPropertyDescriptors(settings)
  let profile: NamedProfile | undefined
  try {
    profile = typedProfile({ profile: getter.get?.() })
  } catch {
    // No flag and no variable names a profile, and the file is broken.
  }
  return Object.defineProperties({} as Settings, { ...others, profile: { value: profile, enumerable: true } })
}

function definedOnly(tokens: Record<'bot' | 'user' | 'any', string | undefined>): Settings['tokens'] {
  const { bot, user, any } = tokens
  return { ...(bot ? { bot } : {}), ...(user ? { user } : {}), ...(any ? { any } : {}) }
}

/** Returns the base URL of a Web API with `/` at its end. @throws CliError with the exit reason `usage` */
export function checkedApiUrl(text: string, source: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url)))) {
    throw new CliError('usage', `${source} must be an https URL, or http on localhost`, {
      hint: `For the local Slack simulator: ${source === '--api-url' ? '--api-url ' : 'SLACK_API_URL='}http://localhost:4717/api/`,
    })
  }
  if (url.username || url.password || url.search || url.hash || !/\/api\/?$/.test(url.pathname)) {
    throw new CliError('usage', `${source} must end in /api/, with no credentials, query or fragment`, {
      hint: `Slack’s API URL is ${slackApiUrl}`,
    })
  }
  return url.href.endsWith('/') ? url.href : `${url.href}/`
}

/** Returns the URL of `path` on the host of the API, for example `https://slack.com/oauth/v2/authorize`. */
export function besideApi(apiUrl: string, path: string): string {
  return new URL(apiUrl.replace(/api\/$/, path.replace(/^\//, ''))).href
}
