import { type Command, Option } from 'commander'
import { desiredManifest } from '../../apps/desired-manifest.ts'
import { addManifestOptions, type ManifestOptions } from '../../apps/manifest-options.ts'
import { findApp } from '../../config/find-app.ts'
import type { Context } from '../../runtime/context.ts'

interface PrintOptions extends ManifestOptions {
  readonly format: 'json' | 'yaml'
}

const examples = `
The manifest goes to standard output, everything else to standard error.

Examples:
  slack-tokens app manifest my-app > manifest.json
  slack-tokens app manifest --name "My test" --scopes chat:write --user-scopes search:read --format yaml
  slack-tokens app manifest --port 3000 --rotation
  slack-tokens app manifest --manifest manifest.yaml     whether it fits, and the same as JSON`

export function defineManifest(app: Command, context: () => Context): void {
  const command = app
    .command('manifest')
    .description('print a manifest with the redirect URL and scopes that a login uses')
    .argument('[name]', 'a remembered app (default: a new one)')
    .addOption(new Option('--format <format>', 'how it is written').choices(['json', 'yaml']).default('json'))
    .addHelpText('after', examples)
  addManifestOptions(command).action((name: string | undefined, options: PrintOptions) =>
    printManifest(name, options, context()),
  )
}

/** Prints a manifest, and what to know of it on stderr. @throws CliError usage: no such app, or what Slack would refuse. */
export async function printManifest(
  wanted: string | undefined,
  options: PrintOptions,
  context: Context,
): Promise<void> {
  const { store, terminal } = context
  const app = wanted === undefined ? undefined : findApp(await store.read(), wanted)
  const { manifest, warnings } = await desiredManifest(options, app, context)
  const { manifestText } = await import('../../slack/manifest/read-file.ts')
  terminal.result(manifest, () => manifestText(manifest, options.format), { exact: true })
  for (const warning of warnings) terminal.warn(warning)
}
