import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { createByLink } from './create-by-link.ts'
import { addManifestOptions, type ManifestOptions } from './manifest-options.ts'
import { manifestWanted } from './manifest-wanted.ts'

export interface CreateOptions extends ManifestOptions {
  /** Slack's page, even where there is another way. */
  readonly link?: true
}

const examples = `
Examples:
  slack-tokens app create --name "My test" --scopes chat:write --user-scopes search:read
  slack-tokens app create --manifest manifest.yaml
  slack-tokens app create --link --json`

export function defineCreate(app: Command, context: () => Context): void {
  const command = app
    .command('create')
    .description('make a new app: Slack’s create-app page with the manifest filled in')
    .option('--link', 'through Slack’s page in a browser')
    .addHelpText('after', examples)
  addManifestOptions(command).action((options: CreateOptions) => createApp(options, context()))
}

/** Makes an app. @throws CliError usage: a manifest that Slack would refuse, or a link that is too long. */
export async function createApp(options: CreateOptions, context: Context): Promise<void> {
  await createByLink(await manifestWanted(options, undefined, context), context)
}
