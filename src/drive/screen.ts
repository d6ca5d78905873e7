import type { ChalkInstance } from 'chalk'
import { columns } from '../columns.ts'
import type { Finding } from './findings.ts'
import type { Hop } from './hop.ts'
import type { ScenarioReport } from './run.ts'
import { scenarios } from './scenarios.ts'

const marks = { ok: '✓', remark: '!', defect: '✗', skipped: '-' } as const

/** One scenario: its verdict, and where `full` is set every hop of the way, what the app asked Slack and printed. */
export function scenarioText(report: ScenarioReport, paint: ChalkInstance, full: boolean): string {
  const { scenario, outcome, findings, says } = report
  const colour = { ok: paint.green, remark: paint.yellow, defect: paint.red, skipped: paint.dim }[outcome]
  const title = `${colour(marks[outcome])} ${paint.bold(scenario.padEnd(16))} ${scenarios[scenario].says}`
  const verdict = outcome === 'skipped' ? `skipped: ${says}` : says
  // A finding tells the same as its evidence.
  const lines = [title, ...(full || findings.length > 0 ? [] : [`    ${paint.dim(verdict)}`])]
  if (full) lines.push(...wayText(report, paint))
  for (const one of findings) lines.push(...findingText(one, paint))
  if (outcome === 'defect') lines.push(...report.output.slice(-10).map((line) => paint.dim(`    app │ ${line}`)))
  return lines.join('\n')
}

function findingText({ weight, says, evidence, cure }: Finding, paint: ChalkInstance): string[] {
  const colour = weight === 'defect' ? paint.red : paint.yellow
  return [`  ${colour(weight)}  ${says}`, `    seen  ${evidence}`, `    cure  ${cure}`]
}

function wayText({ hops, calls }: ScenarioReport, paint: ChalkInstance): string[] {
  const rows = hops.map((hop) => [`  ${hop.verb}`, short(hop), status(hop, paint), hop.means])
  const asked = calls.map(({ what, as, ok, error }) => [
    '  app',
    `slack.com/api/${what}`,
    ok ? paint.green('ok') : paint.red('no'),
    [error, as && `as the ${as.split(':')[0] ?? ''}`].filter(Boolean).join(', '),
  ])
  const laid = columns(['', '', '', ''], [...rows, ...asked]).split('\n')
  return laid.flatMap((line, index) => [line, ...cookies(hops[index], paint)])
}

/** What became of the cookies, under the hop's line. */
function cookies(hop: Hop | undefined, paint: ChalkInstance): string[] {
  if (!hop) return []
  const told = [
    hop.sent.length > 0 && `sent ${hop.sent.join(', ')}`,
    hop.set.length > 0 && `set ${hop.set.join(', ')}`,
    hop.deleted.length > 0 && `deleted ${hop.deleted.join(', ')}`,
  ].filter((one): one is string => one !== false)
  return [
    ...(told.length > 0 ? [paint.dim(`       cookies: ${told.join(' · ')}`)] : []),
    ...hop.lost.map(({ name, why }) => paint.yellow(`       cookie ${name} is lost: ${why}`)),
  ]
}

function short({ url, at }: Hop): string {
  const shown = at === 'slack' ? url.replace(/^https?:\/\//, '') : url
  return shown.length > 62 ? `${shown.slice(0, 61)}…` : shown
}

function status({ status: code }: Hop, paint: ChalkInstance): string {
  if (code === null) return paint.red('none')
  return code < 400 ? paint.green(String(code)) : paint.red(String(code))
}

/** The last word over all scenarios. */
export function verdictText(reports: readonly ScenarioReport[], paint: ChalkInstance): string {
  const count = (outcome: ScenarioReport['outcome']) => reports.filter((one) => one.outcome === outcome).length
  const [bad, remarks, left] = [count('defect'), count('remark'), count('skipped')]
  const parts = [
    `${count('ok') + remarks} ok`,
    bad > 0 && paint.red(`${bad} with a defect`),
    remarks > 0 && `${remarks} with a remark`,
    left > 0 && `${left} skipped`,
  ].filter(Boolean)
  return `${reports.length} scenario${reports.length === 1 ? '' : 's'}: ${parts.join(', ')}`
}
