import { CliError } from '../errors.ts'
import { nearest } from '../slack/facts/nearest.ts'
import { type ScopeSet, scopeSet, scopeSets } from '../slack/facts/scope-sets.ts'
import { scopeList } from '../slack/facts/scopes.ts'

/** The option `--scope-set`, which every command with `--scopes` accepts. */
export const scopeSetOption = [
  '--scope-set <names>',
  'named sets of scopes, added to the lists: see help scope-sets',
] as const

interface OptionsWithSets {
  readonly scopes?: string | undefined
  readonly userScopes?: string | undefined
  /** Names of sets of scopes, separated by commas. */
  readonly scopeSet?: string | undefined
  /** Whether the install requests only user scopes. Then a set gives no bot scopes. */
  readonly userOnly?: boolean | undefined
}

/**
 * Returns the same options with the scopes of `--scope-set` in both lists, after those that the user listed.
 * @throws CliError with the exit reason `usage` and the code `unknown_scope_set`: no set has that name; or
 * `no_user_scopes`: a user-only install requests a set without user scopes.
 */
export function withScopeSets<T extends OptionsWithSets>(options: T): T {
  if (options.scopeSet === undefined) return options
  const names = scopeList(options.scopeSet)
  const sets = names.map((name) => named(name, options.userOnly ?? false))
  if (sets.length === 0) throw unknown('')
  const { scopeSet: _names, scopes, userScopes, ...others } = options
  const bot = options.userOnly
    ? scopeList(scopes ?? '')
    : union(
        scopes,
        sets.flatMap((set) => set.bot),
      )
  const user = union(
    userScopes,
    sets.flatMap((set) => set.user),
  )
  return {
    ...others,
    ...(bot.length > 0 && { scopes: bot.join(',') }),
    ...(user.length > 0 && { userScopes: user.join(',') }),
  } as T
}

function union(listed: string | undefined, added: readonly string[]): readonly string[] {
  return [...new Set([...scopeList(listed ?? ''), ...added])]
}

function named(name: string, userOnly: boolean): ScopeSet {
  const found = scopeSet(name)
  if (!found) throw unknown(name)
  if (!userOnly || found.user.length > 0) return found
  throw new CliError('usage', `The set ${name} has no user scopes, and a user-only install requests nothing else`, {
    code: 'no_user_scopes',
    hint: 'Leave out --user-only, or name another set. To see them: slack-tokens help scope-sets',
  })
}

function unknown(name: string): CliError {
  const [near] = nearest(name, Object.keys(scopeSets))
  return new CliError('usage', name === '' ? '--scope-set has no name' : `No set of scopes is called “${name}”`, {
    code: 'unknown_scope_set',
    hint: `${near === undefined ? '' : `Did you mean ${near}? `}Sets: ${Object.keys(scopeSets).join(', ')}. To see their scopes: slack-tokens help scope-sets`,
  })
}
