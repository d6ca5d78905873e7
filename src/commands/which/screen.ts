import type { AvailableTokens } from '../../config/available-tokens.ts'
import type { Identity } from '../../config/installation.ts'
import { workspaceLabel } from '../../config/place.ts'
import { prefixOf } from '../../slack/facts/token-kinds.ts'
import { either, labelled } from '../../terminal/labelled.ts'
import { paragraph, type TextSheet } from '../../terminal/layout.ts'
import { columns } from '../../terminal/table.ts'
import { padTo } from '../../terminal/width.ts'
import { type AvailableMethods, installationOf } from './available.ts'
import { callLine } from './example-call.ts'
import type { MethodReport } from './report.ts'

export interface MethodScreenOptions {
  readonly holdings: AvailableTokens
  /** The kinds of token to show. */
  readonly identities: readonly Identity[]
}

/**
 * Returns the screen about a method: the tokens and scopes that it accepts, the granted scopes, and the next command.
 */
export function methodScreen(report: MethodReport, about: MethodScreenOptions, sheet: TextSheet): string {
  const { method, factsOf } = report
  const source = `Slack’s reference of ${factsOf}: docs.slack.dev/reference/methods/${method}`
  return [
    [sheet.paint.bold(method), ...labelled(factRows(report, about.identities), sheet)],
    yours(report, about, sheet),
    nextLines(report, about, sheet),
    paragraph(source, sheet).map((line) => sheet.paint.dim(line)),
  ]
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')
}

function factRows(report: MethodReport, identities: readonly Identity[]): (readonly [string, string])[] {
  const { deprecated, successors, tier, allows, verb, json, required, note } = report
  const optional = report.arguments?.filter((name) => !required.includes(name)) ?? []
  const instead = successors.length > 0 ? `. Use ${successors.join(', then ')}` : ''
  return [
    ['retired', deprecated === null ? '' : deprecated + instead],
    ...identities.map((identity) => [`${identity} token`, takes(report, identity)] as const),
    ['otherwise', otherwise(report)],
    ['limit', tier === 'Special' && note ? '' : `${tier === 'unknown' ? '' : `${tier}: `}${allows}`],
    ['request', `${verb}, ${json ? 'a form or JSON' : 'a form'}`],
    ['required', required.join(', ')],
    ['optional', optional.join(', ')],
    ['note', note ?? ''],
  ]
}

/** Describes whether a method accepts a kind of token, and with which scopes. */
function takes(report: MethodReport, identity: Identity): string {
  const accepted = report[identity]
  if (report.auth && report.auth !== 'none') return ''
  if (accepted === null) return 'not accepted'
  if (accepted === 'unknown') return 'the reference does not say'
  if (accepted.length === 0) return `yes (${prefixOf(identity)}), with no scope`
  const kinds = accepted.length > 1 && /^conversations\.|^users\.conversations$/.test(report.method)
  const each = kinds ? '; each for its own kind of conversation' : ''
  return `yes (${prefixOf(identity)}), with ${either(accepted)}${each}`
}

/** Describes which credentials other than a bot or user token a method accepts; empty when there are none. */
function otherwise({ auth, other }: MethodReport): string {
  if (auth === 'none') return 'no token is needed'
  if (auth === 'client') return 'client id and client secret, no token'
  if (auth === 'refresh_token') return 'the refresh token of a pair of app configuration tokens'
  if (other?.app) return `an app-level token (${prefixOf('app')}) with ${either(other.app)}; no install yields one`
  if (other?.configuration)
    return `an app configuration token with ${either(other.configuration)}; no install yields one`
  return ''
}

function yours(
  { yours: mine }: MethodReport,
  { holdings, identities }: MethodScreenOptions,
  { paint, width }: TextSheet,
): string[] {
  if (!holdings.bot && !holdings.user) return ['Nothing is installed here yet.']
  const stored = holdings.bot?.stored ?? holdings.user?.stored
  const head = stored ? `Yours, “${stored.name}” in ${workspaceLabel(stored.installation)}:` : 'Yours:'
  const marks = { yes: paint.green('✓'), unknown: paint.yellow('?') } as Readonly<Record<string, string>>
  const rows = identities.map((identity) => {
    const one = mine[identity]
    const mark = marks[one.state] ?? paint.red('✗')
    return [`  ${mark} ${identity} token`, one.token ?? '', one.actsAs ?? '', verdict(one)]
  })
  return [head, columns(['', '', '', ''], rows, width)]
}

function verdict({ state, by, anyOf }: AvailableMethods): string {
  if (state === 'yes') return by === null ? 'works with no scope' : `${by} allows it`
  if (state === 'lacksScope') return `lacks ${oneOf(anyOf)}`
  if (state === 'wrongKind') return 'not accepted, whatever its scopes'
  if (state === 'noToken') return 'not used'
  if (state === 'missing') return anyOf.length > 0 ? `none is stored; it would need ${oneOf(anyOf)}` : 'none is stored'
  return anyOf.length > 0 ? `its scopes are unknown; it needs ${oneOf(anyOf)}` : 'Slack’s reference does not say'
}

/** Names the scopes of which one is enough. If there is more than one other scope, the others are only counted. */
function oneOf(scopes: readonly string[]): string {
  const others = scopes.length - 1
  return others > 1 ? `${scopes[0]}, or one of ${others} others` : either(scopes)
}

function nextLines(report: MethodReport, { holdings, identities }: MethodScreenOptions, sheet: TextSheet): string[] {
  const { method, successors, yours: mine } = report
  if (successors.length > 0) return lines('Instead:', [`slack-tokens which ${successors[0]}`], sheet)
  const owned = identities.map((identity) => mine[identity]).filter(({ token }) => token !== null)
  const ready = owned.filter(({ state }) => state === 'yes')
  const perhaps = owned.filter(({ state }) => state === 'unknown')
  const installation = installationOf(holdings)
  const calls = (ready.length > 0 ? ready : perhaps).map((one) => callLine(method, one, installation))
  const logins = identities.flatMap((identity) => mine[identity].login ?? [])
  const nothing = !holdings.bot && !holdings.user
  const notes = [...new Set(identities.flatMap((identity) => mine[identity].notes))]
  return [
    ...lines('Try it:', calls, sheet),
    ...lines(nothing ? 'Get one:' : 'Request it:', logins, sheet),
    ...notes.flatMap((note) => paragraph(note, sheet)),
    ...(nothing ? lines('Practise:', ['slack-tokens login --sim'], sheet) : []),
  ]
}

/** Returns one line per command. The lines are not wrapped, because the user copies the commands. */
function lines(label: string, commands: readonly string[], { paint }: TextSheet): string[] {
  return commands.map((command, index) => padTo(index === 0 ? label : '', 12) + paint.cyan(command))
}

/** Returns the text about a method that Slack has retired together with its whole family, for example `channels.*`. */
export function retiredScreen(method: string, successor: string, { width, paint }: TextSheet): string {
  const text = `Slack has retired channels.*, groups.*, im.* and mpim.*: they answer method_deprecated. Use ${successor} instead.`
  return [
    paint.bold(method),
    ...paragraph(text, { width, indent: 2 }),
    '',
    paint.cyan(`slack-tokens which ${successor.includes('*') ? 'conversations' : successor}`),
  ].join('\n')
}
