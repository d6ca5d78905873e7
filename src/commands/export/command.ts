import type { Command } from 'commander'
import { saveSecrets } from '../../auth/write-secret-file.ts'
import { findInstallation, noInstallation } from '../../config/choose-token.ts'
import { checkNoProfile, withProfile } from '../../config/select-profile.ts'
import type { Config } from '../../config/store.ts'
import { nameOf, storedTokens } from '../../config/stored-token.ts'
import { describeEnd } from '../../config/token-end.ts'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { safeJson } from '../../terminal/safe-text.ts'
import { redacted } from './redact.ts'
import { withSecrets } from './with-secrets.ts'

interface ExportOptions {
  readonly all?: boolean
  readonly redact?: boolean
  readonly output?: string
}

/** Adds arguments, options, help and action to the command `export`. */
export function define(command: Command, context: () => Context): void {
  command
    .argument('[name]', 'installation (default: the active one)')
    .option('--all', 'every installation, the stored apps with their secrets, and configuration tokens')
    .option('--redact', 'mask every secret: for a bug report, not for import')
    .option('--output <file>', 'write a file that only you can read (mode 0600)')
    .addHelpText(
      'after',
      '\nslack-tokens import reads what this prints.\n\nExamples:\n  slack-tokens export acme --output acme.json\n  slack-tokens export --all --output backup.json\n  slack-tokens export --all | ssh build slack-tokens import --offline\n  slack-tokens export --redact',
    )
    .action((name: string | undefined, options: ExportOptions) => exportCommand(name, options, context()))
}

/**
 * Prints or writes installations as JSON. With `--output` and `--json`, prints `{ ok, file, installations, redacted }`.
 * @throws CliError with the exit reason `usage`: the installation does not exist, or the file exists already; `failed`:
 * the file can't be written.
 */
export async function exportCommand(name: string | undefined, options: ExportOptions, context: Context): Promise<void> {
  const { terminal } = context
  const config = await chosen(name, options, context)
  const value = options.redact ? redacted(config) : await withSecrets(config, context)
  if (!options.redact) warnOfRotation(config, context)
  if (options.output === undefined) {
    if (terminal.wide && !options.redact) {
      terminal.warn('The output contains secrets in full. To write a file that only you can read: --output FILE')
    }
    terminal.result(value, () => safeJson(value, terminal.wide ? 2 : 0), { secret: !options.redact, exact: true })
    return
  }
  const count = Object.keys(config.profiles).length
  const path = await saveSecrets(options.output, `${JSON.stringify(value, null, 2)}\n`, context)
  const result = { ok: true, file: path, installations: count, redacted: options.redact ?? false }
  if (terminal.json) terminal.result(result, () => '')
  else terminal.done(`${count} installation${count === 1 ? '' : 's'} written to ${path} (mode 0600)`)
  if (!options.redact) terminal.note(`To import it: slack-tokens import ${options.output}`)
}

async function chosen(name: string | undefined, { all }: ExportOptions, { store, settings }: Context): Promise<Config> {
  if (all && name !== undefined) {
    throw new CliError('usage', 'A name and --all exclude each other', {
      hint: 'To export all: slack-tokens export --all',
    })
  }
  const config = await store.read()
  if (all) {
    checkNoProfile(settings, '--all')
    if (Object.keys({ ...config.profiles, ...config.apps }).length === 0) throw noInstallation(config)
    return config
  }
  const found = findInstallation(config, withProfile(settings, name))
  if (!found) throw noInstallation(config)
  return { version: config.version, active: found.name, profiles: { [found.name]: found.installation } }
}

function warnOfRotation(config: Config, { terminal, clock }: Context): void {
  const pairs = Object.entries(config.profiles).flatMap(([name, installation]) => storedTokens(name, installation))
  const rotating = pairs.filter(({ access }) => access.refreshToken !== null)
  for (const storedToken of rotating.slice(0, 5)) {
    terminal.warn(`Rotating: ${nameOf(storedToken)} ${describeEnd(storedToken.access, clock.now())}`)
  }
  if (rotating.length > 5) terminal.warn(`and ${rotating.length - 5} more rotating tokens`)
  if (rotating.length > 0) {
    terminal.warn('Use a rotating token in one place only: a refresh of one copy makes the other copy invalid')
  }
}
