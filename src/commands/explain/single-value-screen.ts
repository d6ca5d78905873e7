import { paragraph, type TextSheet } from '../../terminal/layout.ts'
import { type CommandInput, keepLines } from './keep-lines.ts'
import { joined, remarkLines } from './response-screen.ts'
import { secretLines } from './secret-lines.ts'
import type { ExplainedWord } from './single-value.ts'
import { useLines } from './uses.ts'

/** Returns a few lines about one token, URL or id. */
export function singleValueScreen(
  { word, source, secrets }: { readonly word: ExplainedWord; readonly source: CommandInput; readonly secrets: boolean },
  sheet: TextSheet,
): string {
  const { title, explanation, commands, address } = word
  const { tokens, webhooks, notes } = explanation
  // The title already shows a single token.
  const alone = tokens.length === 1 && !secrets && !address
  return joined([
    [
      ...paragraph(title, sheet).map((line) => sheet.paint.bold(line)),
      ...(alone ? [] : secretLines({ tokens, webhooks, at: '' }, secrets, sheet)),
      ...notes.flatMap((note) => paragraph(note, sheet)),
    ],
    remarkLines(explanation, sheet),
    keepLines(explanation, source, sheet),
    [
      ...useLines(explanation, { flow: 'v2', simulator: false, suffix: null }, sheet),
      ...commands.map((line) => `  ${sheet.paint.cyan(line)}`),
    ],
  ])
}
