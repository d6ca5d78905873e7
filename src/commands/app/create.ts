import type { Command } from 'commander'
import { readConfigToken } from '../../apps/config-token/read.ts'
import { saveConfigToken } from '../../apps/config-token/save.ts'
import { desiredManifest } from '../../apps/desired-manifest.ts'
import { addManifestOptions, type ManifestOptions } from '../../apps/manifest-options.ts'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { flagRefused } from '../../runtime/global-flags.ts'
import { slackApiUrl } from '../../runtime/settings.ts'
import { readGiven } from './config-token.ts'
import { createByLink } from './create-by-link.ts'
import { createByToken } from './create-by-token.ts'

export interface CreateOptions extends ManifestOptions {
  /** Whether to use Slack's page although a configuration token is stored. */
  readonly link?: true
  /** Whether to read a configuration token from standard input or a prompt, store it, and use it. */
  readonly configToken?: true
  /** The id of the workspace whose configuration token is used. */
  readonly team?: string
  readonly sim?: true
}

const examples = `
Examples:
  slack-tokens app create --name "My test" --scopes chat:write --user-scopes search:read
  slack-tokens app create --manifest manifest.yaml
  slack-tokens app create --link --json
  printf '%s\\n' "$ACCESS" "$REFRESH" | slack-tokens app create --config-token --name "My test" --scopes chat:write
  slack-tokens app create --sim --name "My test" --scopes chat:write --user-scopes search:read`

/** Adds the subcommand `app create` with its options, help and action. */
export function defineCreate(app: Command, context: () => Context): void {
  const command = app
    .command('create')
    .description(
      'create an app: directly with a configuration token, otherwise on Slack’s page with the manifest filled in',
    )
    .option('--link', 'use Slack’s page in a browser, even when a configuration token is stored')
    .option('--config-token', 'read a configuration token (see app config-token), store it, and use it')
    .option('--team <id>', 'use the stored configuration token of this workspace, T…')
    .option('--sim', 'on the local Slack simulator')
    .addHelpText('after', examples)
  addManifestOptions(command).action((options: CreateOptions) => createApp(options, context()))
}

/**
 * Creates an app: with a configuration token if one is given or stored, otherwise through Slack's page.
 * @throws CliError with the exit reason `usage`: Slack would refuse the manifest, or the link is too long. Also throws
 * the errors of `createByToken`.
 */
export async function createApp(options: CreateOptions, context: Context): Promise<void> {
  checkWays(options)
  const wanted = await desiredManifest(options, undefined, context)
  if (options.link) return await byLink(wanted, context)
  const { sim: simulator = false, port } = options
  const given = options.configToken
    ? await saveConfigToken(readConfigToken(await readGiven(context)), context)
    : undefined
  const apiUrl = context.settings.apiUrl?.url ?? slackApiUrl
  const team = options.team ?? given?.teamId
  const isStored = Object.values((await context.store.read()).configTokens ?? {}).some(
    (storedToken) => storedToken.apiUrl === apiUrl,
  )
  if (!simulator && !isStored && team === undefined) return await byLink(wanted, context)
  await createByToken(wanted, { apiUrl, simulator, team, port }, context)
}

async function byLink(wanted: Awaited<ReturnType<typeof desiredManifest>>, context: Context): Promise<void> {
  if (context.settings.apiUrl?.source === '--api-url') {
    throw flagRefused(
      '--api-url',
      'without a configuration token, the app is created on Slack’s own page',
      'Store a configuration token for that address first: slack-tokens app config-token',
    )
  }
  await createByLink(wanted, context)
}

/** Checks that the options can be combined. @throws CliError with the exit reason `usage`: they cannot be combined. */
function checkWays({ link, configToken, team, sim, manifest }: CreateOptions): void {
  const rules: readonly (readonly [boolean, string])[] = [
    [Boolean(link && (configToken || team || sim)), '--link can’t be combined with a configuration token or --sim'],
    [Boolean(sim && (configToken || team)), '--sim uses the simulator’s own configuration token'],
    [
      Boolean(configToken && manifest === '-'),
      'The manifest and the configuration token cannot both come on standard input',
    ],
  ]
  const problem = rules.find(([broken]) => broken)?.[1]
  if (problem) throw new CliError('usage', problem, { hint: 'See: slack-tokens app create --help' })
}
