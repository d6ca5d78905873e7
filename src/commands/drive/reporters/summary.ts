import { plainPaint } from '../../../terminal/plain-paint.ts'
import { isDefect, type JudgedFinding, type JudgedReport } from '../allowed.ts'
import { verdictText, wayText } from '../screen.ts'
import type { DriveResult, Reportable } from './types.ts'

/** GitHub accepts 1 MiB for the summary of a step. The rest of this limit is left for other commands of the step. */
const mostCharacters = 200_000

/**
 * Returns the summary of a job, as GitHub's Markdown. Every text from the app is encoded, so that GitHub shows it
 * literally: it cannot create a link, table, code, HTML or mention.
 * @param masked masks secrets
 */
export function jobSummary(what: Reportable, masked: (text: string) => string): string {
  const write = (text: string) => escapeMarkdown(masked(text))
  const text = what.kind === 'failed' ? failedSummary(what.error, write) : playedSummary(what.result, { write, masked })
  if (text.length <= mostCharacters) return `${text}\n`
  // The summary is not cut: a cut inside an element would put the rest of the page into this element.
  return `## Slack install\n\nThe summary is too long for GitHub. The log of the step has everything.\n`
}

type WriteMarkdown = (text: string) => string

function failedSummary(
  error: { readonly message: string; readonly hint: string | undefined },
  write: WriteMarkdown,
): string {
  const lines = [`**The app could not be driven:** ${write(error.message)}`, ...(error.hint ? [write(error.hint)] : [])]
  return ['## Slack install', ...lines].join('\n\n')
}

interface Writing {
  readonly write: WriteMarkdown
  readonly masked: (text: string) => string
}

function playedSummary(result: DriveResult, writing: Writing): string {
  const { reports, unusedAllowed } = result
  const rows = reports.map((one) => row(one, writing))
  const unused =
    unusedAllowed.length > 0 ? [`Allowed, but no longer found: ${unusedAllowed.map(writing.write).join(', ')}`] : []
  return [
    '## Slack install',
    writing.write(verdictText(reports, plainPaint)),
    ['| | scenario | result |', '|---|---|---|', ...rows].join('\n'),
    ...unused,
    ...reports.filter(({ findings }) => findings.length > 0).map((one) => details(one, result, writing)),
  ].join('\n\n')
}

const marks = { ok: '✅', remark: '⚠️', defect: '❌', skipped: '➖', unplayed: '❌', notSeen: '❔' } as const
const leftOut = { skipped: 'skipped', unplayed: 'not played' } as const

function row({ scenario, outcome, says, notSeen, findings }: JudgedReport, { write }: Writing): string {
  const result =
    outcome === 'skipped' || outcome === 'unplayed'
      ? `${leftOut[outcome]}: ${says}`
      : findings.map((one) => one.says).join('; ') || says
  const mark = marks[outcome === 'ok' && notSeen !== null ? 'notSeen' : outcome]
  const unseen = notSeen === null ? '' : `; not seen: ${notSeen}`
  return `| ${mark} | ${write(scenario)} | ${write(result + unseen)} |`
}

function details(report: JudgedReport, { origin }: DriveResult, { write, masked }: Writing): string {
  const way = wayText(report, { paint: plainPaint, width: Infinity, origin })
  const app = report.output.length > 0 ? ['', ...report.output.map((line) => `app │ ${line}`)] : []
  // Between <pre> tags nothing but HTML has a meaning.
  const log = escapeHtml(masked([...way, ...app].join('\n')))
  return [
    `### ${write(report.scenario)}`,
    ...report.findings.map((one) => finding(one, write)),
    `<details><summary>Requests</summary>\n<pre>${log}</pre>\n</details>`,
  ].join('\n\n')
}

function finding(found: JudgedFinding, write: WriteMarkdown): string {
  const { id, allowed, says, hop, evidence, cause, cure } = found
  const kind = allowed ? 'allowed' : isDefect(found) ? 'defect' : 'remark'
  const request = hop ? [`- at: ${write(`${hop.verb} ${hop.url}, ${hop.status ?? 'no answer'}`)}`] : []
  return [
    `**${kind}** ${write(id)}: ${write(says)}`,
    '',
    ...request,
    `- seen: ${write(evidence)}`,
    `- likely cause: ${write(cause)}`,
    `- cure: ${write(cure)}`,
  ].join('\n')
}

/**
 * Returns a text on one line in which no character has a meaning in Markdown or HTML: every character of ASCII that is
 * neither a letter, a digit nor a space becomes a reference, which Markdown always shows as the character
 * (CommonMark 0.31.2, 2.5).
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ')
    .trim()
    .replace(/[!-/:-@[-`{-~]/g, (one) => `&#${one.charCodeAt(0)};`)
}

/**
 * Returns the text escaped for HTML, with a no-break space on each blank line. A blank line would end the HTML block in
 * Markdown.
 */
export function escapeHtml(text: string): string {
  return text
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, ' ')
    .replace(/[&<>"'`]/g, (one) => `&#${one.charCodeAt(0)};`)
    .replace(/^ *$/gm, '&#160;')
}
