import type { Command } from 'commander'
import { workspaceWords } from '../../apps/config-token/read.ts'
import { goodUntil } from '../../apps/config-token/save.ts'
import { type FeatureFlag, featureFlagFacts, featureFlagNames } from '../../apps/feature-flags.ts'
import { masked } from '../../apps/masked.ts'
import { ownRedirect } from '../../apps/remote-settings.ts'
import { findApp } from '../../config/find-app.ts'
import type { AppFeatureFlags, AppRecord, ConfigTokenPair } from '../../config/installation.ts'
import type { Context } from '../../runtime/context.ts'
import { commandOf, shownSecret } from '../../runtime/credential-command.ts'
import { columns } from '../../terminal/table.ts'

/** Adds the subcommand `app show` with its arguments, options, help and action. */
export function defineShow(app: Command, context: () => Context): void {
  app
    .command('show')
    .description('show an app with its secrets masked')
    .argument('[name]', 'app (default: the only one)')
    .option('--show-secrets', 'print its secrets in full')
    .addHelpText('after', '\nExamples:\n  slack-tokens app show\n  slack-tokens app show my-app --json')
    .action((name: string | undefined, options: { showSecrets?: boolean }) => showApp(name, options, context()))
}

/** Prints one app. @throws CliError with the exit reason `usage`: the app does not exist. */
export async function showApp(
  wanted: string | undefined,
  { showSecrets: secret = false }: { showSecrets?: boolean },
  { store, terminal }: Context,
): Promise<void> {
  const config = await store.read()
  const { name, app } = findApp(config, wanted)
  const shown = secret ? app : masked(app)
  const pairs = Object.values(config.configTokens ?? {}).filter(
    (storedToken) => storedToken.apiUrl === app.apiUrl && !app.simulator,
  )
  const configTokens = pairs.map(({ teamId, expiresAt }) => ({ teamId, expiresAt }))
  terminal.result(
    { name, ...shown, configTokens },
    (paint, room) =>
      [
        paint.bold(name),
        columns(
          ['', ''],
          [...facts(shown), ...pairs.map(configTokenFact)].map(([label, text]) => [paint.dim(`  ${label}`), text]),
          room,
        ),
      ].join('\n'),
    { secret },
  )
}

function facts(app: AppRecord): (readonly [label: string, text: string])[] {
  return [
    ...(app.appName ? [['in Slack', app.appName] as const] : []),
    ['client id', app.clientId],
    ['client secret', secretText(app.clientSecret)],
    ['signing secret', secretText(app.signingSecret)],
    ['app-level token', secretText(app.appToken)],
    ['app id', app.appId ?? 'unknown'],
    ['flow', app.pkce ? `${app.flow}, PKCE` : app.flow],
    ['API', app.apiUrl],
    ['redirect URL', ownRedirect(app)],
    ...(app.redirectUrls ? [['registered', app.redirectUrls.join(', ') || 'none'] as const] : []),
    ['bot scopes', app.botScopes.join(', ') || 'none'],
    ['user scopes', app.userScopes.join(', ') || 'none'],
    ...(app.switches ? [['switches', switchesInWords(app.switches)] as const] : []),
  ]
}

/** Returns the text for a secret that is masked already, or for the command that prints it. */
function secretText(secret: string | null | undefined): string {
  if (!secret) return 'not stored'
  return commandOf(secret) ? shownSecret(secret) : secret
}

function configTokenFact(storedToken: ConfigTokenPair): readonly [label: string, text: string] {
  return ['configuration token', `of ${workspaceWords(storedToken.teamId)}, ${goodUntil(storedToken)}`]
}

function switchesInWords(switches: AppFeatureFlags): string {
  const state = (name: FeatureFlag) => (switches[name] === undefined ? 'unknown' : switches[name] ? 'on' : 'off')
  return featureFlagNames.map((name) => `${featureFlagFacts[name].label} ${state(name)}`).join(', ')
}
