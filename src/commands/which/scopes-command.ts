import { type Command, Option } from 'commander'
import { scopesNeeded } from '../../auth/scopes-needed.ts'
import { holdingsOf } from '../../config/available-tokens.ts'
import { chooseUser, findInstallation, noInstallation } from '../../config/choose-token.ts'
import type { Identity } from '../../config/installation.ts'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { typedProfile } from '../../runtime/settings.ts'
import { scopeList } from '../../slack/facts/scopes.ts'
import { installationOf } from './available.ts'
import { grantedScopes, grantedScreen } from './granted-scopes.ts'
import { needsReport, needsScreen } from './needs-screen.ts'
import { scopeReport } from './scope-report.ts'
import { scopeScreen } from './scope-screen.ts'

export interface ScopesOptions {
  readonly as?: Identity
  readonly needs?: string
}

/** Adds arguments, options, help and action to the command `scopes`. */
export function define(command: Command, context: () => Context): void {
  command
    .argument('[name...]', 'scopes to explain (default: those of the installation’s tokens)')
    .option('--needs <methods>', 'the smallest lists that let tokens call these methods, separated by commas')
    .addOption(new Option('--as <identity>', 'about this kind of token only').choices(['bot', 'user']))
    .addHelpText(
      'after',
      '\nExamples:\n  slack-tokens scopes\n  slack-tokens scopes files:write search:read\n  slack-tokens scopes --needs chat.postMessage,search.messages',
    )
    .action((names: string[], options: ScopesOptions) => scopes(names, options, context()))
}

/**
 * Prints the requested and granted scopes of an installation, explains scopes by name, or finds the scopes that methods
 * need. Only the first of these needs an installation.
 * @throws CliError with the exit reason `noToken`: nothing is installed; `usage`: scope names are combined with
 * `--needs`, or a name is unknown.
 */
export async function scopes(names: readonly string[], options: ScopesOptions, context: Context): Promise<void> {
  if (names.length > 0 && options.needs !== undefined) {
    throw new CliError('usage', 'Names and --needs exclude each other', {
      hint: 'Put the methods after --needs: slack-tokens scopes --needs chat.postMessage,search.messages',
    })
  }
  if (options.needs !== undefined) return await needed(scopeList(options.needs), options, context)
  if (names.length > 0) return await explained(names.flatMap(scopeList), context)
  await ofInstallation(options, context)
}

async function ofInstallation({ as }: ScopesOptions, context: Context): Promise<void> {
  const { store, settings, terminal } = context
  const config = await store.read()
  const found = findInstallation(config, settings)
  if (!found) throw noInstallation(config)
  const { name, installation } = found
  // When --user names a person, only that person's user token is shown.
  const { user } = settings
  const users =
    user === undefined ? installation.users : [chooseUser(found, user, config)].filter((one) => one !== undefined)
  const requested = grantedScopes({ ...installation, users }, suffixOf(context))
  const tokens = requested.filter(({ identity }) => !as || identity === as)
  terminal.result({ name, tokens }, (paint) =>
    grantedScreen({ name, installation, tokens }, { width: terminal.width, paint }),
  )
}

async function explained(names: readonly string[], context: Context): Promise<void> {
  const { store, settings, terminal } = context
  const holdings = holdingsOf(await store.read(), settings)
  const installation = installationOf(holdings)
  const reports = [...new Set(names)].map((name) => scopeReport(name, installation, suffixOf(context)))
  terminal.result(reports, (paint) =>
    reports.map((report) => scopeScreen(report, holdings, { width: terminal.width, paint })).join('\n\n'),
  )
}

async function needed(methods: readonly string[], { as }: ScopesOptions, context: Context): Promise<void> {
  const { store, settings, terminal } = context
  if (methods.length === 0) {
    throw new CliError('usage', '--needs has no methods', {
      hint: 'Separate them by commas: slack-tokens scopes --needs chat.postMessage,search.messages',
    })
  }
  const needs = scopesNeeded(methods, as)
  const report = needsReport(needs, holdingsOf(await store.read(), settings), suffixOf(context))
  terminal.result(report, (paint) => needsScreen(report, { width: terminal.width, paint }))
}

function suffixOf({ settings }: Context): string {
  const profile = typedProfile(settings)
  return profile ? ` --profile ${profile.name}` : ''
}
