import { type ScopeOrigin, scopeOrigin } from '../slack/facts/scope-origin.ts'
import { findAppOf } from './find-app.ts'
import type { Identity, Installation } from './installation.ts'
import { loginCommand } from './login-command.ts'
import type { Config } from './store.ts'

/** The installation to which a login adds scopes. */
export type LoginSubject = Partial<Pick<Installation, 'simulator' | 'flow' | 'clientId' | 'bot' | 'users'>>

/** Advice on how to get scopes: a command to run, and notes for the user. */
export interface ScopeAdvice {
  /** The login that requests the scopes that an install can grant; null when an install can grant none of them. */
  readonly command: string | null
  /**
   * One clause for each limit that the command does not show: a scope that no install grants, or a scope that only some
   * people get.
   */
  readonly notes: readonly string[]
}

/** Returns the advice on how to get more scopes for `installation`; when it is undefined, for a first installation. */
export function scopeAdvice(
  installation: LoginSubject | undefined,
  identity: Identity,
  scopes: readonly string[],
  suffix = '',
): ScopeAdvice {
  const flow = installation?.flow === 'v1' ? 'v1' : 'v2'
  const origins = scopes.map((scope) => scopeOrigin(scope, { kind: identity, flow }))
  const lists = { bot: new Set<string>(), user: new Set<string>() }
  for (const origin of origins) {
    if (origin.from === 'install') lists[origin.kind].add(origin.scope)
    if (origin.from !== 'history') continue
    for (const successor of origin.successors) {
      const today = scopeOrigin(successor, { kind: identity, flow })
      if (today.from === 'install') lists[today.kind].add(today.scope)
    }
  }
  const notes = [...new Set(origins.flatMap(noteOf))]
  if (lists.bot.size + lists.user.size === 0) return { command: null, notes }
  return { command: commandFor(installation, { bot: [...lists.bot], user: [...lists.user] }) + suffix, notes }
}

/** Returns the `login` command that requests scopes, without notes: only for scopes that every app can request. */
export function loginFor(
  installation: LoginSubject | undefined,
  identity: Identity,
  scopes: readonly string[],
): string {
  return scopeAdvice(installation, identity, scopes).command ?? loginCommand({})
}

/**
 * Returns "Request it: slack-tokens login …", or why no login helps.
 * @param intro the words before the command.
 */
export function adviceText({ command, notes }: ScopeAdvice, intro: string): string {
  const said = notes.join('; ')
  if (command === null) return said
  return said === '' ? `${intro} ${command}` : `${intro} ${command}   (${said})`
}

function noteOf(origin: ScopeOrigin): string[] {
  if (origin.from !== 'install') return [origin.why]
  return origin.restricted === null ? [] : [`${origin.scope}: ${origin.restricted}`]
}

type RequestedLists = Readonly<Record<Identity, readonly string[]>>

function commandFor(installation: LoginSubject | undefined, requested: RequestedLists): string {
  const { simulator, flow, clientId } = installation ?? {}
  // `--add-scope` needs a stored installation with a known app. A classic app must request its whole list again.
  const adds = installation !== undefined && flow !== 'v1' && flow !== 'token' && (simulator || clientId !== null)
  const list = (identity: Identity) => requested[identity].join(',') || undefined
  if (adds) return loginCommand({ sim: simulator, addScope: list('bot'), addUserScope: list('user') })
  const v1 = flow === 'v1'
  const app = simulator ? undefined : (clientId ?? undefined)
  return loginCommand({ sim: simulator, clientId: app, v1, scopes: list('bot'), userScopes: list('user') })
}

/** Returns the command that installs the same app again. */
export function loginAgain(config: Pick<Config, 'apps'>, { simulator, flow, clientId, apiUrl }: Installation): string {
  if (simulator) return loginCommand({ sim: true, v1: flow === 'v1' })
  const known = findAppOf(config, { clientId, apiUrl })
  return loginCommand(known ? { app: known.name } : { clientId: clientId ?? undefined })
}
