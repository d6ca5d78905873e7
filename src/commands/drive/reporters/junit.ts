import { plainPaint } from '../../../terminal/plain-paint.ts'
import { isDefect, isLeftOut, type JudgedFinding, type JudgedReport } from '../allowed.ts'
import { wayText } from '../screen.ts'
import type { DriveResult, Reportable } from './types.ts'

/** The name of the test suite, and the class name of its test cases. CI systems group by it. */
const suite = 'slack-tokens.drive'

/**
 * Returns a JUnit report as Jenkins, GitLab, Azure Pipelines and Maven's Surefire read it: one test suite, one test case
 * for each scenario. A set-up that does not work is one test case with an error.
 * @param masked masks secrets
 */
export function junitReport(what: Reportable, masked: (text: string) => string): string {
  const write = (text: string) => escapeXml(masked(text))
  const cases =
    what.kind === 'failed'
      ? [setUpCase(what.error, write)]
      : what.result.reports.map((one) => testCase(one, what.result, write))
  const count = (kind: string) => cases.filter((one) => one.includes(`<${kind} `)).length
  const took = what.kind === 'failed' ? 0 : what.result.reports.reduce((sum, one) => sum + one.took, 0)
  const startedAt = what.kind === 'failed' ? what.startedAt : what.result.startedAt
  const counts = `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}"`
  const attributes = [
    `name="${suite}" ${counts} skipped="${count('skipped')}" time="${seconds(took)}"`,
    // The format has no time zone, so the time is in UTC.
    `timestamp="${new Date(startedAt).toISOString().slice(0, 19)}"`,
  ]
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${suite}" ${counts} time="${seconds(took)}">`,
    `  <testsuite ${attributes.join(' ')}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

type WriteXml = (text: string) => string

function testCase(report: JudgedReport, { origin }: DriveResult, write: WriteXml): string {
  const { scenario, outcome, says, hint, notSeen, findings, took, output } = report
  const defects = findings.filter(isDefect)
  const [first, ...others] = defects
  const failure = first && {
    type: first.id,
    message: `${first.says}${others.length > 0 ? ` (and ${others.length} more)` : ''}`,
    text: defects.map(findingLines).join('\n\n'),
  }
  const way = wayText(report, { paint: plainPaint, width: Infinity, origin })
  const remarks = findings.filter((one) => !isDefect(one)).map(findingLines)
  const app = output.length > 0 ? ['', 'Output of the app:', ...output] : []
  return element('testcase', `classname="${suite}" name="${write(scenario)}" time="${seconds(took)}"`, [
    ...(outcome === 'skipped' ? [`<skipped message="${write(says)}"/>`] : []),
    ...(outcome === 'unplayed' ? [errorElement({ code: 'scenario_not_played', message: says, hint }, write)] : []),
    ...(failure
      ? [`<failure message="${write(failure.message)}" type="${write(failure.type)}">${write(failure.text)}</failure>`]
      : []),
    ...(isLeftOut(report)
      ? []
      : [
          `<system-out>${write([says, ...(notSeen === null ? [] : [`not seen: ${notSeen}`]), ...way, ...remarks, ...app].join('\n'))}</system-out>`,
        ]),
  ])
}

interface SetUpError {
  readonly code: string
  readonly message: string
  readonly hint?: string | undefined
}

function setUpCase(error: SetUpError, write: WriteXml): string {
  return element('testcase', `classname="${suite}" name="set-up" time="0.000"`, [errorElement(error, write)])
}

function errorElement({ code, message, hint }: SetUpError, write: WriteXml): string {
  return `<error message="${write(message)}" type="${write(code)}">${write([message, hint ?? ''].join('\n').trim())}</error>`
}

/** Returns the lines about a finding: what was found, where, the evidence, the likely cause and the fix. */
function findingLines(found: JudgedFinding): string {
  const { id, weight, allowed, says, hop, evidence, cause, cure } = found
  const kind = allowed ? `${weight}, allowed` : weight
  const request = hop ? [`at: ${hop.verb} ${hop.url}, ${hop.status ?? 'no answer'}`] : []
  return [`${kind} ${id}: ${says}`, ...request, `seen: ${evidence}`, `cause: ${cause}`, `cure: ${cure}`].join('\n')
}

function element(name: string, attributes: string, inside: readonly string[]): string {
  if (inside.length === 0) return `    <${name} ${attributes}/>`
  return [`    <${name} ${attributes}>`, ...inside.map((one) => `      ${one}`), `    </${name}>`].join('\n')
}

function seconds(milliseconds: number): string {
  return (Math.max(0, milliseconds) / 1000).toFixed(3)
}

/**
 * Characters that XML 1.0 does not allow, not even as a reference (section 2.2). A lone half of a surrogate pair is one
 * of them.
 */
const notXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

const entities: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' },
  // A parser replaces these by a space in an attribute, and \r by \n everywhere.
  ...{ '\t': '&#9;', '\n': '&#10;', '\r': '&#13;' },
}

/** Returns a text for an attribute or an element. Characters that XML cannot contain become U+FFFD. */
export function escapeXml(text: string): string {
  return text.replace(notXml, '\ufffd').replace(/[&<>"'\t\r\n]/g, (one) => entities[one] ?? one)
}
