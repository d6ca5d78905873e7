import { shellWord } from '../terminal/shell-word.ts'

/**
 * The arguments of a `login` command. Each flag has its command-line name in camel case: `clientId` is `--client-id`.
 * Undefined and false flags are omitted from the command.
 */
export interface LoginFlags {
  readonly link?: string | undefined
  readonly sim?: boolean | undefined
  readonly app?: string | undefined
  readonly clientId?: string | undefined
  readonly clientSecret?: boolean | undefined
  readonly clientSecretCommand?: string | undefined
  readonly v1?: boolean | undefined
  readonly userOnly?: boolean | undefined
  readonly pkce?: boolean | undefined
  readonly scopes?: string | undefined
  readonly userScopes?: string | undefined
  readonly scopeSet?: string | undefined
  readonly addScope?: string | undefined
  readonly addUserScope?: string | undefined
  readonly strict?: boolean | undefined
  readonly team?: string | undefined
  readonly redirectUri?: string | undefined
  readonly port?: number | undefined
  readonly cert?: string | undefined
  readonly key?: string | undefined
  /** Seconds to wait for the answer. */
  readonly timeout?: number | undefined
  readonly start?: boolean | undefined
  readonly approve?: boolean | undefined
  readonly print?: boolean | undefined
  readonly showSecrets?: boolean | undefined
  /** False when `--no-browser` was given. */
  readonly browser?: boolean | undefined
  readonly profile?: string | undefined
  readonly user?: string | undefined
  readonly apiUrl?: string | undefined
}

/** Default number of seconds that a login waits for its answer. */
export const usualTimeout = 300

// The order of the flags on the command line.
const order = [
  ...['sim', 'app', 'clientId', 'clientSecret', 'clientSecretCommand', 'v1', 'userOnly', 'pkce'],
  ...['scopes', 'userScopes', 'scopeSet', 'addScope', 'addUserScope', 'strict', 'team'],
  ...[
    'redirectUri',
    'port',
    'cert',
    'key',
    'timeout',
    'start',
    'approve',
    'print',
    'showSecrets',
    'profile',
    'user',
    'apiUrl',
  ],
] as const satisfies readonly (keyof LoginFlags)[]

/** Returns a `login` command line, with quotes around each value that needs them in a shell. */
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

/**
 * Returns the `login` command line of a stored app. For an app without scopes, the command requests `chat:write`,
 * because a login without scopes is refused.
 */
export function loginOfApp(
  name: string,
  {
    flow,
    botScopes,
    userScopes,
  }: { readonly flow: string } & Readonly<Record<'botScopes' | 'userScopes', readonly string[]>>,
): string {
  if (botScopes.length + userScopes.length > 0) return loginCommand({ app: name })
  if (flow === 'v2_user') return loginCommand({ app: name, userScopes: 'search:read' })
  return loginCommand({ app: name, scopes: flow === 'v1' ? 'bot' : 'chat:write' })
}

/**
 * Returns the text with each `slack-tokens login` without arguments replaced by `again`, the command with its
 * arguments.
 */
export function withLogin(text: string, again: string): string {
  return text.replace(/slack-tokens login(?! ?[-'"…])/g, () => again)
}
