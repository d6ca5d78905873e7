import { paragraph, type TextSheet } from '../../terminal/layout.ts'
import { plain } from '../../terminal/one-line.ts'
import type { Explanation } from './explanation.ts'
import { answerOfAll, firstAnswer } from './first-answer.ts'
import { type CommandInput, keepLines } from './keep-lines.ts'
import { closing, joined, opening } from './response-screen.ts'
import { secretLines } from './secret-lines.ts'

/** The maximum number of answers on one screen. The JSON output has all of them. */
const mostShown = 20

interface ListSubject {
  readonly secrets: boolean
  /** The input in a form that another command accepts. */
  readonly source: CommandInput
}

/** Returns the screen about several answers or records: the shape and the tokens of each. */
export function itemsScreen(items: readonly Explanation[], { secrets, source }: ListSubject, sheet: TextSheet): string {
  const shown = items.slice(0, mostShown)
  const rest = items.length - shown.length
  const remarks = [...new Set(shown.flatMap((one) => one.remarks))]
  const tokens = shown.flatMap((one) => one.tokens)
  return joined([
    paragraph(answerOfAll(items), sheet).map((line) => sheet.paint.bold(line)),
    ...shown.map((item, index) => itemLines(item, { index, secrets, sheet })),
    keptLines(items, source, sheet),
    rest > 0 ? [`and ${rest} more: slack-tokens explain --json has all`] : [],
    remarks.flatMap((sentence) => paragraph(sentence, sheet)),
    closing({ tokens }, sheet),
    ['To see every field of one of them explained, pass it alone.'],
  ])
}

/** Returns the command that stores the tokens of all answers; empty when one of the answers cannot be stored. */
function keptLines(items: readonly Explanation[], source: CommandInput, sheet: TextSheet): string[] {
  const holders = items.filter(({ tokens }) => tokens.length > 0)
  const lines = holders.map((one) => keepLines(one, source, sheet))
  return lines.every((one) => one.length > 0) ? (lines[0] ?? []) : []
}

interface ListLayout {
  readonly index: number
  readonly secrets: boolean
  readonly sheet: TextSheet
}

function itemLines(item: Explanation, { index, secrets, sheet }: ListLayout): string[] {
  const { at, keeper, shape, error, workspace, organization, tokens, notes, certainty } = item
  const place = workspace ?? organization
  const where = place ? `${place.name ?? ''} ${place.name ? `(${place.id})` : place.id}`.trim() : ''
  const alone = shape === 'not-an-install' ? firstAnswer(item) : null
  const what = error !== null ? `Slack refused: ${error}` : keeper ? `stored by ${keeper}` : (alone ?? opening[shape])
  const title = `${at || `${index + 1}.`} ${where && `${where}: `}${what}`
  const doubts = certainty === 'sure' ? [] : notes.filter((note) => !note.startsWith('It stands under'))
  return [
    ...paragraph(plain(title, 300), sheet).map((line) => sheet.paint.bold(line)),
    ...secretLines({ ...item, tokens: tokens.map((token) => ({ ...token, scopes: [] })) }, secrets, sheet),
    ...doubts.flatMap((note) => paragraph(plain(note, 400), { ...sheet, indent: 2 })),
  ]
}
