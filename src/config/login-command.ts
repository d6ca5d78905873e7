import { shellWord } from '../terminal/shell-word.ts'

/** What a `login` may be given. Flags by their names on the command line; what is undefined or false is left out. */
export interface LoginFlags {
  readonly link?: string | undefined
  readonly sim?: boolean | undefined
  readonly app?: string | undefined
  readonly clientId?: string | undefined
  readonly clientSecret?: boolean | undefined
  readonly v1?: boolean | undefined
  readonly userOnly?: boolean | undefined
  readonly pkce?: boolean | undefined
  readonly scopes?: string | undefined
  readonly userScopes?: string | undefined
  readonly addScope?: string | undefined
  readonly addUserScope?: string | undefined
  readonly strict?: boolean | undefined
  readonly team?: string | undefined
  readonly redirectUri?: string | undefined
  readonly port?: number | undefined
  readonly cert?: string | undefined
  readonly key?: string | undefined
  /** Seconds. */
  readonly timeout?: number | undefined
  readonly start?: boolean | undefined
  readonly approve?: boolean | undefined
  /** False after `--no-browser`. */
  readonly browser?: boolean | undefined
  readonly profile?: string | undefined
  readonly user?: string | undefined
  readonly apiUrl?: string | undefined
}

/** Seconds that a login waits for its answer by default. */
export const usualTimeout = 300

// The order in which they are on the line.
const order = [
  ...['sim', 'app', 'clientId', 'clientSecret', 'v1', 'userOnly', 'pkce'],
  ...['scopes', 'userScopes', 'addScope', 'addUserScope', 'strict', 'team'],
  ...['redirectUri', 'port', 'cert', 'key', 'timeout', 'start', 'approve', 'profile', 'user', 'apiUrl'],
] as const satisfies readonly (keyof LoginFlags)[]

/** A `login` as somebody would type it, each value quoted where a shell needs it. */
export function loginCommand(flags: LoginFlags): string {
  const words = order.flatMap((name) => {
    const value = flags[name]
    if (value === undefined || value === false || (name === 'timeout' && value === usualTimeout)) return []
    const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
    return value === true ? [flag] : [flag, shellWord(String(value))]
  })
  return [
    'slack-tokens login',
    ...(flags.link === undefined ? [] : [shellWord(flags.link)]),
    ...words,
    ...(flags.browser === false ? ['--no-browser'] : []),
  ].join(' ')
}

/** A text with `again` in the place of each bare `slack-tokens login`, which forgets what the login was given. */
export function withLogin(text: string, again: string): string {
  return text.replace(/slack-tokens login(?! ?[-'"…])/g, () => again)
}
