import type { ChalkInstance } from 'chalk'
import type { Command } from 'commander'
import { findInstallation, noInstallation, unknownProfile } from '../config/choose-token.ts'
import { type AccessToken, type DeadToken, handleOrId, type Installation } from '../config/installation.ts'
import { workspaceLabel } from '../config/place.ts'
import { withProfile } from '../config/select-profile.ts'
import type { Config } from '../config/store.ts'
import { describeEnd } from '../config/token-end.ts'
import type { Context } from '../runtime/context.ts'
import { commandOf, shownSecret } from '../runtime/credential-command.ts'
import { describeMoment } from '../terminal/duration.ts'
import { columns, entries, type TableEntry } from '../terminal/table.ts'

interface ShowOptions {
  readonly showSecrets?: boolean
}

/** Adds arguments, options, help and action to the command `show`. */
export function define(command: Command, context: () => Context): void {
  command
    .argument('[name]', 'profile (default: the active one)')
    .option('--show-secrets', 'print tokens and webhook URLs in full')
    .addHelpText('after', '\nExamples:\n  slack-tokens show\n  slack-tokens show acme --json')
    .action((name: string | undefined, options: ShowOptions) => show(name, options, context()))
}

/** Prints one installation. The JSON output includes Slack's answers. Secrets are masked without `--show-secrets`. */
export async function show(wanted: string | undefined, options: ShowOptions, context: Context): Promise<void> {
  const { terminal, store, clock } = context
  const config = await store.read()
  const { name, installation } = find(wanted, config, context)
  const secret = options.showSecrets ?? false
  terminal.result(
    { name, active: config.active === name, ...installation },
    (paint, room) => describe(name, installation, { paint, room, secret, now: clock.now() }),
    { secret },
  )
}

function find(wanted: string | undefined, config: Config, { settings }: Context) {
  const found = findInstallation(config, withProfile(settings, wanted))
  if (found) return found
  throw wanted === undefined ? noInstallation(config) : unknownProfile(wanted, config)
}

function describe(
  name: string,
  one: Installation,
  { paint, room, secret, now }: { paint: ChalkInstance; room: number; secret: boolean; now: number },
): string {
  const shown = (token: string) => (secret && !commandOf(token) ? token : shownSecret(token))
  const actor = (access: AccessToken) => `acts as ${handleOrId(access, 'unknown')}`
  const deathOf = ({ dead }: { readonly dead?: DeadToken | undefined }) => (dead ? paint.red(`dead: ${dead.code}`) : '')
  const row = (label: string, access: AccessToken): TableEntry => ({
    cells: [
      `  ${label}`,
      shown(access.token),
      actor(access),
      [describeEnd(access, now), deathOf(access)].filter(Boolean).join('; '),
    ],
    below: access.scopes.length > 0 ? access.scopes : ['no scopes'],
  })
  const rows = [
    ...(one.bot ? [row('bot token', one.bot)] : []),
    ...one.users.map((user) => row('user token', user)),
    ...one.webhooks.map(({ url, channel, dead }) => ({
      cells: [
        '  webhook',
        secret ? url : `…${url.slice(-4)}`,
        `posts to ${channel ?? 'one channel'}`,
        deathOf({ dead }),
      ],
    })),
  ]
  const facts = [
    ['app', [one.appName, one.appId].filter(Boolean).join(' ') || 'unknown'],
    ['flow', one.flow],
    ...(one.organization && one.workspace === null ? [['reach', 'org-wide: methods may need team_id']] : []),
    ...(one.borrowed
      ? [['external', 'a running app may use the tokens: never refreshed, revoked or exchanged without --own']]
      : []),
    ['API', one.apiUrl + (one.simulator ? ' (local Slack simulator)' : '')],
    ['installed', describeMoment(one.installedAt, now)],
  ]
  return [
    paint.bold(`${name}: ${workspaceLabel(one)}`),
    entries(rows, room),
    columns(
      ['', ''],
      facts.map(([label = '', text = '']) => [paint.dim(`  ${label}`), text]),
      room,
    ),
  ].join('\n')
}
