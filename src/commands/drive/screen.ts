import type { ChalkInstance } from 'chalk'
import type { Hop } from '../../browser/hop.ts'
import { hang } from '../../terminal/layout.ts'
import { cutEnd, padTo, widthOf } from '../../terminal/width.ts'
import type { JudgedFinding, JudgedReport } from './allowed.ts'
import { tellingEnd } from './app-end.ts'
import { scenarioNames } from './scenarios/names.ts'
import { scenarios } from './scenarios/table.ts'

/** The part of a scenario's report that is shown. */
type ShownReport = Omit<JudgedReport, 'took'>

export interface DriveSheet {
  readonly paint: ChalkInstance
  /** The width of a line, in columns; Infinity in a pipe or a file, where no line is cut or wrapped. */
  readonly width: number
  /** The app's origin, which is omitted from shown addresses. */
  readonly origin: string
  /**
   * The findings that this drive has shown before. The command that explains a finding is shown only the first time.
   */
  readonly shown?: ReadonlySet<string>
}

/** The width of the longest name of a scenario, in columns. */
const nameWidth = Math.max(...scenarioNames.map(widthOf))
/** The column at which the words about a scenario begin, behind its mark and its name. */
const indent = 2 + nameWidth + 2

/** A scenario that did not see what it judges has a mark of its own. */
const marks = { ok: '✓', remark: '!', defect: '✗', skipped: '-', unplayed: '✗', notSeen: '?' } as const

/**
 * Returns the text about one scenario: its result and, if `full` is true, every request of the browser, the app's calls
 * to Slack and the app's output.
 */
export function scenarioText(report: ShownReport, sheet: DriveSheet, full: boolean): string {
  const { paint, width } = sheet
  const { scenario, outcome, findings, says, notSeen } = report
  const kind = outcome === 'ok' && notSeen !== null ? 'notSeen' : outcome
  const { green, yellow, red, dim } = paint
  const colour = { ok: green, remark: yellow, defect: red, skipped: dim, unplayed: red, notSeen: yellow }[kind]
  const name = `${colour(marks[kind])} ${paint.bold(padTo(scenario, nameWidth))}  `
  if (outcome === 'skipped') return `${name}${paint.dim(`skipped: ${says}`)}`
  if (outcome === 'unplayed') return `${name}not played: ${says}`
  const lines = [name + scenarios[scenario].says]
  if (full) lines.push(...wayText(report, sheet))
  // A scenario with findings needs no summary, because the evidence repeats it.
  else if (findings.length === 0) lines.push(paint.dim(`${' '.repeat(indent)}${cutEnd(says, width - indent)}`))
  if (notSeen !== null) lines.push(...hang(`  ${yellow('not seen')}`, notSeen, { at: indent, width }))
  for (const one of findings) lines.push(...findingText(one, sheet))
  if (outcome === 'defect') {
    const last = tellingEnd(report.output, 8)
    lines.push(...last.map((line) => paint.dim(`  app │ ${cutEnd(line, width - 8)}`)))
  }
  return lines.join('\n')
}

function findingText(found: JudgedFinding, { paint, width, origin, shown }: DriveSheet): string[] {
  const { id, weight, allowed, says, hop, evidence, cause, cure } = found
  const colour = allowed ? paint.dim : weight === 'defect' ? paint.red : paint.yellow
  const block = (label: string, text: string) => hang(`  ${label}`, text, { at: 10, width })
  const request =
    hop && `${hop.verb} ${cutEnd(place(hop.url, origin), roomFor(60, width))}, ${hop.status ?? 'no answer'}`
  return [
    ...block(colour(allowed ? 'allowed' : weight), says),
    ...(request ? block(paint.dim('at    '), request) : []),
    ...block(paint.dim('seen  '), evidence),
    ...block(paint.dim('cause '), cause),
    ...block(paint.dim('cure  '), cure),
    ...(shown?.has(id) ? [] : block(paint.dim('more  '), `slack-tokens drive --explain ${id}`)),
  ]
}

/** Returns the lines about the requests of the browser, with their cookies, and about the app's calls to Slack. */
export function wayText({ hops, calls }: ShownReport, { paint, width, origin }: DriveSheet): string[] {
  const rows = hops.map(({ verb, url, status }) => ({
    verb,
    place: cutEnd(place(url, origin), roomFor(longestPlace, width)),
    status:
      status === null ? paint.red('none') : status < 400 ? paint.green(String(status)) : paint.red(String(status)),
  }))
  const requested = calls.map(({ what, ok }) => ({
    verb: 'app',
    place: calledPlace(what),
    status: ok ? paint.green('ok ') : paint.red('no '),
  }))
  const all = [...rows, ...requested]
  // A place that is not cut can be wider than its column.
  const at = Math.min(longestPlace, Math.max(0, ...all.map(({ place }) => widthOf(place))))
  const left = all.map(({ verb, place, status }) => `  ${padTo(verb, 4)}  ${padTo(place, at)}  ${padTo(status, 4)}`)
  const room = width - 16 - at
  const means = [
    ...hops.map((hop) => hop.means.replace(origin, '')),
    ...calls.map(({ error, as }) => [error, as && `as the ${as.split(':')[0] ?? ''}`].filter(Boolean).join(', ')),
  ]
  return left.flatMap((line, index) => [
    `${line} ${cutEnd(means[index] ?? '', Math.max(20, room))}`.trimEnd(),
    ...cookies(hops[index], paint),
  ])
}

/** The width of the column with the addresses. */
const longestPlace = 52

/** Returns how much of a text is shown: `most` columns at a terminal, all of it in a pipe or a file. */
function roomFor(most: number, width: number): number {
  return Number.isFinite(width) ? most : width
}

function calledPlace(what: string): string {
  if (what === 'upload') return 'files.slack.com/upload'
  if (what === 'webhook') return 'hooks.slack.com/services'
  return what.startsWith('/') ? `slack.com${what}` : `slack.com/api/${what}`
}

function place(url: string, origin: string): string {
  const short = url.startsWith(origin) ? url.slice(origin.length) : url.replace(/^https:\/\/(?=slack\.com)/, '')
  return short.replaceAll('=…', '')
}

/** Returns the lines about cookies that follow a request. */
function cookies(hop: Hop | undefined, paint: ChalkInstance): string[] {
  if (!hop) return []
  const changes = [
    hop.sent.length > 0 && `sent ${hop.sent.join(', ')}`,
    hop.set.length > 0 && `set ${hop.set.join(', ')}`,
    hop.deleted.length > 0 && `deleted ${hop.deleted.join(', ')}`,
  ].filter((one): one is string => one !== false)
  return [
    ...(changes.length > 0 ? [paint.dim(`        cookie ${changes.join(', ')}`)] : []),
    ...hop.lost.map(({ name, why }) => paint.yellow(`        cookie ${name} lost: ${why}`)),
  ]
}

/** Returns the summary of all scenarios. */
export function verdictText(reports: readonly ShownReport[], paint: ChalkInstance): string {
  const count = (outcome: ShownReport['outcome']) => reports.filter((one) => one.outcome === outcome).length
  const [bad, remarks, left, unplayed] = [count('defect'), count('remark'), count('skipped'), count('unplayed')]
  const unseen = reports.filter(({ outcome, notSeen }) => outcome === 'ok' && notSeen !== null).length
  const parts = [
    `${count('ok') + remarks - unseen} ok${remarks > 0 ? ` (${remarks} with a remark)` : ''}`,
    bad > 0 && paint.red(`${bad} with a defect`),
    unseen > 0 && paint.yellow(`${unseen} not seen`),
    left > 0 && `${left} skipped`,
    unplayed > 0 && paint.red(`${unplayed} not played`),
  ].filter(Boolean)
  return `${reports.length} scenario${reports.length === 1 ? '' : 's'}: ${parts.join(', ')}`
}
