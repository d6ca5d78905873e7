import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { configAccess } from '../../apps/config-token/client.ts'
import { type Change, difference, differenceLines } from '../../apps/diff.ts'
import { appIdOf, exportManifest, recordFrom } from '../../apps/remote-settings.ts'
import { findApp, type NamedApp } from '../../config/find-app.ts'
import type { AppRecord } from '../../config/installation.ts'
import { CliError, systemCode } from '../../errors.ts'
import { fileFailure } from '../../fs/file-error.ts'
import type { Context } from '../../runtime/context.ts'

interface PullOptions {
  readonly print?: true
  readonly output?: string
  readonly format?: 'json' | 'yaml'
  readonly team?: string
  readonly appId?: string
}

const examples = `
It needs an app configuration token: slack-tokens app config-token

Examples:
  slack-tokens app pull my-app
  slack-tokens app pull my-app --print --format yaml
  slack-tokens app pull my-app --output manifest.json`

/** Adds the subcommand `app pull` with its arguments, options, help and action. */
export function definePull(app: Command, context: () => Context): void {
  app
    .command('pull')
    .description('read the app’s settings at Slack: name, scopes, redirect URLs, switches')
    .argument('[name]', 'app (default: the only one)')
    .option('--print', 'print the manifest of the app')
    .option('--output <file>', 'write the manifest to a new file; --yes replaces an existing file')
    .addOption(new Option('--format <format>', 'format of the manifest').choices(['json', 'yaml']))
    .option('--team <id>', 'use the configuration token of this workspace, T…')
    .option('--app-id <id>', 'app id, A…, if it is not stored yet')
    .addHelpText('after', examples)
    .action((name: string | undefined, options: PullOptions) => pullApp(name, options, context()))
}

/**
 * Updates the stored app from `apps.manifest.export`, and prints the differences.
 * @throws CliError with the exit reason `usage`: the app or its app id is unknown; `noToken`: there is no configuration
 * token; `failed`: the file can't be written.
 */
export async function pullApp(wanted: string | undefined, options: PullOptions, context: Context): Promise<void> {
  const { terminal, store } = context
  const named = findApp(await store.read(), wanted)
  const { name, app } = named
  const appId = appIdOf(name, app, options.appId)
  const access = await configAccess({ ...app, team: options.team }, context)
  const manifest = await exportManifest(access, appId)
  const after = recordFrom({ ...app, appId }, manifest)
  const changes = difference(seen(app), seen(after))
  await saveRecord(named, after, context)
  const { manifestText } = await import('../../slack/manifest/read-file.ts')
  const { output } = options
  const format = options.format ?? (/\.ya?ml$/.test(output ?? '') ? 'yaml' : 'json')
  if (output !== undefined) writeManifest(output, manifestText(manifest, format), context)
  if (options.print) terminal.result(manifest, () => manifestText(manifest, format), { secret: true, exact: true })
  else if (terminal.json) terminal.result({ ok: true, name, changes, ...(output && { file: output }) }, () => '')
  tell(name, changes, context)
}

function tell(name: string, changes: readonly Change[], { terminal }: Context): void {
  for (const line of differenceLines(changes, terminal.paint)) terminal.note(`  ${line}`)
  terminal.done(
    changes.length === 0
      ? `“${name}” is the same here and at Slack`
      : `“${name}” is updated with its settings at Slack`,
  )
}

/** Returns the part of a record that comes from the app's settings at Slack. */
function seen({ appName, botScopes, userScopes, redirectUrls, switches }: AppRecord): object {
  return { name: appName, bot_scopes: botScopes, user_scopes: userScopes, redirect_urls: redirectUrls, switches }
}

/** Replaces the stored record. Keeps fields that another process added meanwhile. */
export async function saveRecord({ name, app }: NamedApp, after: AppRecord, { store }: Context): Promise<void> {
  if (JSON.stringify(app) === JSON.stringify(after)) return
  await store.update((config) => ({
    ...config,
    apps: { ...config.apps, [name]: { ...config.apps?.[name], ...after } },
  }))
}

function writeManifest(file: string, text: string, { cwd, settings, terminal }: Context): void {
  try {
    writeFileSync(resolve(cwd, file), `${text}\n`, { flag: settings.yes ? 'w' : 'wx' })
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw fileFailure(error, { path: file, action: 'written' })
    throw new CliError('usage', `${file} already exists`, {
      code: 'file_exists',
      hint: 'Name another file, or replace this one: --yes',
    })
  }
  terminal.done(`The manifest is in ${file}`)
}
