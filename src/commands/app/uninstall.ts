import type { Command } from 'commander'
import { clientOf } from '../../auth/client-credentials.ts'
import { type Confirmation, confirmWorkspace } from '../../auth/confirm.ts'
import { httpFor } from '../../auth/http-for-token.ts'
import { checkOwn } from '../../auth/refresh-errors.ts'
import { tokenValue } from '../../auth/secret-value.ts'
import { proveUninstalled, type Removal, removeFromWorkspace } from '../../auth/uninstall-app.ts'
import { findInstallation, noInstallation } from '../../config/choose-token.ts'
import { findApp, findAppOf } from '../../config/find-app.ts'
import { forget } from '../../config/forget.ts'
import type { Installation } from '../../config/installation.ts'
import { workspaceLabel } from '../../config/place.ts'
import { withProfile } from '../../config/select-profile.ts'
import type { Config } from '../../config/store.ts'
import { nameOf, storedTokens } from '../../config/stored-token.ts'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import type { RequestContext } from '../../slack/client/types.ts'

interface UninstallOptions extends Confirmation {
  readonly own?: true
  readonly app?: string
}

const examples = `
Revokes all tokens and webhooks of the app in that workspace, those of other people and of a deployed app too, and
ends its channel memberships. The app itself and its settings stay.

Examples:
  slack-tokens app uninstall
  slack-tokens app uninstall acme-dev
  slack-tokens app uninstall acme-dev --yes --confirm "Acme Dev"`

/** Adds the subcommand `app uninstall` with its arguments, options, help and action. */
export function defineUninstall(app: Command, context: () => Context): void {
  app
    .command('uninstall')
    .description('remove an app from a workspace, with all its tokens there')
    .argument('[installation]', 'installation, as in slack-tokens list (default: the active one)')
    .option('--confirm <workspace>', 'the workspace’s name, instead of typing it; with --yes')
    .option('--own', 'also when the tokens are external: a running app may use them')
    .option('--app <name>', 'the stored app whose client id and secret are used')
    .addHelpText('after', examples)
    .action((profile: string | undefined, options: UninstallOptions) => uninstallApp(profile, options, context()))
}

/**
 * Removes an app from a workspace with `apps.uninstall`. Checks with `auth.test` that the tokens no longer work, and
 * only then removes the installation from the config.
 * @throws CliError with the exit reason `usage`: no installation is chosen, the user did not confirm, the tokens are
 * external (another program refreshes and revokes them), or the client secret is missing; `noToken`: no token of the
 * installation works any more; `slack`: Slack refuses, or a token still works. After an error, the installation stays in
 * the config.
 */
export async function uninstallApp(
  profile: string | undefined,
  options: UninstallOptions,
  context: Context,
): Promise<void> {
  const { terminal, store } = context
  const config = await store.read()
  const { name, installation } = chooseInstallation(profile, config, context)
  const pairs = storedTokens(name, installation)
  for (const storedToken of pairs) checkOwn(storedToken, options.own ?? false, 'uninstalled')
  const client = await credentialsOf(installation, { app: options.app, config }, context)
  const { simulator, apiUrl } = installation
  terminal.note(
    `→ ${workspaceLabel(installation)}: uninstall ${installation.appName ?? installation.appId ?? 'the app'}`,
  )
  terminal.warn(
    'Every token, webhook and channel membership of the app there is revoked, for everybody, and a deployed app’s too',
  )
  await confirmWorkspace(installation, options, context)
  const http = await httpFor(simulator, context)
  const request: RequestContext = {
    ...context,
    http,
    timeout: context.settings.httpTimeout,
    maxWait: context.settings.maxWait,
  }
  const removal: Removal = {
    apiUrl,
    client,
    tokens: await Promise.all(
      pairs.map(async (storedToken) => ({
        owner: nameOf(storedToken),
        token: await tokenValue(storedToken.access.token, storedToken.identity, context),
      })),
    ),
  }
  const by = await removeFromWorkspace(removal, request)
  await proveUninstalled(name, removal, request)
  const after = await store.update((now) => (now.profiles[name] ? forget(now, name) : now))
  if (terminal.json) terminal.result({ ok: true, name, by, proved: true, active: after.active }, () => '')
  terminal.done(
    `The app is removed from ${workspaceLabel(installation)}: none of its tokens works any more. “${name}” is no longer stored`,
  )
}

function chooseInstallation(profile: string | undefined, config: Config, { settings }: Context) {
  const found = findInstallation(config, withProfile(settings, profile))
  if (!found) throw noInstallation(config)
  return found
}

/**
 * Returns the client id and secret of the installed app.
 * @throws CliError with the exit reason `usage`: the client id or the client secret is unknown.
 */
async function credentialsOf(
  installation: Installation,
  { app: wanted, config }: { app: string | undefined; config: Config },
  context: Context,
): Promise<Removal['client']> {
  const { appId, apiUrl, simulator } = installation
  const named = wanted === undefined ? undefined : findApp(config, wanted).app
  const same = findAppOf(config, { appId, apiUrl, simulator })?.app
  const clientId = named?.clientId ?? installation.clientId ?? same?.clientId ?? null
  const { id, secret } = await clientOf({ ...installation, clientId }, config, context)
  if (secret !== null) return { id, secret }
  throw new CliError('usage', 'The app has no client secret, and apps.uninstall requires one', {
    code: 'no_client_secret',
    hint: 'Remove it in the workspace’s app management, or revoke its tokens: slack-tokens logout --revoke',
  })
}
