import { loginCommand } from './login-command.ts'
import type { Config } from './store.ts'

/**
 * Returns a note for the user if nothing is installed yet and a next step adds scopes. The note says that the first
 * login must request these scopes, because there is no installation to which they can be added. Otherwise undefined.
 */
export function firstInstallNote(nexts: readonly string[], { profiles }: Pick<Config, 'profiles'>): string | undefined {
  const next = nexts.find((one) => /--add-(?:user-)?scope /.test(one))
  if (next === undefined || Object.keys(profiles).length > 0) return undefined
  const scopes = /--add-scope (\S+)/.exec(next)?.[1]
  const userScopes = scopes === undefined ? /--add-user-scope (\S+)/.exec(next)?.[1] : undefined
  const lists = { scopes, userScopes }
  return `Nothing is installed yet, so request it at the first install: ${loginCommand(lists)}   Without a Slack app: ${loginCommand({ sim: true, ...lists })}`
}
