import type { ChalkInstance } from 'chalk'
import type { ResponseShape } from '../../responses/types.ts'
import { fieldTable, paragraph, type TextSheet } from '../../terminal/layout.ts'
import { plain } from '../../terminal/one-line.ts'
import { columns } from '../../terminal/table.ts'
import type { Explanation } from './explanation.ts'
import type { ExplainedFields } from './fields.ts'
import { firstAnswer } from './first-answer.ts'
import { type CommandInput, keepLines } from './keep-lines.ts'
import { isExplained } from './known-fields.ts'
import { secretLines } from './secret-lines.ts'
import { useLines } from './uses.ts'

export const opening: Readonly<Record<ResponseShape, string>> = {
  v1: 'The answer of oauth.access: v1, the install of classic apps',
  v2: 'The answer of oauth.v2.access: v2, the install of today',
  v2_user: 'The answer of oauth.v2.user.access: the install for a user token alone',
  refresh: 'A refreshed pair: the answer of oauth.v2.access with grant_type=refresh_token',
  exchange: 'An exchanged token: the answer of oauth.v2.exchange',
  openid: 'A sign-in, no install: the answer of openid.connect.token (Sign in with Slack)',
  config: 'What edits app settings, no install: the answer of tooling.tokens.rotate',
  error: 'A refusal',
  'stored-installation': 'An installation as a program stores it',
  'not-an-install': 'This is not the answer of an install',
}

export interface AnswerSubject {
  readonly explanation: Explanation
  readonly fields: ExplainedFields
  readonly secrets: boolean
  /** The source of the input, for the command that stores the tokens. */
  readonly source: CommandInput
}

/** Returns the screen about an answer of Slack: its shape, each field, and the uses of its tokens. */
export function answerScreen(subject: AnswerSubject, sheet: TextSheet): string {
  const { explanation, fields, secrets, source } = subject
  const { shape, flow, known } = explanation
  const install = shape !== 'not-an-install' || isExplained(known)
  return joined([
    [...titleLines(explanation, sheet), ...doubtLines(explanation, sheet)],
    install
      ? tableLines(fieldLines(fields, sheet), absentLines(explanation, sheet))
      : secretLines(explanation, secrets, sheet),
    install ? besideLines(subject, sheet) : [],
    keepLines(explanation, source, sheet),
    remarkLines(explanation, sheet),
    useLines(explanation, { flow: flow ?? 'v2', simulator: false, suffix: null }, sheet),
    shape !== 'not-an-install' && shape !== 'openid' && shape !== 'config' ? closing(explanation, sheet) : [],
    install ? [] : ['What each kind of token is: slack-tokens help tokens'],
  ])
}

/** Returns lines about the secrets that have no row in the table of fields. */
function besideLines({ explanation, fields, secrets }: AnswerSubject, sheet: TextSheet): string[] {
  const { tokens, webhooks } = fields.beside
  const { addresses, credentials, at } = explanation
  if (tokens.length + webhooks.length + addresses.length + credentials.length === 0) return []
  return ['Besides:', ...secretLines({ tokens, webhooks, addresses, credentials, at }, secrets, sheet)]
}

/** Inserts the lines about missing tokens directly below the present tokens. */
function tableLines(table: readonly string[], absent: readonly string[]): string[] {
  const gap = table.indexOf('')
  return gap < 0 ? [...table, ...absent] : [...table.slice(0, gap), ...absent, ...table.slice(gap)]
}

/** Returns the title: the most important sentence, then the shape of the answer. */
function titleLines(explanation: Explanation, { width, paint }: TextSheet): string[] {
  const { shape, error, keeper, known } = explanation
  const answer = firstAnswer(explanation)
  const usual =
    keeper === null ? (known === 'apps.manifest.create' ? made : opening[shape]) : `An installation stored by ${keeper}`
  const title = error === null ? usual : `Slack refused: ${plain(error, 60)}`
  const bold = (text: string) => paragraph(text, { width }).map((line) => paint.bold(line))
  if (answer === null) return bold(title)
  return shape === 'not-an-install' ? bold(answer) : [...bold(answer), ...paragraph(title, { width })]
}

const made = 'The answer of apps.manifest.create: a new app, no install yet'

/** Joins parts with an empty line between them. */
export function joined(parts: readonly (readonly string[])[]): string {
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')
}

/** Returns the lines about what is uncertain in the answer, and about the meaning of a refusal. */
function doubtLines({ certainty, notes, refusal }: Explanation, sheet: TextSheet): string[] {
  const doubt = certainty === 'likely' ? 'Likely, not certain: ' : certainty === 'unsure' ? 'Not sure: ' : ''
  return [
    ...notes.flatMap((sentence, index) =>
      paragraph((index === 0 ? doubt : '') + plain(sentence, 400), sheet).map((line) =>
        doubt ? sheet.paint.yellow(line) : line,
      ),
    ),
    ...(refusal ? [...paragraph(refusal.means, sheet), ...paragraph(`Next: ${refusal.next}`, sheet)] : []),
  ]
}

/** Returns the table of fields, and the names of unknown fields. */
export function fieldLines({ rows, unknown }: ExplainedFields, sheet: TextSheet): string[] {
  const rest = `Unknown fields: ${unknown.join(', ')}`
  return [...fieldTable(rows, sheet), ...(unknown.length > 0 ? paragraph(rest, { ...sheet, indent: 2 }) : [])]
}

/** Returns lines about the missing tokens, each with the login command that requests it. Commands are not wrapped. */
export function absentLines({ missing }: Explanation, sheet: TextSheet): string[] {
  return missing.flatMap(({ path, why, login }) => [
    ...paragraph(`${path} is absent. ${why}`, { ...sheet, indent: 2 }),
    ...(login ? [`    To get one: ${sheet.paint.cyan(login)}`] : []),
  ])
}

/** Returns the warnings of an explanation as wrapped lines. */
export function remarkLines({ remarks }: Explanation, sheet: TextSheet): string[] {
  return remarks.flatMap((sentence) => paragraph(sentence, sheet))
}

/**
 * Returns a table of the keys that each flow uses for each token, and advice on the choice of a token; empty without
 * tokens.
 */
export function closing({ tokens }: Pick<Explanation, 'tokens'>, sheet: TextSheet): string[] {
  if (tokens.length === 0) return []
  const both = ['bot', 'user'].every((kind) => tokens.some((one) => one.kind === kind))
  const advice = both
    ? 'Prefer the bot token where both will do. Not every method takes it: search.messages does not.'
    : 'Not every method takes both kinds: search.messages takes only a user token.'
  return [...keyTable(sheet.paint), ...paragraph(advice, sheet)]
}

function keyTable(paint: ChalkInstance): string[] {
  return columns(
    ['The same keys in each flow', 'v1', 'v2', 'v2_user'].map((cell) => paint.bold(cell)),
    [
      ['  access_token', 'user token', 'bot token', 'user token'],
      ['  bot.bot_access_token', 'bot token', '-', '-'],
      ['  authed_user.access_token', '-', 'user token', '-'],
    ],
  ).split('\n')
}
