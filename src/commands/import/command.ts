import type { Command } from 'commander'
import { loginOfApp } from '../../config/login-command.ts'
import { CliError, foreignCode } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { type Imported, type ImportOptions, importFrom } from './import.ts'
import { importedRows, importedScreen } from './report.ts'

/** Adds arguments, options, help and action to the command `import`. */
export function define(command: Command, context: () => Context): void {
  command
    .argument('[file]', 'a file, the folder of an SDK’s store, or - for standard input (default: standard input)')
    .option('--name <name>', 'local name of the installation (default: the workspace’s name)')
    .option('--offline', 'call no API: store the tokens unverified')
    .option('--force', 'also store dead tokens, with a mark')
    .option('--own', 'treat the tokens as your own: no running app uses them, so this tool may refresh and revoke them')
    .addHelpText(
      'after',
      '\nTakes what explain reads: an answer of Slack however it was pasted, a .env file, an\ninstallation store of an SDK, an export, a recovery file, one token. Tokens are verified\nwith auth.test and stored as external (a running app may use them): without --own, they are\nnever refreshed, revoked or exchanged. Tokens of a stored installation are merged into it.\n\nExamples:\n  slack-tokens import .env\n  slack-tokens import install.json --name acme\n  slack-tokens import data/installations --offline\n  printf %s "$TOKEN" | slack-tokens import -\n  ssh build slack-tokens export --all | slack-tokens import',
    )
    .action((file: string | undefined, options: ImportOptions) => importCommand(file, options, context()))
}

/**
 * Stores tokens that the user already has. With `--json`, prints `{ installations: [{ name, state, borrowed, tokens, …
 * }], apps, dead, skipped }`.
 * @throws CliError for the same reasons as `importFrom`. With the exit reason `noToken`, after printing: some tokens no
 * longer work and were not stored.
 */
export async function importCommand(file: string | undefined, options: ImportOptions, context: Context): Promise<void> {
  const { terminal } = context
  const imported = await importFrom(file, options, context)
  const rows = importedRows(imported)
  const { apps, configTokens, dead, skipped } = imported
  terminal.result({ installations: rows, apps, dead, skipped }, (paint, room) =>
    [
      ...(rows.length > 0 ? [importedScreen(imported, rows, { paint, room })] : []),
      ...apps.map((name) => `${paint.green('✓')} the app is stored as “${name}”`),
      ...configTokens.map((team) => `${paint.green('✓')} configuration tokens of ${team}`),
    ].join('\n'),
  )
  for (const { what, message } of dead) {
    terminal.warn(`${options.force ? 'Stored with a mark' : 'Not stored'}: ${what}. ${message}`)
  }
  tellNext(imported, options, context)
  if (dead.length === 0 || options.force) return
  const few = dead.length === 1 ? 'One is' : `${dead.length} are`
  throw new CliError('noToken', `${few} dead and left out; the others are stored`, {
    code: foreignCode(dead[0]?.code, 'noToken'),
    hint: 'To store them anyway: --force',
  })
}

function tellNext({ names, before, after, apps }: Imported, { own }: ImportOptions, { terminal }: Context): void {
  const stored = names.map((name) => after.profiles[name])
  const rotates = stored.some(
    (one) => one && !one.borrowed && [one.bot, ...one.users].some((token) => token?.refreshToken),
  )
  if (rotates) {
    terminal.warn('Use rotating tokens in one place only: the next refresh here makes every other copy invalid')
  } else if (!own && stored.some((one) => one?.borrowed)) {
    terminal.note(
      'External: a running app may use the tokens, so they are never refreshed, revoked or exchanged without --own',
    )
  }
  const [first] = names
  if (first !== undefined && before.active !== after.active) terminal.note(`“${after.active}” is the active one now`)
  else if (first !== undefined && after.active !== first) terminal.note(`Use it: slack-tokens use ${first}`)
  for (const name of apps) {
    const app = after.apps?.[name]
    if (app) terminal.note(`Install it: ${loginOfApp(name, app)}`)
  }
}
