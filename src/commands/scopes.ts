import { type Command, Option } from 'commander'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { chooseUser, findInstallation, noInstallation } from '../installations/choose-token.ts'
import { holdingsOf } from '../installations/holdings.ts'
import type { Identity } from '../installations/installation.ts'
import { grantedScopes, grantedScreen } from '../methods/granted.ts'
import { scopesNeeded } from '../methods/needs.ts'
import { needsReport, needsScreen } from '../methods/needs-screen.ts'
import { scopeReport } from '../methods/scope-report.ts'
import { scopeScreen } from '../methods/scope-screen.ts'
import { scopeList } from '../slack/scopes.ts'

export interface ScopesOptions {
  readonly as?: Identity
  readonly needs?: string
}

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
 * Scopes asked for and granted, or explained by name, or found for methods. Only the first needs an installation.
 * @throws CliError noToken: nothing is installed; usage: names together with --needs, or one that is unknown.
 */
export async function scopes(names: readonly string[], options: ScopesOptions, context: Context): Promise<void> {
  if (names.length > 0 && options.needs !== undefined) {
    throw new CliError('usage', 'Names and --needs exclude each other', {
      hint: 'Methods stand after --needs: slack-tokens scopes --needs chat.postMessage,search.messages',
    })
  }
  if (options.needs !== undefined) return await needed(scopeList(options.needs), options, context)
  if (names.length > 0) return await explained(names.flatMap(scopeList), context)
  await ofInstallation(options, context)
}

async function ofInstallation({ as }: ScopesOptions, context: Context): Promise<void> {
  const { store, settings, terminal } = context
  const kept = await store.read()
  const found = findInstallation(kept, settings)
  if (!found) throw noInstallation(kept)
  const { name, installation } = found
  // Where a person is named, theirs alone of the user tokens.
  const { user } = settings
  const users =
    user === undefined ? installation.users : [chooseUser(name, installation, user)].filter((one) => one !== undefined)
  const asked = grantedScopes({ ...installation, users }, suffixOf(context))
  const tokens = asked.filter(({ identity }) => !as || identity === as)
  terminal.result({ name, tokens }, (paint) =>
    grantedScreen({ name, installation, tokens }, { width: terminal.width, paint }),
  )
}

async function explained(names: readonly string[], { store, settings, terminal }: Context): Promise<void> {
  const reports = [...new Set(names)].map(scopeReport)
  const holdings = holdingsOf(await store.read(), settings)
  terminal.result(reports, (paint) =>
    reports.map((report) => scopeScreen(report, holdings, { width: terminal.width, paint })).join('\n\n'),
  )
}

async function needed(methods: readonly string[], { as }: ScopesOptions, context: Context): Promise<void> {
  const { store, settings, terminal } = context
  if (methods.length === 0) {
    throw new CliError('usage', '--needs wants methods', {
      hint: 'Separate them by commas: slack-tokens scopes --needs chat.postMessage,search.messages',
    })
  }
  const needs = scopesNeeded(methods, as)
  const report = needsReport(needs, holdingsOf(await store.read(), settings), suffixOf(context))
  terminal.result(report, (paint) => needsScreen(report, { width: terminal.width, paint }))
}

function suffixOf({ settings }: Context): string {
  return settings.profile ? ` --profile ${settings.profile.name}` : ''
}
