import type { Command } from 'commander'
import { type AsOptions, asOption } from '../auth/as-option.ts'
import { type Confirmation, confirmWorkspace } from '../auth/confirm.ts'
import { checkOwn } from '../auth/refresh-errors.ts'
import { consequencesOf } from '../auth/revoke-effects.ts'
import { type Revoked, revokeStoredToken } from '../auth/revoke-token.ts'
import { selectToken } from '../config/select-tokens.ts'
import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'

interface RevokeOptions extends AsOptions, Confirmation {
  readonly own?: boolean
}

/** Adds options, help and action to the command `revoke`. */
export function define(command: Command, context: () => Context): void {
  asOption(command, [], 'required')
    .option('--confirm <name>', 'with --yes: the name of the workspace, instead of typing it')
    .option('--own', 'also an external token, which a running app may use')
    .addHelpText(
      'after',
      '\nRevokes one token at Slack and checks with auth.test that it no longer works. To remove an installation: slack-tokens logout\n\nExamples:\n  slack-tokens revoke --as user\n  slack-tokens revoke --as bot --yes --confirm "Acme"',
    )
    .action((options: RevokeOptions) => revoke(options, context()))
}

/**
 * Revokes one stored token at Slack.
 * @throws CliError with the exit reason `usage`: `--as` is missing, or the user did not confirm; `noToken`: the token
 * is external (another app uses it).
 */
export async function revoke(options: RevokeOptions, context: Context): Promise<void> {
  const { terminal, store, settings } = context
  const identity =
    options.as ?? (options.asUser || settings.user !== undefined ? 'user' : options.asBot ? 'bot' : undefined)
  if (identity === undefined) {
    throw new CliError('usage', 'Missing --as: which token to revoke', {
      hint: 'slack-tokens revoke --as bot   or --as user; to revoke all tokens of an installation: slack-tokens logout --revoke',
    })
  }
  const storedToken = selectToken(await store.read(), settings, identity)
  checkOwn(storedToken, options.own ?? false, 'revoked')
  for (const line of consequencesOf(storedToken)) terminal.note(line)
  await confirmWorkspace(storedToken.installation, options, context)
  const revoked = await revokeStoredToken(storedToken, context)
  if (terminal.json) terminal.result({ ok: true, ...revoked }, () => '')
  terminal.done(`Revoked: ${saidOf(revoked)}`)
  if (revoked.forgotten) terminal.note(`  “${revoked.name}” had no other token or webhook, so it is no longer stored`)
}

function saidOf({ name, identity, proof }: Revoked): string {
  return `the ${identity} token of “${name}”; auth.test answers ${proof}`
}
