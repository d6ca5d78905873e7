import { type Command, Option } from 'commander'
import { desiredManifest } from '../../apps/desired-manifest.ts'
import { checkedManifest, manifestScreen } from '../../apps/manifest-check.ts'
import { addManifestOptions, type ManifestOptions } from '../../apps/manifest-options.ts'
import { findApp } from '../../config/find-app.ts'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'

interface PrintOptions extends ManifestOptions {
  readonly format: 'json' | 'yaml'
  /**
   * What to check: a file with a manifest, `-`, or a link that contains a manifest. True when neither the user nor a
   * project names one.
   */
  readonly check?: string | true
}

const examples = `
The manifest goes to standard output, everything else to standard error.

Examples:
  slack-tokens app manifest my-app > manifest.json
  slack-tokens app manifest --name "My test" --scopes chat:write --user-scopes search:read --format yaml
  slack-tokens app manifest --port 3000 --rotation
  slack-tokens app manifest --check manifest.yaml        problems that Slack would refuse, with line and fix
  slack-tokens app manifest --manifest manifest.yaml     the same as JSON`

/** Adds the subcommand `app manifest` with its arguments, options, help and action. */
export function defineManifest(app: Command, context: () => Context): void {
  const command = app
    .command('manifest')
    .description('print a manifest with the redirect URL and scopes that a login uses')
    .argument('[name]', 'a stored app (default: a new one)')
    .addOption(new Option('--format <format>', 'output format').choices(['json', 'yaml']).default('json'))
    .option(
      '--check [file]',
      'check a manifest, JSON or YAML, offline; - is standard input; a create-app link works too (default: the project’s)',
    )
    .addHelpText('after', examples)
  addManifestOptions(command).action((name: string | undefined, options: PrintOptions) =>
    printManifest(name, options, context()),
  )
}

/**
 * Prints a manifest, and warnings on stderr.
 * @throws CliError with the exit reason `usage`: the app does not exist, or Slack would refuse the manifest.
 */
export async function printManifest(
  wanted: string | undefined,
  options: PrintOptions,
  context: Context,
): Promise<void> {
  if (options.check === true) throw noFile()
  if (options.check !== undefined) return await checkGiven(options.check, { wanted, options }, context)
  const { store, terminal } = context
  const app = wanted === undefined ? undefined : findApp(await store.read(), wanted)
  const { manifest, warnings } = await desiredManifest(options, app, context)
  const { manifestText } = await import('../../slack/manifest/read-file.ts')
  terminal.result(manifest, () => manifestText(manifest, options.format), { exact: true })
  for (const warning of warnings) terminal.warn(warning)
}

function noFile(): CliError {
  return new CliError('usage', '--check needs a file, because .slack-tokens.json of this folder names no manifest', {
    hint: 'For example: slack-tokens app manifest --check manifest.json',
  })
}

/**
 * Prints the problems for which Slack would refuse a manifest, and further remarks.
 * @throws CliError with the exit reason `usage` and the code `invalid_manifest`: Slack would refuse the manifest.
 */
async function checkGiven(
  named: string,
  { wanted, options }: { readonly wanted: string | undefined; readonly options: PrintOptions },
  context: Context,
): Promise<void> {
  const { check: _check, format: _format, ...others } = options
  if (wanted !== undefined || Object.keys(others).length > 0) {
    throw new CliError('usage', '--check checks an existing manifest and can’t be combined with other options', {
      hint: 'Leave out the other options: slack-tokens app manifest --check manifest.json',
    })
  }
  const { terminal } = context
  const checked = await checkedManifest(named, context)
  const { shown, findings } = checked
  const refused = findings.some(({ severity }) => severity === 'error')
  if (!refused || !terminal.json) {
    terminal.result({ ok: true, findings }, (paint) => manifestScreen(checked, { width: terminal.width, paint }))
  }
  if (!refused) return
  throw new CliError('usage', `Slack would refuse ${shown}`, {
    code: 'invalid_manifest',
    hint: 'Correct the lines marked ✗ (docs.slack.dev/reference/app-manifest). A valid manifest to compare with: slack-tokens app manifest',
    details: { findings },
  })
}
