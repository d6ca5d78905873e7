import { loginCommand } from './login-command.ts'
import type { Config } from './store.ts'

/**
 * Returns a note for next steps that add scopes when nothing is installed yet: the first login must request the scopes,
 * because there is no installation to add them to. Undefined when something is installed, or when no step adds scopes.
 */
export function firstInstallNote(nexts: readonly string[], { profiles }: Pick<Config, 'profiles'>): string | undefined {
  const next = nexts.find((one) => /--add-(?:user-)?scope /.test(one))
  if (next === undefined || Object.keys(profiles).length > 0) return undefined
  const scopes = /--add-scope (\S+)/.exec(next)?.[1]
  const userScopes = scopes === undefined ? /--add-user-scope (\S+)/.exec(next)?.[1] : undefined
  const lists = { scopes, userScopes }
  return `Nothing is installed yet, so request it at the first install: ${loginCommand(lists)}   Without a Slack app: ${loginCommand({ sim: true, ...lists })}`
}
