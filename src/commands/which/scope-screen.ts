import { type AvailableTokens, knownScopes } from '../../config/available-tokens.ts'
import type { Identity } from '../../config/installation.ts'
import { grantOf } from '../../slack/facts/classic-scopes.ts'
import { scopeFacts } from '../../slack/facts/scopes.ts'
import { either, labelled } from '../../terminal/labelled.ts'
import type { TextSheet } from '../../terminal/layout.ts'
import { padTo } from '../../terminal/width.ts'
import type { ScopeReport } from './scope-report.ts'

const identities = ['bot', 'user'] as const

/**
 * Returns the text about a scope: its meaning, the methods that it allows, and whether the user's own tokens have it.
 */
export function scopeScreen(report: ScopeReport, holdings: AvailableTokens, sheet: TextSheet): string {
  const { scope, means, classic, successors, counterpart, restricted, marketplace, note } = report
  const requests = loginLines(report, holdings).map((login) => ['request it', login] as const)
  const nothing = requests.length > 0 && !holdings.bot && !holdings.user
  const commands = [...requests, ...(nothing ? [['practise', 'slack-tokens login --sim'] as const] : [])]
  return [
    sheet.paint.bold(scope),
    ...labelled(
      [
        ['allows', `to ${means}`],
        ['held by', heldBy(report)],
        ['classic', classic ? classicWords(successors) : ''],
        ['otherwise', counterpart ? `${counterpart} covers it for the other kind of token` : ''],
        ['restricted', restricted ?? ''],
        ['Marketplace', marketplace || classic ? '' : 'Slack turns down Marketplace apps that use it'],
        ['note', note ?? ''],
        ['methods', Object.values(report.methods).every((list) => list.length === 0) ? 'none requests it' : ''],
        ...(['bot', 'user', 'other'] as const).map(
          (kind) => [`${kind} methods`, methodWords(report.methods[kind])] as const,
        ),
        ['all of them', shortens(report) ? sheet.paint.cyan(`slack-tokens which --scope ${scope}`) : ''],
        ['yours', yours(scope, holdings)],
      ],
      sheet,
    ),
    // These lines are not wrapped, because the user copies the commands.
    ...commands.map(
      ([label, login], index) =>
        padTo(label === commands[index - 1]?.[0] ? '' : `  ${label}:`, 14) + sheet.paint.cyan(login),
    ),
  ].join('\n')
}

/** Returns the commands that request the scope, for the tokens without it. */
function loginLines({ scope, logins }: ScopeReport, holdings: AvailableTokens): string[] {
  return identities.flatMap((identity) =>
    grant(scope, holdings, identity) === undefined ? (logins[identity] ?? []) : [],
  )
}

function heldBy({ bot, user, note, scope }: ScopeReport): string {
  const facts = scopeFacts(scope)
  if (facts?.heldBy) return 'no token of an install'
  if (facts?.signIn) return 'the user token of a sign-in (Sign in with Slack), by no install'
  const kinds = [...(bot ? ['bot tokens (--scopes)'] : []), ...(user ? ['user tokens (--user-scopes)'] : [])]
  if (kinds.length > 0) return kinds.join(' and ')
  return note?.startsWith('it comes') ? note : 'no token of an install'
}

function classicWords(successors: readonly string[]): string {
  const today = successors.length > 0 ? `; today: ${successors.join(', ')}` : ''
  return `of classic apps (login --v1)${today}`
}

/** The maximum number of methods that the text names. */
const few = 4

function methodWords(methods: readonly string[]): string {
  if (methods.length === 0) return ''
  return `${methods.length}: ${methods.slice(0, few).join(', ')}${methods.length > few ? ', …' : ''}`
}

function shortens({ methods }: ScopeReport): boolean {
  return Object.values(methods).some((list) => list.length > few)
}

function yours(scope: string, holdings: AvailableTokens): string {
  const holders = identities.filter((identity) => grant(scope, holdings, identity) !== undefined)
  if (!holdings.bot && !holdings.user) return ''
  if (holders.length === 0) return 'not granted'
  return `granted to the ${either(holders).replace(' or ', ' and the ')} token`
}

function grant(scope: string, holdings: AvailableTokens, identity: Identity): string | undefined {
  const chosen = holdings[identity]
  return grantOf(scope, (chosen && knownScopes(chosen)) ?? [], identity)
}
