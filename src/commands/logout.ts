import type { Command } from 'commander'
import { type Confirmation, confirmWorkspace, confirmYes } from '../auth/confirm.ts'
import { checkOwn } from '../auth/refresh-errors.ts'
import { consequencesOf } from '../auth/revoke-effects.ts'
import { type Revoked, revokeStoredToken } from '../auth/revoke-token.ts'
import { chooseOne, findInstallation, noInstallation } from '../config/choose-token.ts'
import { forget } from '../config/forget.ts'
import type { Installation } from '../config/installation.ts'
import { workspaceLabel } from '../config/place.ts'
import { withProfile } from '../config/select-profile.ts'
import type { Config } from '../config/store.ts'
import { storedTokens } from '../config/stored-token.ts'
import type { Context } from '../runtime/context.ts'

interface LogoutOptions extends Confirmation {
  readonly revoke?: boolean
  readonly own?: boolean
}

/** Adds arguments, options, help and action to the command `logout`. */
export function define(command: Command, context: () => Context): void {
  command
    .argument('[name]', 'profile (default: the active one)')
    .option('--revoke', 'also revoke its tokens at Slack')
    .option('--confirm <name>', 'with --revoke and --yes: the name of the workspace, instead of typing it')
    .option('--own', 'with --revoke: also external tokens, which a running app may use')
    .addHelpText(
      'after',
      '\nRemoves an installation from the config. Its tokens stay valid at Slack unless you pass --revoke.\n\nExamples:\n  slack-tokens logout\n  slack-tokens logout acme --revoke --yes --confirm "Acme"',
    )
    .action((name: string | undefined, options: LogoutOptions) => logout(name, options, context()))
}

/**
 * Removes an installation from the config; with `--revoke`, revokes its tokens first.
 * @throws CliError with the exit reason `usage`: the user did not confirm.
 */
export async function logout(wanted: string | undefined, options: LogoutOptions, context: Context): Promise<void> {
  const { terminal, store, settings } = context
  const config = await store.read()
  const found = findInstallation(config, withProfile(settings, wanted))
  if (!found) throw noInstallation(config)
  const { name, installation } = found
  const revoked = options.revoke ? await revokeAll(name, installation, options, context) : []
  if (!options.revoke) await confirmForgetting(name, installation, context)
  const { active } = await store.update((now) => (now.profiles[name] ? forget(now, name) : now))
  if (terminal.json) terminal.result({ ok: true, removed: name, active, revoked }, () => '')
  for (const { identity, proof } of revoked) terminal.done(`Revoked: the ${identity} token; auth.test answers ${proof}`)
  terminal.done(`“${name}” is no longer stored: ${workspaceLabel(installation)}`)
  if (config.active === name) terminal.note(nextActive(active, forget(config, name)))
}

async function revokeAll(
  name: string,
  installation: Installation,
  options: LogoutOptions,
  context: Context,
): Promise<Revoked[]> {
  const pairs = storedTokens(name, installation)
  for (const storedToken of pairs) checkOwn(storedToken, options.own ?? false, 'revoked')
  for (const pair of pairs) for (const line of consequencesOf(pair)) context.terminal.note(line)
  await confirmWorkspace(installation, options, context)
  const revoked: Revoked[] = []
  // Revoke user tokens first: when the bot's last token is revoked, Slack removes a classic app from the workspace.
  for (const pair of pairs.toReversed()) revoked.push(await revokeStoredToken(pair, context))
  return revoked
}

async function confirmForgetting(name: string, installation: Installation, context: Context): Promise<void> {
  const count = storedTokens(name, installation).length
  const [tokens, them] = count === 1 ? ['Its token stays', 'it'] : [`Its ${count} tokens stay`, 'them']
  // With --yes, the installation is gone before the command could be typed.
  const advice = context.settings.yes
    ? ' until the app is removed from the workspace'
    : `. To revoke ${them} there instead: slack-tokens logout ${name} --revoke`
  if (count > 0) context.terminal.warn(`${tokens} valid at Slack${advice}`)
  await confirmYes(`Forget “${name}” (${workspaceLabel(installation)}) here?`, context)
}

function nextActive(active: string | null, left: Config): string {
  if (active !== null) return `  “${active}” is active now`
  const some = Object.keys(left.profiles).length > 0
  return some ? `  No installation is active now. ${chooseOne(left)}` : '  No installation is left'
}
