import type { NeededScope, Needs } from '../../auth/scopes-needed.ts'
import { type AvailableTokens, knownScopes } from '../../config/available-tokens.ts'
import type { Identity } from '../../config/installation.ts'
import { scopeAdvice } from '../../config/login-for.ts'
import { grantOf } from '../../slack/facts/classic-scopes.ts'
import { scopeFacts } from '../../slack/facts/scopes.ts'
import { hang, paragraph, type TextSheet } from '../../terminal/layout.ts'
import { columns } from '../../terminal/table.ts'
import { widthOf } from '../../terminal/width.ts'
import { installationOf } from './available.ts'

const identities = ['bot', 'user'] as const

export interface NeedsReport extends Needs {
  /** The names of the needed scopes for each kind of token, as under `oauth_config.scopes` in a manifest. */
  readonly scopes: Readonly<Record<Identity, readonly string[]>>
  /** The scope options for `slack-tokens login`; empty when no scope is needed. */
  readonly flags: string
  /** The scopes that the active installation lacks; null without an installation. */
  readonly missing: Readonly<Record<Identity, readonly string[]>> | null
  /** The command lines that request the scopes. */
  readonly logins: readonly string[]
  /** Remarks about scopes that only some people can get. Each remark is a clause. */
  readonly notes: readonly string[]
}

/**
 * Returns the needed scopes as lists, as command options, and as login commands.
 * @param suffix text to add to commands, for example ` --profile acme`.
 */
export function needsReport(needs: Needs, holdings: AvailableTokens, suffix: string): NeedsReport {
  const names = (identity: Identity) => needs.lists[identity].map(({ scope }) => scope)
  const scopes = { bot: names('bot'), user: names('user') }
  const flags = [
    ...(scopes.bot.length > 0 ? [`--scopes ${scopes.bot.join(',')}`] : []),
    ...(scopes.user.length > 0 ? [`--user-scopes ${scopes.user.join(',')}`] : []),
  ].join(' ')
  const installation = installationOf(holdings)
  const lacking = (identity: Identity) => {
    const granted = grantedTo(holdings, identity)
    return scopes[identity].filter((scope) => grantOf(scope, granted, identity) === undefined)
  }
  const missing = installation ? { bot: lacking('bot'), user: lacking('user') } : null
  const advice = identities.map((identity) =>
    scopeAdvice(installation, identity, (missing ?? scopes)[identity], suffix),
  )
  const logins = missing ? advice.flatMap(({ command }) => command ?? []) : flags ? [`slack-tokens login ${flags}`] : []
  return { ...needs, scopes, flags, missing, logins, notes: advice.flatMap(({ notes }) => notes) }
}

function grantedTo(holdings: AvailableTokens, identity: Identity): readonly string[] {
  const chosen = holdings[identity]
  return (chosen && knownScopes(chosen)) ?? []
}

/** Returns the text about the needed scopes: a table, the scope options for login, and the login commands. */
export function needsScreen(report: NeedsReport, sheet: TextSheet): string {
  const { scopes, flags, missing, impossible, retired } = report
  const needs = scopes.bot.length + scopes.user.length > 0
  return [
    tableLines(report, sheet),
    impossible.flatMap(({ method, why }) => paragraph(`${method} cannot be called: ${why}`, { ...sheet, indent: 2 })),
    retired.flatMap(({ method, successors }) =>
      paragraph(`${method} is retired. Instead: slack-tokens which ${whichOf(successors)}`, { ...sheet, indent: 2 }),
    ),
    needs
      ? [
          'For a login:',
          `  ${sheet.paint.cyan(flags)}`,
          'In a manifest, under oauth_config:',
          `  ${sheet.paint.cyan(`"scopes": ${JSON.stringify(manifestScopes(scopes))}`)}`,
        ]
      : [],
    haveLines(report, needs && missing !== null, sheet),
    report.notes.flatMap((note) => paragraph(note, sheet)),
  ]
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')
}

function whichOf([first = '*']: readonly string[]): string {
  return first === 'conversations.*' ? 'conversations' : first
}

/** Returns the scopes as a manifest contains them: without an empty list. */
function manifestScopes({ bot, user }: NeedsReport['scopes']): Readonly<Record<string, readonly string[]>> {
  return { ...(bot.length > 0 && { bot }), ...(user.length > 0 && { user }) }
}

function tableLines(report: NeedsReport, sheet: TextSheet): string[] {
  const rows = [
    ...identities.flatMap((identity) =>
      report.lists[identity].map((one) => scopeRow(one, identity, { report, sheet })),
    ),
    ...report.noScope.map(({ method, identity }) => ({
      cells: [`  ${identity} token`, 'no scope', ''],
      methods: method,
    })),
  ]
  const plain = columns(
    ['', '', ''],
    rows.map(({ cells }) => cells),
  ).split('\n')
  const bare = columns(
    ['', ''],
    rows.map(({ cells }) => cells.slice(0, 2)),
  ).split('\n')
  // The table shows the meanings of the scopes only if the terminal is wide enough.
  const table = widest(plain) + 30 <= sheet.width ? plain : bare
  const at = widest(table) + 2
  return rows.flatMap(({ methods }, index) => {
    return hang(table[index] ?? '', sheet.paint.dim(methods), { at, width: sheet.width })
  })
}

function widest(lines: readonly string[]): number {
  return Math.max(0, ...lines.map((line) => widthOf(line)))
}

interface RowNeeds {
  readonly report: NeedsReport
  readonly sheet: TextSheet
}

function scopeRow({ scope, for: methods }: NeededScope, identity: Identity, { report, sheet }: RowNeeds) {
  const { missing } = report
  const mark = missing?.[identity].includes(scope) ? sheet.paint.red('✗ ') : sheet.paint.green('✓ ')
  return {
    cells: [`  ${identity} token`, (missing ? mark : '') + scope, scopeFacts(scope)?.means ?? ''],
    methods: methods.join(', '),
  }
}

function haveLines({ logins }: NeedsReport, installed: boolean, { paint }: TextSheet): string[] {
  if (!installed)
    return logins.length === 0 ? [] : ['To install with them:', ...logins.map((login) => `  ${paint.cyan(login)}`)]
  if (logins.length === 0) return ['The active installation has all of them.']
  return ['The active installation lacks those with ✗:', ...logins.map((login) => `  ${paint.cyan(login)}`)]
}
