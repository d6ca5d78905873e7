import type { ChalkInstance } from 'chalk'
import { exportedNames } from '../config/choose-token.ts'
import { type AccessToken, handleOrId } from '../config/installation.ts'
import { workspaceLabel } from '../config/place.ts'
import { CliError } from '../errors.ts'
import { maskedSecret, shownSecret } from '../runtime/credential-command.ts'
import type { Settings } from '../runtime/settings.ts'
import { maskWebhook } from '../slack/facts/token-kinds.ts'
import { duration } from '../terminal/duration.ts'
import { entries, type TableEntry } from '../terminal/table.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { SavedInstall } from './save-install.ts'

/**
 * Returns the lines of the last screen of a login: who installed the app and where, what each token is, and the scopes
 * that were requested and granted.
 */
export function installSummary(
  installed: SavedInstall,
  { paint, noteRoom }: Pick<Terminal, 'paint' | 'noteRoom'>,
): string {
  const { installation, installerLabel, grant, name } = installed
  const app = installation.appName ?? installation.appId ?? 'The app'
  const rows: TableEntry[] = tokenRows(installed).map(([label, access]) => ({
    cells: [
      `  ${label}`,
      paint.cyan(shownSecret(access.token)),
      `acts as ${paint.bold(handleOrId(access, 'unknown'))}`,
      scopeCount(installed, access, paint),
      access.lifetime === undefined ? '' : `valid for ${duration(access.lifetime * 1000)}, refreshed automatically`,
    ],
    below: access.scopes.length > 0 ? access.scopes : ['no scopes'],
  }))
  if (grant.webhook) {
    rows.push({
      cells: [
        '  webhook',
        paint.cyan(`…${grant.webhook.url.slice(-4)}`),
        `posts to ${grant.webhook.channel ?? 'one channel'}`,
        'needs no token',
      ],
    })
  }
  return [
    `${paint.bold(workspaceLabel(installation))}: ${app} ${installed.again ? 'reinstalled' : 'installed'} by ${installerLabel ?? 'unknown'}, ${installed.stored ? `stored as “${name}”` : 'nothing is stored'}`,
    entries(rows, noteRoom),
    ...(grant.flow === 'v1' ? [classicCount(installed)] : []),
    ...installed.changes.map((change) => paint.dim(`  ${change}`)),
  ].join('\n')
}

/** Returns commands to try next. They use the tokens of this install. */
export function nextCommands({ grant, name, active }: SavedInstall, settings: Settings): string[] {
  const { name: chosen = name } = settings.profile ?? {}
  const used = active && chosen.toLowerCase() === name.toLowerCase()
  const profile = used ? '' : ` --profile ${name}`
  return [
    ...(grant.user ? [`slack-tokens whoami --as user${profile}`] : [`slack-tokens whoami${profile}`]),
    ...(grant.bot ? [`slack-tokens post --as bot${profile}`] : [`slack-tokens post --as user${profile}`]),
    `slack-tokens show${used ? '' : ` ${name}`}`,
  ]
}

/**
 * Returns the document of `login --print`: Slack’s answer, and the summary without the fields that only a stored
 * installation has.
 */
export function printedReport(installed: SavedInstall) {
  const {
    name: _name,
    active: _active,
    again: _again,
    renamedFrom: _renamed,
    changes: _changes,
    ...report
  } = installReport(installed)
  const { installation } = installed
  const [response] = installation.responses
  return { ...report, stored: false, method: response?.method ?? null, answer: response?.body ?? null }
}

/** Returns the summary for `--json`: masked tokens, and the requested, granted and missing scopes. */
export function installReport(installed: SavedInstall) {
  const { installation, name, active, again, renamedFrom, installer, grant } = installed
  const token = (access: AccessToken) => ({
    token: maskedSecret(access.token),
    userId: access.userId,
    userName: access.userName,
    scopes: access.scopes,
    asked: access.asked,
    missing: missing(access),
    expiresAt: access.expiresAt,
  })
  const user = grantedUser(installed)
  return {
    ok: true,
    name,
    active,
    again,
    renamedFrom,
    changes: installed.changes,
    installer,
    workspace: installation.workspace,
    organization: installation.organization,
    app: { id: installation.appId, name: installation.appName },
    simulator: installation.simulator,
    apiUrl: installation.apiUrl,
    bot: grant.bot && installation.bot ? token(installation.bot) : null,
    user: user ? token(user) : null,
    webhook: grant.webhook && { ...grant.webhook, url: maskWebhook(grant.webhook.url) },
  }
}

function tokenRows(installed: SavedInstall): [string, AccessToken][] {
  const user = grantedUser(installed)
  const { bot } = installed.installation
  return [
    ...(installed.grant.bot && bot ? [['bot token', bot] as [string, AccessToken]] : []),
    ...(user ? [['user token', user] as [string, AccessToken]] : []),
  ]
}

function grantedUser({ installation, grant }: SavedInstall): AccessToken | undefined {
  return installation.users.find(({ token }) => token === grant.user?.token)
}

function missing(access: AccessToken): string[] {
  return (access.asked ?? []).filter((scope) => !access.scopes.includes(scope))
}

function scopeCount(installed: SavedInstall, access: AccessToken, paint: ChalkInstance): string {
  // A classic app requests the scopes of both tokens in one list, so they cannot be compared for one token.
  if (installed.grant.flow === 'v1' || access.asked === null) return ''
  const lacking = missing(access)
  const text = `requested ${access.asked.length}, granted ${access.asked.length - lacking.length}`
  return lacking.length > 0 ? paint.yellow(`${text}, missing ${lacking.join(', ')}`) : text
}

function classicCount({ installation: { users, bot } }: SavedInstall): string {
  const requested = new Set([...(bot?.asked ?? []), ...(users[0]?.asked ?? [])])
  const granted = new Set([...(users[0]?.scopes ?? []), ...(bot ? ['bot'] : [])])
  return `  requested ${requested.size} scope${requested.size === 1 ? '' : 's'}, granted ${[...requested].filter((scope) => granted.has(scope)).length}`
}

/** Returns a warning when a token in the environment takes precedence over the stored one. Undefined otherwise. */
export function exportedTokenNote(settings: Settings): string | undefined {
  const names = exportedNames(settings)
  if (names.length === 0) return undefined
  return `${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'} exported and will be used instead of the tokens that were just stored; unset ${names.length > 1 ? 'them' : 'it'}, or name the installation with --profile`
}

/**
 * Checks the granted scopes for `--strict`.
 * @throws CliError with the exit reason `wrongToken`: fewer scopes were granted than requested; the installation is
 * stored anyway.
 */
export function checkGranted(installed: SavedInstall): void {
  const lacking = tokenRows(installed).flatMap(([label, access]) =>
    missing(access).map((scope) => `${scope} (${label})`),
  )
  if (installed.grant.flow === 'v1' || lacking.length === 0) return
  throw new CliError('wrongToken', `Granted less than requested: ${lacking.join(', ')}`, {
    code: 'scopes_missing',
    hint: 'The tokens are stored. The person may have unticked optional scopes. To request them again: slack-tokens login --add-scope …',
    details: { missing: lacking },
  })
}
