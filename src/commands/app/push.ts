import type { Command } from 'commander'
import { configAccess } from '../../apps/config-token/client.ts'
import { workspaceWords } from '../../apps/config-token/read.ts'
import { type Change, difference, differenceLines } from '../../apps/diff.ts'
import {
  appIdOf,
  exportManifest,
  ownRedirect,
  recordFrom,
  validateManifest,
  withOurs,
} from '../../apps/remote-settings.ts'
import { findApp, type NamedApp } from '../../config/find-app.ts'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { manifestFacts } from '../../slack/manifest/facts.ts'
import type { Group } from '../../slack/manifest/validate.ts'
import { agreeTo, featureFlagList, refuseIdleTurnOn } from './confirm-diff.ts'
import { saveRecord } from './pull.ts'

interface PushOptions {
  readonly manifest?: string
  readonly redirectUri?: string
  readonly turnOn?: string
  readonly team?: string
  readonly appId?: string
}

const examples = `
Without --manifest, adds the redirect URL that a login sends and the scopes of the stored
app, and changes nothing else. Shows the changes and asks for confirmation first. Needs an
app configuration token: slack-tokens app config-token

Examples:
  slack-tokens app push my-app
  slack-tokens app push my-app --yes --json
  slack-tokens app push my-app --redirect-uri https://localhost:3000/slack/callback
  slack-tokens app push my-app --manifest manifest.json
  slack-tokens app push my-app --manifest manifest.json --turn-on rotation`

/** Adds the subcommand `app push` with its arguments, options, help and action. */
export function definePush(app: Command, context: () => Context): void {
  app
    .command('push')
    .description('change the app’s settings at Slack: add the redirect URL of login, or apply a manifest')
    .argument('[name]', 'app (default: the only one)')
    .option('--manifest <file>', 'apply this manifest, JSON or YAML (- is standard input)')
    .option('--redirect-uri <url>', 'the redirect URL to add (default: the one that a login of the app sends)')
    .option(
      '--turn-on <switches>',
      'confirm switches that the manifest turns on and nobody can turn off again: rotation, org, pkce',
    )
    .option('--team <id>', 'use the configuration token of this workspace, T…')
    .option('--app-id <id>', 'app id, A…, if it is not stored yet')
    .addHelpText('after', examples)
    .action((name: string | undefined, options: PushOptions) => pushApp(name, options, context()))
}

/**
 * Changes the settings of an app with `apps.manifest.update`. Shows all differences and asks for confirmation first.
 * @throws CliError with the exit reason `usage`: the app is unknown, or the user did not confirm; `noToken`: there is
 * no configuration token; `slack`: Slack refuses the manifest.
 */
export async function pushApp(wanted: string | undefined, options: PushOptions, context: Context): Promise<void> {
  const { terminal } = context
  if (options.manifest !== undefined && options.redirectUri !== undefined) {
    throw new CliError('usage', '--manifest and --redirect-uri exclude each other', {
      hint: 'Write the URL into the manifest, or push it alone: slack-tokens app push my-app --redirect-uri URL',
    })
  }
  const turnOn = options.turnOn === undefined ? [] : featureFlagList(options.turnOn)
  const named = findApp(await context.store.read(), wanted)
  const { name, app } = named
  const appId = appIdOf(name, app, options.appId)
  const file = options.manifest === undefined ? undefined : await fromFile(options.manifest, context)
  const access = await configAccess({ ...app, team: options.team }, context)
  const before = await exportManifest(access, appId)
  const redirectUrl = ownRedirect({ ...app, redirectUri: options.redirectUri ?? app.redirectUri })
  const after = file ?? withOurs(before, { ...app, redirectUrl })
  refuseIdleTurnOn(turnOn, after, name)
  if (!redirectUrlsOf(after).includes(redirectUrl))
    terminal.warn(`${redirectUrl}, which a login sends, is not among the redirect URLs of that manifest`)
  const changes = difference(before, after)
  if (changes.length > 0) {
    await validateManifest(access, after, appId)
    terminal.note(
      `→ the settings of “${name}” (${appId}), with the configuration token of ${workspaceWords(access.teamId)}:\n`,
    )
    for (const line of differenceLines(changes, terminal.paint)) terminal.note(`  ${line}`)
    await agreeTo({ changes, turnOn, question: 'Change these settings at Slack?' }, context)
  }
  const body =
    changes.length > 0
      ? await access.call('apps.manifest.update', { app_id: appId, manifest: JSON.stringify(after) })
      : {}
  await saveRecord(named, recordFrom({ ...app, appId }, after), context)
  report(
    named,
    { redirectUri: options.redirectUri, changes, reinstall: body['permissions_updated'] === true, after },
    context,
  )
}

interface Pushed {
  /** The value of `--redirect-uri`; undefined means the redirect URL in the record. */
  readonly redirectUri: string | undefined
  readonly changes: readonly Change[]
  /**
   * Whether the scopes changed, so that the user has to install the app again: existing tokens have the old scopes
   * until then.
   */
  readonly reinstall: boolean
  readonly after: Group
}

function report(
  { name, app }: NamedApp,
  { redirectUri, changes, reinstall, after }: Pushed,
  { terminal }: Context,
): void {
  const next = `slack-tokens login --app ${name}${redirectUri === undefined ? '' : ` --redirect-uri ${redirectUri}`}`
  if (terminal.json) {
    const result = { ok: true, name, changes, permissionsUpdated: reinstall, ...(reinstall && { next }) }
    terminal.result(result, () => '')
  }
  if (changes.length === 0) {
    terminal.done(`Nothing to change: the settings of “${name}” at Slack already have all of this`)
    return
  }
  terminal.done(`The settings of “${name}” are changed`)
  if (reinstall) terminal.warn(`The scopes changed; tokens get them with a new install: ${next}`)
  else if (redirectUrlsOf(after).includes(redirectUri ?? ownRedirect(app))) terminal.note(`\nNext:\n  ${next}`)
}

function redirectUrlsOf(manifest: Group): readonly string[] {
  return manifestFacts(manifest).redirectUrls
}

async function fromFile(file: string, context: Context): Promise<Group> {
  const { readManifestFile } = await import('../../slack/manifest/read-file.ts')
  const { manifest, doubts } = await readManifestFile(file, context)
  for (const doubt of doubts) context.terminal.warn(doubt)
  return manifest
}
