import { paragraph, type TextSheet } from '../../terminal/layout.ts'
import { joined, remarkLines } from './response-screen.ts'
import { secretLines } from './secret-lines.ts'
import type { ExplainedWord } from './single-value.ts'
import { useLines } from './uses.ts'

/** A few lines on one token, URL or id. */
export function singleValueScreen(
  { title, explanation, commands, address }: ExplainedWord,
  secrets: boolean,
  sheet: TextSheet,
): string {
  const { tokens, webhooks, notes } = explanation
  // The title has it.
  const alone = tokens.length === 1 && !secrets && !address
  return joined([
    [
      ...paragraph(title, sheet).map((line) => sheet.paint.bold(line)),
      ...(alone ? [] : secretLines({ tokens, webhooks, at: '' }, secrets, sheet)),
      ...notes.flatMap((note) => paragraph(note, sheet)),
    ],
    remarkLines(explanation, sheet),
    [
      ...useLines(explanation, { flow: 'v2', simulator: false, suffix: null }, sheet),
      ...commands.map((line) => `  ${sheet.paint.cyan(line)}`),
    ],
    keeping(explanation.tokens, sheet),
  ])
}

function keeping(tokens: readonly { readonly kind: string }[], { paint }: TextSheet): string[] {
  const kept = tokens.some(({ kind }) => kind === 'bot' || kind === 'user')
  return kept ? [`Keep it here:  ${paint.cyan('slack-tokens login --with-token')}`] : []
}
