import type { ChalkInstance } from 'chalk'
import type { Command } from 'commander'
import { isStored, unknownProfile } from '../config/choose-token.ts'
import { type AccessToken, handleOrId, type Installation } from '../config/installation.ts'
import { workspaceLabel } from '../config/place.ts'
import { findRecoveries } from '../config/recovery-file.ts'
import type { Config } from '../config/store.ts'
import { describeEnd, isStuck } from '../config/token-end.ts'
import type { Context } from '../runtime/context.ts'
import type { NamedProfile } from '../runtime/settings.ts'
import { columns } from '../terminal/table.ts'

/** Adds help and action to the command `list`. */
export function define(command: Command, context: () => Context): void {
  command
    .addHelpText('after', '\nExamples:\n  slack-tokens list\n  slack-tokens ls --json')
    .action(() => list(context()))
}

/**
 * Prints every installation and marks the active one. With `--json`, prints an array of `{ name, active, usedHere,
 * workspace, …, bot, users, webhooks }`. `usedHere` is true for the installation that commands in this folder use.
 */
export async function list({ terminal, store, clock, settings }: Context): Promise<void> {
  const config = await store.read()
  tellChoice(settings.profile, config, terminal)
  tellRecoveries((await findRecoveries(settings)).own, terminal)
  const { active, profiles } = config
  // Pairs of name and installation would be short-lived memory for each of ten thousand installations.
  const names = Object.keys(profiles)
  if (names.length === 0 && !terminal.json) {
    terminal.note(
      'Nothing is installed yet. Install an app: slack-tokens login   If you have no Slack app: slack-tokens login --sim',
    )
    return
  }
  const usedHere = (settings.profile?.name ?? active)?.toLowerCase()
  const rows = () =>
    Object.entries(profiles).map(([name, one]) => ({
      ...{ name, active: name === active, usedHere: name.toLowerCase() === usedHere },
      ...summary(one),
    }))
  terminal.result(rows, (paint, room) => {
    const now = clock.now()
    const all = Object.values(profiles)
    const ends = all.map((one) => firstEnd(one, now))
    return columns(
      ['', 'NAME', 'WORKSPACE', 'BOT', 'USERS', 'WEBHOOKS', ends.some(Boolean) ? 'ROTATING' : ''],
      all.map((one, index) => [
        names[index] === active ? paint.green('*') : ' ',
        names[index] ?? '',
        workspaceLabel(one) + (isOrgWide(one) ? ' · org-wide' : '') + (one.simulator ? ' · simulator' : ''),
        one.bot ? actorOf(one.bot, 'bot', paint) : '-',
        one.users.map((user) => actorOf(user, 'user', paint)).join(' ') || '-',
        webhooksOf(one, paint),
        ends[index] ?? '',
      ]),
      room,
    )
  })
}

/**
 * Prints which installation the project's file or the variable chooses, because the mark of the active one does not
 * show it.
 */
function tellChoice(named: NamedProfile | undefined, config: Config, terminal: Context['terminal']): void {
  if (named === undefined || named.name.toLowerCase() === config.active?.toLowerCase()) return
  const { name, source } = named
  const line = `Here, ${source} chooses “${name}”`
  if (!isStored(config, name))
    terminal.warn(`${line}, which is not stored. ${unknownProfile(name, config, named).hint}`)
  else if (!terminal.json) terminal.note(terminal.paint.dim(`(${line})`))
}

function tellRecoveries(paths: readonly string[], terminal: Context['terminal']): void {
  const [first] = paths
  if (first === undefined) return
  const others = paths.length > 1 ? ` (and ${paths.length - 1} more files: slack-tokens doctor)` : ''
  terminal.warn(`Tokens that could not be saved are in ${first}${others}`)
  terminal.note(`  Import them: slack-tokens import ${first}   then remove the file`)
}

/**
 * Returns the expiry to show for an installation: that of a token whose refresh failed, otherwise that of the token
 * that expires first.
 */
function firstEnd({ bot, users }: Installation, now: number): string {
  // Most installations have no such token, so the lists are made only for those that have one.
  if (!bot?.expiresAt && !users.some(({ expiresAt }) => expiresAt !== null)) return ''
  const rotating = [...(bot ? [bot] : []), ...users].filter(({ expiresAt }) => expiresAt !== null)
  const urgency = (one: AccessToken) => (one.refreshTrouble ? 0 : Date.parse(one.expiresAt ?? ''))
  const [first] = rotating.toSorted((one, other) => urgency(one) - urgency(other))
  return first ? describeEnd(first, now) : ''
}

/**
 * Returns the name of the user that a token acts as, followed by “(dead)” if the last check found that the token no
 * longer works.
 */
function actorOf({ userName, userId, dead }: AccessToken, other: string, paint: ChalkInstance): string {
  return `${handleOrId({ userName, userId }, other)}${dead ? paint.red(' (dead)') : ''}`
}

function webhooksOf({ webhooks }: Installation, paint: ChalkInstance): string {
  const dead = webhooks.filter((one) => one.dead).length
  return `${webhooks.length}${dead > 0 ? paint.red(` (${dead} dead)`) : ''}`
}

function isOrgWide({ workspace, organization }: Installation): boolean {
  return workspace === null && organization !== null
}

function summary(one: Installation) {
  const actor = (access: AccessToken) => ({
    userId: access.userId,
    userName: access.userName,
    expiresAt: access.expiresAt,
    needsReinstall: isStuck(access),
    dead: access.dead ?? null,
  })
  return {
    workspace: one.workspace,
    organization: one.organization,
    orgWide: isOrgWide(one),
    borrowed: one.borrowed,
    simulator: one.simulator,
    appId: one.appId,
    bot: one.bot && actor(one.bot),
    users: one.users.map(actor),
    webhooks: one.webhooks.length,
    deadWebhooks: one.webhooks.filter(({ dead }) => dead).length,
    installedAt: one.installedAt,
  }
}
