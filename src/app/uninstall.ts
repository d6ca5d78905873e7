import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { httpFor } from '../http-for.ts'
import { clientSecret } from '../install/secret.ts'
import { findInstallation, noInstallation, unknownProfile } from '../installations/choose-token.ts'
import { confirmEnding } from '../installations/confirm-ending.ts'
import { findApp } from '../installations/find-app.ts'
import type { AppRecord, Installation } from '../installations/installation.ts'
import { placeOf } from '../installations/place.ts'
import type { Kept } from '../installations/store.ts'
import type { Wire } from '../slack/send.ts'
import { proveUninstalled, type Removal, removeFromWorkspace } from './removal.ts'

interface UninstallOptions {
  readonly confirm?: string
  readonly own?: true
  readonly app?: string
}

const examples = `
It ends every token of the app in that workspace, of everybody, its webhooks and its channel memberships; a deployed
app that is installed there stops too. The app itself and its settings stay.

Examples:
  slack-tokens app uninstall
  slack-tokens app uninstall acme-dev
  slack-tokens app uninstall acme-dev --yes --confirm "Acme Dev"`

export function defineUninstall(app: Command, context: () => Context): void {
  app
    .command('uninstall')
    .description('remove an app from a workspace, with all that it was granted there')
    .argument('[installation]', 'which one, see slack-tokens list (default: the active one)')
    .option('--confirm <workspace>', 'the workspace’s name, instead of typing it; with --yes')
    .option('--own', 'also where the tokens are borrowed: a running app may live on them')
    .option('--app <name>', 'the remembered app whose client id and secret are used')
    .addHelpText('after', examples)
    .action((profile: string | undefined, options: UninstallOptions) => uninstallApp(profile, options, context()))
}

/**
 * Removes an app from a workspace by `apps.uninstall`, proves it with `auth.test`, and only then forgets the installation.
 * @throws CliError usage: which one, not confirmed, borrowed, no client secret; noToken: no token of it works any more;
 *   slack: refused, or a token still works afterwards. The installation is then kept.
 */
export async function uninstallApp(
  profile: string | undefined,
  options: UninstallOptions,
  context: Context,
): Promise<void> {
  const { terminal, store } = context
  const kept = await store.read()
  const { name, installation } = chooseInstallation(profile, kept, context)
  checkOwn(name, installation, options.own ?? false)
  const client = await clientOf({ name, installation, app: options.app }, kept, context)
  const { simulator, apiUrl } = installation
  terminal.note(`→ ${placeOf(installation)}: uninstall ${installation.appName ?? installation.appId ?? 'the app'}`)
  terminal.warn(
    'Every token, webhook and channel membership of the app there ends, for everybody, and a deployed app’s too',
  )
  await confirmEnding(
    installation,
    { ending: 'uninstall the app', command: `app uninstall ${name}`, confirm: options.confirm },
    context,
  )
  const http = await httpFor(simulator, context)
  const wire: Wire = { ...context, http, timeout: context.settings.httpTimeout, maxWait: context.settings.maxWait }
  const removal: Removal = { apiUrl, client, tokens: tokensOf(installation) }
  const by = await removeFromWorkspace(removal, wire)
  await proveUninstalled(name, removal, wire)
  const after = await store.update((now) => without(now, name))
  if (terminal.json) terminal.result({ ok: true, name, by, proved: true, active: after.active }, () => '')
  terminal.done(
    `The app is out of ${placeOf(installation)}: none of its tokens works any more. “${name}” is forgotten here`,
  )
}

function chooseInstallation(profile: string | undefined, kept: Kept, { settings }: Context) {
  if (profile === undefined) {
    const found = findInstallation(kept, settings)
    if (found) return found
    throw noInstallation(kept)
  }
  const name = Object.keys(kept.profiles).find((one) => one.toLowerCase() === profile.toLowerCase())
  const installation = name === undefined ? undefined : kept.profiles[name]
  if (name === undefined || !installation) throw unknownProfile(profile, kept)
  return { name, installation }
}

function checkOwn(name: string, { borrowed }: Installation, own: boolean): void {
  if (!borrowed || own) return
  throw new CliError('usage', `The tokens of “${name}” are borrowed: a running app may live on them`, {
    code: 'borrowed',
    hint: `If it may end, say so: slack-tokens app uninstall ${name} --own. To forget the tokens here alone: slack-tokens logout`,
  })
}

interface Client {
  readonly id: string
  readonly secret: string
}

/** Client id and secret of the app that was installed. */
async function clientOf(
  { name, installation, app: wanted }: { name: string; installation: Installation; app: string | undefined },
  kept: Kept,
  context: Context,
): Promise<Client> {
  const app = wanted === undefined ? recordOf(installation, kept) : findApp(kept, wanted).app
  const id = app?.clientId ?? installation.clientId
  if (id === null)
    throw new CliError('usage', `Which app “${name}” belongs to is not known, and uninstalling takes its client id`, {
      code: 'no_client_id',
      hint: 'Name a remembered app: --app NAME (slack-tokens app list)',
    })
  if (app === undefined && installation.simulator) return await simulatedClient(id, context)
  const secret = await clientSecret({ fromInput: false, remembered: app?.clientSecret ?? null }, context)
  return { id, secret: secret.value }
}

function recordOf({ clientId, appId, apiUrl, simulator }: Installation, { apps = {} }: Kept): AppRecord | undefined {
  const ofThatSlack = Object.values(apps).filter((app) => app.apiUrl === apiUrl || (simulator && app.simulator))
  return (
    ofThatSlack.find((app) => app.clientId === clientId) ??
    ofThatSlack.find((app) => appId !== null && app.appId === appId)
  )
}

/** The simulator's own app has no record, and its secret is none. */
async function simulatedClient(id: string, context: Context): Promise<Client> {
  const { simulatedApp } = await import('../simulated-app.ts')
  const { clientSecret: secret } = await simulatedApp(await context.simulator())
  return { id, secret }
}

function tokensOf({ bot, users }: Installation): Removal['tokens'] {
  return [
    ...(bot ? [{ whose: 'the bot token', token: bot.token }] : []),
    ...users.map(({ token, userName, userId }) => ({
      whose: `the user token of @${userName ?? userId ?? 'unknown'}`,
      token,
    })),
  ]
}

/** Nothing becomes active instead: the next command asks which, rather than write to another workspace. */
function without(kept: Kept, name: string): Kept {
  const { [name]: _gone, ...profiles } = kept.profiles
  return { ...kept, profiles, active: kept.active === name ? null : kept.active }
}
