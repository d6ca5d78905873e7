import type { Command } from 'commander'
import { type AsOptions, asOption } from '../auth/as-option.ts'
import { confirmYes } from '../auth/confirm.ts'
import { exchangeForRotating } from '../auth/enable-rotation.ts'
import { checkOwn } from '../auth/refresh-errors.ts'
import { loginCommand } from '../config/login-command.ts'
import { workspaceLabel } from '../config/place.ts'
import { selectTokens } from '../config/select-tokens.ts'
import { nameOf, type StoredToken } from '../config/stored-token.ts'
import { describeEnd } from '../config/token-end.ts'
import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import { capital } from '../terminal/capital.ts'
import { columns } from '../terminal/table.ts'

interface EnableOptions extends AsOptions {
  readonly own?: boolean
}

/** Adds help and all subcommands to the command `rotation`. */
export function define(command: Command, context: () => Context): void {
  command.addHelpText(
    'after',
    '\nExamples:\n  slack-tokens rotation enable\n  slack-tokens rotation enable --as bot --yes',
  )
  const enable = command.command('enable').description('exchange long-lived tokens for rotating ones; cannot be undone')
  asOption(enable, [], 'default: all tokens of the installation')
    .option('--own', 'also external tokens, which a running app may use')
    .addHelpText(
      'after',
      '\nFirst turn on rotation in the app’s settings (OAuth & Permissions). Without --as, every token of the\ninstallation is exchanged.\n\nExamples:\n  slack-tokens rotation enable --as bot',
    )
    .action((options: EnableOptions) => enableRotation(options, context()))
}

/**
 * Exchanges each long-lived token for a rotating token, which expires and is refreshed. Calls `oauth.v2.exchange`.
 * @throws CliError with the exit reason `usage`: no token can be exchanged, or the user did not confirm.
 */
export async function enableRotation(options: EnableOptions, context: Context): Promise<void> {
  const { terminal, store, settings, clock } = context
  const identity = options.as ?? (options.asUser ? 'user' : options.asBot ? 'bot' : undefined)
  const pairs = selectTokens(await store.read(), settings, { identity, all: false })
  const lasting = pairs.filter(({ access }) => access.refreshToken === null && access.expiresAt === null)
  checkExchangeable(pairs, lasting)
  for (const storedToken of lasting) checkOwn(storedToken, options.own ?? false, 'exchanged')
  const place = workspaceLabel((pairs[0] as StoredToken).installation)
  terminal.warn(`${place}: ${lasting.map(nameOf).join(' and ')}`)
  terminal.note(
    `  ${lasting.length > 1 ? 'become rotating tokens' : 'becomes a rotating token'}, which cannot be undone. A rotating token expires after 12 hours. The first refresh ends the old token, so every program that uses it needs the new one; only the last two access tokens stay valid`,
  )
  await confirmYes('Exchange them?', context)
  const done: StoredToken[] = []
  for (const pair of lasting) done.push(await exchangeForRotating(pair, context))
  const rows = done.map(({ name, identity: kind, access }) => ({
    name,
    identity: kind,
    userId: access.userId,
    expiresAt: access.expiresAt,
  }))
  terminal.result(rows, (_paint, room) =>
    columns(
      ['', '', ''],
      done.map((pair) => [pair.name, pair.identity, describeEnd(pair.access, clock.now())]),
      room,
    ),
  )
  terminal.note('Commands refresh them when needed; to refresh now: slack-tokens refresh --force')
}

function checkExchangeable(pairs: readonly StoredToken[], lasting: readonly StoredToken[]): void {
  const [first] = pairs
  if (!first)
    throw new CliError('noToken', 'There is no token to exchange', { code: 'no_token', hint: 'See: slack-tokens show' })
  if (first.installation.flow === 'v1') {
    throw new CliError('usage', 'Tokens of a classic app (the v1 flow) do not rotate', {
      code: 'classic_app',
      hint: `Rotation needs an app with granular scopes: ${loginCommand({ sim: first.installation.simulator })}`,
    })
  }
  if (lasting.length === 0) {
    throw new CliError('usage', `${capital(nameOf(first))} rotates already`, {
      code: 'already_rotating',
      hint: 'Refresh it: slack-tokens refresh',
    })
  }
}
