import type { Command } from 'commander'
import { findInstallation } from '../../config/choose-token.ts'
import { findAppOf, type NamedApp } from '../../config/find-app.ts'
import { handleOrId } from '../../config/installation.ts'
import { workspaceLabel } from '../../config/place.ts'
import { unsavedStore } from '../../config/unsaved-store.ts'
import type { InstalledWithApp } from '../../oauth/app-login.ts'
import { promptLoginKind } from '../../oauth/ask-what.ts'
import { checkLoginOptions, checkSimulatedLogin, simulatedRecord, takesToken } from '../../oauth/check-login-options.ts'
import { checkLoginFlags } from '../../oauth/login-flags.ts'
import { addLoginOptions, type LoginOptions } from '../../oauth/login-options.ts'
import { type LoginProfile, loginProfile, sayKeptName, sayNamedProfile, sayRenamed } from '../../oauth/login-profile.ts'
import { type LoginRequest, loginRequest } from '../../oauth/login-request.ts'
import { loginWithApp } from '../../oauth/login-with-app.ts'
import { loginOnSimulator } from '../../oauth/login-with-simulator.ts'
import { loginWithToken } from '../../oauth/login-with-token.ts'
import { checkExtended, nothingToInstall } from '../../oauth/nothing-to-install.ts'
import type { SavedInstall } from '../../oauth/save-install.ts'
import { withScopeSets } from '../../oauth/scope-sets.ts'
import {
  checkGranted,
  exportedTokenNote,
  installReport,
  installSummary,
  nextCommands,
  printedReport,
} from '../../oauth/summary.ts'
import { finishLogin, startLogin } from '../../oauth/two-step-login.ts'
import type { Context } from '../../runtime/context.ts'
import { maskedSecret } from '../../runtime/credential-command.ts'
import { safeJson } from '../../terminal/safe-text.ts'

/** Adds options and action to the command `login`. */
export function define(command: Command, context: () => Context): void {
  addLoginOptions(command).action(async (link: string | undefined, options: LoginOptions) => {
    // `login sim`: the hint of the error has the option with its dashes.
    if (link === 'help' || command.options.some(({ long }) => long === `--${link}`))
      command.error(`error: “${link}” is not an install link`, { code: 'commander.excessArguments' })
    await login(link, options, context())
  })
}

/** Installs an app and stores the tokens. */
export async function login(link: string | undefined, options: LoginOptions, outer: Context): Promise<void> {
  checkLoginOptions(link, options)
  const withSets = withScopeSets(options)
  const context = options.print ? { ...outer, store: unsavedStore(outer.store) } : outer
  const { settings } = context
  const names = loginProfile(options, settings)
  await checkExtended(options, context)
  if (takesToken(options) || options.finish !== undefined) checkLoginFlags(options, settings, 'real')
  if (takesToken(options)) return await withToken(context, names, options.tokenCommand)
  if (options.finish !== undefined) return await finishApp(await finishLogin(options.finish, context), options, context)
  const simulated = await simulatedTarget(link, options, context)
  checkLoginFlags(options, settings, simulated ? 'simulator' : 'real')
  if (simulated) return await onSimulator(options, context, { names, link, ...simulated })
  const named = link ?? options.app ?? options.clientId ?? settings.clientId
  const adds = options.addScope ?? options.addUserScope
  // If nothing is installed yet, --add-scope names the scopes of the first install.
  const installed = adds === undefined ? undefined : findInstallation(await context.store.read(), settings)
  if (named !== undefined || installed) return await withApp(link, options, context, names)
  if (!context.terminal.interactive) throw nothingToInstall(options, settings)
  const choice = await promptLoginKind(context)
  if (choice.way === 'token') return await withToken(context, names)
  if (choice.way === 'simulator') checkLoginFlags(options, settings, 'simulator')
  if (choice.way === 'simulator') return await onSimulator(options, context, { names })
  if (choice.way === 'link') return await withApp(choice.link, options, context, names)
  const chosen = choice.way === 'new' ? await (await import('./new-app.ts')).newApp(context) : choice
  await withApp(undefined, { ...withSets, ...chosen }, context, names)
}

/**
 * Returns the target of an install on the simulator; undefined for an install at Slack. The target names a stored app;
 * without a name, it is the simulator's default app. If `--add-scope` is the only option, the install goes where the
 * active installation is.
 */
async function simulatedTarget(
  link: string | undefined,
  options: LoginOptions,
  { store, settings }: Context,
): Promise<{ app?: NamedApp | undefined } | undefined> {
  if (options.sim) return {}
  if ((options.app ?? link) !== undefined) {
    const app = simulatedRecord(await store.read(), link, options)
    if (app || options.app !== undefined) return app && { app }
  }
  const adds = (options.addScope ?? options.addUserScope) !== undefined
  if (!adds || (link ?? options.clientId) !== undefined) return undefined
  const config = await store.read()
  const installed = findInstallation(config, settings)?.installation
  if (!installed?.simulator) return undefined
  const { clientId, apiUrl, simulator } = installed
  return { app: findAppOf(config, { clientId, apiUrl, simulator }) }
}

async function onSimulator(
  options: LoginOptions,
  context: Context,
  { names, link, app }: Pick<LoginRequest, 'names'> & { link?: string | undefined; app?: NamedApp | undefined },
): Promise<void> {
  const typed = app ? options : { ...options, sim: true }
  checkSimulatedLogin(typed, context.settings)
  const request = loginRequest({ link, options: typed, names }, context.settings)
  const installed = await loginOnSimulator(request, app, context)
  await finish(installed, options, context)
}

async function withApp(
  link: string | undefined,
  options: LoginOptions,
  context: Context,
  names: LoginProfile,
): Promise<void> {
  const request = loginRequest({ link, options, names }, context.settings)
  if (!options.start) return await finishApp(await loginWithApp(request, context), options, context)
  const started = await startLogin(request, context)
  context.terminal.result({ ok: true, ...started }, () => started.url)
  context.terminal.note(
    `Open that address and press Allow. Within ten minutes, pass the address at which the browser then is:\n  echo "$ADDRESS" | slack-tokens login --finish ${started.id}`,
  )
}

async function finishApp({ installed, app }: InstalledWithApp, options: LoginOptions, context: Context): Promise<void> {
  if (installed.stored) context.terminal.note(`The app is stored: slack-tokens login --app ${app}\n`)
  const exported = installed.stored ? exportedTokenNote(context.settings) : undefined
  if (exported) context.terminal.warn(exported)
  await finish(installed, options, context)
}

async function finish(
  installed: SavedInstall,
  { strict = false, showSecrets = false }: LoginOptions,
  context: Context,
): Promise<void> {
  const { terminal, settings } = context
  if (!installed.stored) {
    const report = printedReport(installed)
    terminal.done(installSummary(installed, terminal))
    terminal.result(report, () => safeJson(report.answer, 2), { secret: showSecrets, exact: true })
    if (strict) checkGranted(installed)
    return
  }
  if (terminal.json) terminal.result(installReport(installed), () => '')
  terminal.done(installSummary(installed, terminal))
  sayRenamed(installed, context)
  await sayNamedProfile(installed.name, context)
  if (!installed.active) {
    terminal.note(
      `\nThe active installation is another one, at the real Slack. To use this one, add --profile ${installed.name}, or: slack-tokens use ${installed.name}`,
    )
  }
  if (strict) checkGranted(installed)
  terminal.note(
    `\nNext:\n${nextCommands(installed, settings)
      .map((line) => `  ${line}`)
      .join('\n')}`,
  )
}

async function withToken(context: Context, names: LoginProfile, command?: string): Promise<void> {
  const { terminal } = context
  const { name, installation, identity, active } = await loginWithToken(context, { names, command })
  const access = identity === 'bot' ? installation.bot : installation.users[0]
  await sayKeptName(name, names, context)
  if (terminal.json) {
    const token = access && maskedSecret(access.token)
    const report = { ok: true, name, active, identity, userName: access?.userName, scopes: access?.scopes, token }
    return terminal.result(report, () => '')
  }
  terminal.done(
    `${workspaceLabel(installation)}: ${identity} token of ${access ? handleOrId(access, 'unknown') : 'unknown'}, stored as “${name}”`,
  )
  await sayNamedProfile(name, context)
  terminal.note('  external: a running app may use it, so it is never refreshed, revoked or exchanged without --own')
  if (!active)
    terminal.note(
      `  Another installation is active. To use this one, add --profile ${name}, or: slack-tokens use ${name}`,
    )
}
