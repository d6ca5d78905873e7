import { type ScopeOrigin, scopeOrigin } from '../slack/facts/scope-origin.ts'
import { findAppOf } from './find-app.ts'
import type { Identity, Installation } from './installation.ts'
import { loginCommand } from './login-command.ts'
import type { Config } from './store.ts'

/** The installation to which a login adds scopes. */
export type LoginSubject = Partial<Pick<Installation, 'simulator' | 'flow' | 'clientId' | 'bot' | 'users'>>

/** Advice on how to get scopes: a command to run, and notes for the user. */
export interface ScopeAdvice {
  /** The login that requests all scopes that an install grants; null when an install grants none of them. */
  readonly command: string | null
  /**
   * Limits that the command does not show, one clause each: scopes that no install grants, and scopes that only some
   * people get.
   */
  readonly notes: readonly string[]
}

/** Returns the advice for more scopes of an installation. Slack adds them to the scopes that were granted before. */
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

/** Returns only the command, for scopes that every app can request. */
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
  // Scopes can be added to a stored installation when its app is known. A classic app must request its whole list
  // again.
  const adds = installation !== undefined && flow !== 'v1' && flow !== 'token' && (simulator || clientId !== null)
  const list = (identity: Identity) => requested[identity].join(',') || undefined
  if (adds) return loginCommand({ sim: simulator, addScope: list('bot'), addUserScope: list('user') })
  const v1 = flow === 'v1'
  const app = simulator ? undefined : (clientId ?? undefined)
  return loginCommand({ sim: simulator, clientId: app, v1, scopes: list('bot'), userScopes: list('user') })
}

/** Returns the command that installs the same app again. */
export function loginAgain(kept: Pick<Config, 'apps'>, { simulator, flow, clientId, apiUrl }: Installation): string {
  if (simulator) return loginCommand({ sim: true, v1: flow === 'v1' })
  const known = findAppOf(kept, { clientId, apiUrl })
  return loginCommand(known ? { app: known.name } : { clientId: clientId ?? undefined })
}
