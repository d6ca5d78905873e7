import { loginCommand } from './login-command.ts'
import type { Config } from './store.ts'

/**
 * Returns how the scopes of next steps are requested when nothing is installed yet, because a login cannot add them
 * then. Undefined when something is installed, and when no step adds scopes.
 */
export function firstInstallNote(nexts: readonly string[], { profiles }: Pick<Config, 'profiles'>): string | undefined {
  const next = nexts.find((one) => /--add-(?:user-)?scope /.test(one))
  if (next === undefined || Object.keys(profiles).length > 0) return undefined
  const scopes = /--add-scope (\S+)/.exec(next)?.[1]
  const userScopes = scopes === undefined ? /--add-user-scope (\S+)/.exec(next)?.[1] : undefined
  const lists = { scopes, userScopes }
  return `Nothing is installed here yet: request it at the first install: ${loginCommand(lists)}   With no Slack app at hand: ${loginCommand({ sim: true, ...lists })}`
}
