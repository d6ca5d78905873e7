import { paragraph, type TextSheet } from '../../terminal/layout.ts'
import { plain } from '../../terminal/one-line.ts'
import type { Explanation } from './explanation.ts'
import type { ExplainedFields } from './fields.ts'
import { absentLines, closing, fieldLines, joined, remarkLines } from './response-screen.ts'
import { secretLines } from './secret-lines.ts'
import type { StoredSource } from './source.ts'
import { useLines } from './uses.ts'

export interface StoredSubject extends StoredSource {
  readonly explanation: Explanation
  /** The explanation of the newest stored answer; null when no answer is stored. */
  readonly answer: { readonly explanation: Explanation; readonly fields: ExplainedFields } | null
  readonly secrets: boolean
}

/**
 * Returns the screen about an installation: the fields of its newest answer, its other stored tokens, and their uses.
 */
export function storedScreen(subject: StoredSubject, sheet: TextSheet): string {
  const { name, active, installation, explanation, answer } = subject
  const { flow, simulator } = installation
  const suffix = name === null ? null : active ? '' : ` --profile ${name}`
  return joined([
    title(subject, sheet),
    answer ? fieldLines(answer.fields, sheet) : [],
    over(subject, sheet),
    besides(subject, sheet),
    absentLines(explanation, sheet),
    remarkLines(explanation, sheet),
    useLines(explanation, { flow, simulator, suffix }, sheet),
    closing(explanation, sheet),
  ])
}

function title({ name, installation, answer }: StoredSubject, sheet: TextSheet): string[] {
  const { workspace, organization, appName, appId, simulator, flow, responses } = installation
  const place = workspace ?? organization
  const where = place?.name ? `${place.name} (${place.id})` : (place?.id ?? 'an unknown workspace')
  const what = `${appName ?? appId ?? 'an app'} in ${where}${simulator ? ', on the simulator' : ''}`
  const first = plain(`${name === null ? 'An installation' : `“${name}”`}: ${what}`, 300)
  const [newest] = responses
  const from = `Its newest answer, from ${newest?.method} (${flow}) on ${newest?.at.slice(0, 10)}:`
  return [
    ...paragraph(first, sheet).map((line) => sheet.paint.bold(line)),
    ...(answer ? paragraph(plain(from, 200), sheet) : []),
  ]
}

/**
 * Returns a line about the tokens of the newest answer that are no longer stored. Without this line, they would look
 * valid.
 */
function over({ explanation, answer }: StoredSubject, sheet: TextSheet): string[] {
  const gone = (answer?.explanation.tokens ?? []).filter(
    ({ value }) => !explanation.tokens.some((one) => one.value === value),
  )
  if (gone.length === 0) return []
  const paths = gone.map(({ path }) => path).join(', ')
  return paragraph(`Refreshed, replaced or revoked since, and no longer stored: ${paths}`, { ...sheet, indent: 2 })
}

/**
 * Returns lines about stored tokens that the newest answer does not have: tokens of other people, older webhooks,
 * refreshed tokens.
 */
function besides({ explanation, answer, secrets }: StoredSubject, sheet: TextSheet): string[] {
  const shown = answer?.explanation
  const tokens = explanation.tokens.filter(({ value }) => !shown?.tokens.some((one) => one.value === value))
  const webhooks = explanation.webhooks.filter(({ url }) => !shown?.webhooks.some((one) => one.url === url))
  if (tokens.length + webhooks.length === 0) return []
  return [...(shown ? ['Also stored:'] : []), ...secretLines({ tokens, webhooks, at: '' }, secrets, sheet)]
}
