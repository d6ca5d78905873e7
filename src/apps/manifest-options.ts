import type { Command } from 'commander'
import type { AppFeatureFlags } from '../config/installation.ts'
import { CliError } from '../errors.ts'
import { portNumber } from '../oauth/login-options.ts'
import { scopeSetOption } from '../oauth/scope-sets.ts'

/** The options for making a manifest. */
export interface ManifestOptions {
  readonly manifest?: string
  /** The app's name as Slack shows it. */
  readonly name?: string
  readonly redirectUri?: readonly string[]
  readonly port?: number
  readonly scopes?: string
  readonly userScopes?: string
  /** Names of sets of scopes. */
  readonly scopeSet?: string
  readonly rotation?: true
  readonly org?: true
  readonly pkce?: true
  readonly socket?: true
}

/** Adds the options that describe a manifest to a command. */
export function addManifestOptions(command: Command): Command {
  return command
    .optionsGroup('The manifest:')
    .option(
      '--manifest <file>',
      'read and check a manifest: a JSON or YAML file, - for standard input, or a create-app link',
    )
    .option('--name <name>', 'name of the app, up to 35 characters (default: slack-tokens test)')
    .option('--scopes <list>', 'bot scopes, separated by commas')
    .option('--user-scopes <list>', 'user scopes')
    .option(...scopeSetOption)
    .option('--redirect-uri <url>', 'a redirect URL, may be repeated (default: the redirect URL of a login)', another)
    .option('--port <number>', 'port of the redirect URL on localhost (default: 8443)', portNumber)
    .option('--rotation', 'tokens expire after 12 hours; cannot be turned off again')
    .option('--org', 'install into a whole organization; cannot be turned off again')
    .option('--pkce', 'install without a client secret, no bot scopes on localhost; cannot be turned off again')
    .option('--socket', 'Socket Mode, which needs an app-level token')
}

/** Returns the settings that the options turn on; other settings are absent. */
export function featureFlagsIn({ rotation, org, pkce, socket }: ManifestOptions): AppFeatureFlags {
  return {
    ...(rotation && { rotation }),
    ...(org && { org }),
    ...(pkce && { pkce }),
    ...(socket && { socketMode: socket }),
  }
}

/**
 * Refuses a manifest file together with options that describe a manifest.
 * @throws CliError with the exit reason `usage`.
 */
export function checkManifestAlone(options: ManifestOptions): void {
  const { manifest, name, scopes, userScopes, scopeSet, redirectUri, port, rotation, org, pkce, socket } = options
  const said = { name, scopes, userScopes, scopeSet, redirectUri, port, rotation, org, pkce, socket }
  const other = Object.entries(said).find(([, value]) => value !== undefined)?.[0]
  if (manifest === undefined || other === undefined) return
  const flag = `--${other.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
  throw new CliError('usage', `--manifest already contains what ${flag} sets`, {
    hint: `Write the value into ${manifest}, or leave out --manifest`,
  })
}

function another(url: string, before: readonly string[] = []): readonly string[] {
  return [...before, url]
}
