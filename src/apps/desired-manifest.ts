import type { NamedApp } from '../config/find-app.ts'
import type { AppFeatureFlags, AppRecord } from '../config/installation.ts'
import { CliError } from '../errors.ts'
import { leadsHere } from '../net/is-loopback.ts'
import { chooseRedirect, defaultPort, redirectUriOf } from '../oauth/redirect-uri.ts'
import { withScopeSets } from '../oauth/scope-sets.ts'
import type { Context } from '../runtime/context.ts'
import { scopeList } from '../slack/facts/scopes.ts'
import { appManifest } from '../slack/manifest/build.ts'
import { checkManifest } from '../slack/manifest/check-manifest.ts'
import { manifestFacts } from '../slack/manifest/facts.ts'
import type { Group } from '../slack/manifest/validate.ts'
import { settingsWarnings } from './feature-flags.ts'
import { checkManifestAlone, featureFlagsIn, type ManifestOptions } from './manifest-options.ts'
import { ownRedirect } from './remote-settings.ts'

export interface DesiredManifest {
  readonly manifest: Group
  readonly name: string
  readonly redirectUrls: readonly string[]
  readonly botScopes: readonly string[]
  readonly userScopes: readonly string[]
  readonly switches: AppFeatureFlags
  /** Notes for the user about the manifest, one line each. */
  readonly warnings: readonly string[]
}

/** The default name of a new app. */
export const defaultName = 'slack-tokens test'

/**
 * Returns the manifest that the options describe: from a file, otherwise made from the options. For a stored app,
 * the options replace parts of its record. The redirect URL and the scopes are those that a login of the app sends.
 * @throws CliError with the exit reason `usage`: options or a file that Slack would refuse.
 */
export async function desiredManifest(
  options: ManifestOptions,
  app: NamedApp | undefined,
  context: Pick<Context, 'cwd' | 'readInput' | 'settings' | 'signal'>,
): Promise<DesiredManifest> {
  checkManifestAlone(options)
  return options.manifest === undefined
    ? madeManifest(withScopeSets(options), app, context.settings.redirectUri)
    : await filedManifest(options.manifest, options, context)
}

async function filedManifest(
  file: string,
  { port }: ManifestOptions,
  context: Pick<Context, 'cwd' | 'readInput' | 'signal'>,
): Promise<DesiredManifest> {
  const { readManifestFile } = await import('../slack/manifest/read-file.ts')
  const { manifest, doubts, file: shown } = await readManifestFile(file, context)
  const { name, ...facts } = manifestFacts(manifest)
  const own = ownRedirect({ redirectUri: null, port: port ?? defaultPort, pkce: facts.switches.pkce ?? false })
  const missing = `${shown} has no redirect URL on this computer. Add the redirect URL that a login sends: ${own}`
  const local = facts.redirectUrls.some(leadsHere)
  return {
    ...facts,
    manifest,
    name: name ?? defaultName,
    warnings: [...doubts, ...(local ? [] : [missing]), ...settingsWarnings(facts)],
  }
}

/** Returns the manifest that the options and the app's record describe. `exported` is SLACK_REDIRECT_URI. */
function madeManifest(
  options: ManifestOptions,
  named: NamedApp | undefined,
  exported: string | undefined,
): DesiredManifest {
  const app = named?.app
  const switches = { ...app?.switches, ...(app?.pkce && { pkce: true }), ...featureFlagsIn(options) }
  const scopes = scopesWanted(options, app, switches.pkce ?? false)
  const own = ownRedirect({
    redirectUri: exported ?? app?.redirectUri ?? null,
    port: options.port ?? app?.port ?? defaultPort,
    pkce: options.pkce ?? app?.pkce ?? switches.pkce ?? false,
    simulator: app?.simulator ?? false,
  })
  const made = {
    name: options.name ?? app?.appName ?? named?.name ?? defaultName,
    redirectUrls: options.redirectUri?.map(checkedUrl) ?? [...new Set([own, ...(app?.redirectUrls ?? [])])],
    botScopes: scopes.bot,
    userScopes: scopes.user,
    switches,
  }
  const manifest = appManifest({ ...made, ...switches })
  const doubts = doubtsOf(manifest)
  return {
    ...made,
    manifest,
    warnings: [
      ...doubts,
      ...scopes.notes,
      ...(exported === own ? [`The redirect URL comes from SLACK_REDIRECT_URI: ${own}`] : []),
      ...settingsWarnings(made),
    ],
  }
}

/**
 * Returns warnings about a manifest that was made from options.
 * @throws CliError with the exit reason `usage`: Slack would refuse what the options describe.
 */
function doubtsOf(manifest: object): string[] {
  const problems = checkManifest(manifest)
  const lines = problems.map(({ path, problem }) => `${path}: ${problem}`)
  if (!problems.some(({ certain }) => certain)) return lines
  throw new CliError('usage', `Slack would refuse this manifest:\n  ${lines.join('\n  ')}`, {
    code: 'invalid_manifest',
    hint: 'Change the options. To see them: slack-tokens app manifest --help',
    details: { problems: problems.map(({ path, problem }) => ({ path, problem })) },
  })
}

interface ScopesWanted {
  readonly bot: readonly string[]
  readonly user: readonly string[]
  readonly notes: readonly string[]
}

/**
 * Returns the lists of scopes from the options, otherwise from the app's record. If neither lists a scope, returns one
 * scope, because Slack does not install an app without scopes.
 */
function scopesWanted(options: ManifestOptions, app: AppRecord | undefined, pkce: boolean): ScopesWanted {
  if (options.scopes !== undefined || options.userScopes !== undefined) {
    const { scopes, userScopes } = options
    return {
      bot: scopes === undefined ? (app?.botScopes ?? []) : scopeList(scopes),
      user: userScopes === undefined ? (app?.userScopes ?? []) : scopeList(userScopes),
      notes: [],
    }
  }
  if (app && app.botScopes.length + app.userScopes.length > 0) {
    return { bot: app.botScopes, user: app.userScopes, notes: [] }
  }
  const note = `No scopes were named, so ${pkce ? 'the user token' : 'the bot'} may only write (chat:write). For other scopes: --scopes … --user-scopes …`
  return pkce ? { bot: [], user: ['chat:write'], notes: [note] } : { bot: ['chat:write'], user: [], notes: [note] }
}

function checkedUrl(url: string): string {
  return redirectUriOf(chooseRedirect({ uri: url, plain: false }))
}
