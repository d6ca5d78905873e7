import type { AccessToken, AppRecord, Identity, Installation } from '../config/installation.ts'
import { CliError } from '../errors.ts'
import { scopeOrigin } from '../slack/facts/scope-origin.ts'
import { checkScopes, type ScopeProblem, scopeFacts, scopeList } from '../slack/facts/scopes.ts'
import type { InstallFlow } from './authorize-url.ts'
import { resolveField, type SourceOf } from './precedence.ts'

/** The options for scopes; each is a list of scopes as one text, separated by commas. */
export interface ScopeOptions {
  readonly scopes?: string | undefined
  readonly userScopes?: string | undefined
  /** Scopes to request in addition to the granted ones. */
  readonly addScope?: string | undefined
  readonly addUserScope?: string | undefined
}

/** The lists of bot scopes and user scopes from one source. */
export type ScopeLists = Pick<AppRecord, 'botScopes' | 'userScopes'>

export interface ScopeSources {
  /** The lists of scopes from each source except the options and the stored installation. */
  readonly lists: Readonly<Record<Exclude<SourceOf<'scopes'>, 'option' | 'installation'>, ScopeLists | undefined>>
  /** The installation to which `--add-scope` adds scopes. */
  readonly installed: Installation | undefined
  readonly flow: InstallFlow
  readonly cwd: string
  /** Collects notes for the person who logs in. */
  readonly notes: string[]
  /** Whether an unknown scope is an error, as on the simulator, which knows all of its scopes. */
  readonly refuseUnknown?: boolean
}

export interface Scopes {
  readonly bot: readonly string[]
  readonly user: readonly string[]
}

/**
 * Chooses the scopes to request: from the first source of precedence.ts that has scopes, otherwise from a manifest in
 * the working folder. With `--add-scope`, the granted scopes are included, because a new consent must list all of them.
 * @throws CliError with the exit reason `usage`: no scopes from any source, or a scope that Slack would refuse on its
 * page.
 */
export async function chooseScopes(options: ScopeOptions, sources: ScopeSources): Promise<Scopes> {
  const base = await baseScopes(options, sources)
  const bot = union(base.bot, added(options.addScope, 'bot', sources))
  const user = union(base.user, added(options.addUserScope, 'user', sources))
  judgeScopes({ bot, user }, sources)
  return { bot, user }
}

/**
 * Checks the scopes that an install requests. Adds a note about a scope that is not known.
 * @throws CliError with the exit reason `usage`: no scopes, or a scope that Slack would refuse on its page.
 */
export function judgeScopes(
  { bot, user }: Scopes,
  sources: Pick<ScopeSources, 'flow' | 'notes' | 'refuseUnknown'>,
): void {
  if (sources.flow === 'v2_user' && bot.length > 0) {
    throw new CliError(
      'usage',
      `A user-only install grants no bot scopes, and ${bot.join(', ')} ${bot.length > 1 ? 'are' : 'is'} requested`,
      {
        code: 'invalid_scope',
        hint: 'Move them to --user-scopes, or leave out --user-only',
      },
    )
  }
  if (bot.length + user.length === 0) throw noScopes('No scopes are requested')
  refuseSignIn([...bot, ...user])
  warnOrRefuse(checkScopes(bot, user, sources.flow === 'v1' ? 'v1' : 'v2'), sources)
}

async function baseScopes(
  options: ScopeOptions,
  { lists, installed, flow, cwd, notes }: ScopeSources,
): Promise<Scopes> {
  const typed = options.scopes !== undefined || options.userScopes !== undefined
  const found = resolveField('scopes', {
    option: typed
      ? { botScopes: scopeList(options.scopes ?? ''), userScopes: scopeList(options.userScopes ?? '') }
      : undefined,
    installation: installed && {
      botScopes: grantedScopes(installed.bot, 'bot', flow),
      userScopes: grantedScopes(installed.users[0] ?? null, 'user', flow),
    },
    ...namedLists(lists),
  })
  if (found) return { bot: found.value.botScopes, user: found.value.userScopes }
  const manifest = (await import('../slack/manifest/read-file.ts')).readManifest(cwd)
  if (!manifest || manifest.botScopes.length + manifest.userScopes.length === 0) {
    if (options.addScope !== undefined || options.addUserScope !== undefined) return { bot: [], user: [] }
    throw noScopes('Scopes are missing')
  }
  notes.push(`Scopes are those of ${manifest.file}`)
  return { bot: manifest.botScopes, user: manifest.userScopes }
}

/** Returns only the sources that list at least one scope. */
export function namedLists(lists: ScopeSources['lists']): ScopeSources['lists'] {
  const named = (one: ScopeLists | undefined) =>
    one && one.botScopes.length + one.userScopes.length > 0 ? one : undefined
  const { link, manifest, storedApp, simulator } = lists
  return {
    ...{ link: named(link), manifest: named(manifest) },
    ...{ storedApp: named(storedApp), simulator: named(simulator) },
  }
}

/**
 * Returns the granted scopes that can be requested again. Scopes such as `identify` are granted but cannot be
 * requested. Omitting them is safe, because a new consent never removes a granted scope.
 */
function grantedScopes(access: AccessToken | null, kind: Identity, flow: InstallFlow): readonly string[] {
  const granted = access ? union(access.asked ?? [], access.scopes) : []
  if (flow === 'v1') return granted
  return granted.filter((scope) => {
    const origin = scopeOrigin(scope, { kind })
    return origin.from === 'install' && origin.kind === kind && origin.scope === scope
  })
}

/** Returns the scopes that `list` names. For an installed classic app, they are changed to classic scopes. */
function added(list: string | undefined, kind: Identity, { installed, flow }: ScopeSources): readonly string[] {
  const names = scopeList(list ?? '')
  if (installed?.flow !== 'v1' || flow !== 'v1') return names
  return names.map((scope) => {
    const origin = scopeOrigin(scope, { kind, flow })
    return origin.from === 'install' ? origin.scope : scope
  })
}

function union(one: readonly string[], other: readonly string[]): readonly string[] {
  return [...new Set([...one, ...other])]
}

/**
 * Refuses the scopes of Sign in with Slack: signing in is another flow, at other addresses, and returns no token for
 * API calls.
 * @throws CliError with the exit reason `usage`.
 */
function refuseSignIn(scopes: readonly string[]): void {
  const [first] = scopes.filter((scope) => scopeFacts(scope)?.signIn)
  if (first === undefined) return
  throw new CliError('usage', `${first} signs a person in (“Sign in with Slack”), which is not an install`, {
    code: 'sign_in_scope',
    hint: 'Leave out openid, email, profile and identity.*. To read the profile of the person, request users.profile:read',
  })
}

/**
 * Adds a note about a scope that the table of scopes lacks, because the scope may be newer than the table. Refuses
 * other problems, because Slack's page would refuse them.
 * @throws CliError with the exit reason `usage`.
 */
function warnOrRefuse(
  problems: ScopeProblem[],
  { notes, refuseUnknown = false }: Pick<ScopeSources, 'notes' | 'refuseUnknown'>,
): void {
  const certain = problems.find(({ kind }) => refuseUnknown || kind !== 'unknown')
  if (certain) throw new CliError('usage', certain.problem, { code: 'invalid_scope', hint: certain.suggestion })
  for (const { problem, suggestion } of problems) {
    notes.push(
      `${problem}${suggestion ? `. ${suggestion}` : ''}${suggestion?.endsWith('?') ? '' : '.'} It is requested as it is`,
    )
  }
}

/**
 * Returns a sentence about the misspelt scopes in the options, with a space after it. Empty when no scope is misspelt.
 */
export function spellingHint({ scopes, userScopes, addScope, addUserScope }: ScopeOptions): string {
  const names = [scopes, userScopes, addScope, addUserScope].flatMap((list) => scopeList(list ?? ''))
  const odd = checkScopes(names, [], 'v2').filter(
    ({ kind, suggestion }) => kind === 'unknown' && suggestion?.endsWith('?'),
  )
  return odd.map(({ problem, suggestion }) => `${problem}. ${suggestion} `).join('')
}

function noScopes(message: string): CliError {
  return new CliError('usage', message, {
    code: 'no_scopes',
    hint: 'Name them: --scopes chat:write (bot) --user-scopes search:read (user), paste an install link, or run login in the folder with the app’s manifest.json',
  })
}
