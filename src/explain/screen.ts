import type { ChalkInstance } from 'chalk'
import { columns } from '../columns.ts'
import type { ResponseShape } from '../reading/recognise.ts'
import { tokenKinds } from '../slack/tokens.ts'
import type { Explanation } from './explanation.ts'
import type { ExplainedFields } from './fields.ts'
import { fieldTable, paragraph, type Sheet } from './layout.ts'
import { plain } from './plain.ts'
import { useLines } from './uses.ts'

const opening: Readonly<Record<ResponseShape, string>> = {
  v1: 'The answer of oauth.access: v1, the install of classic apps',
  v2: 'The answer of oauth.v2.access: v2, the install of today',
  v2_user: 'The answer of oauth.v2.user.access: the install for a user token alone',
  refresh: 'A refreshed pair: the answer of oauth.v2.access with grant_type=refresh_token',
  error: 'A refusal',
  'stored-installation': 'An installation kept by slack-tokens',
  'not-an-install': 'This is not the answer of an install',
}

/** One screen on an answer of Slack: what it is, each field, what its tokens are for. */
export function answerScreen(subject: { explanation: Explanation; fields: ExplainedFields }, sheet: Sheet): string {
  const { explanation, fields } = subject
  const { shape, error } = explanation
  const title = error ? `Slack refused: ${plain(error.code, 60)}` : opening[shape]
  const install = shape !== 'not-an-install'
  const flow = shape === 'v1' || shape === 'v2_user' ? shape : 'v2'
  return joined([
    [sheet.paint.bold(title), ...holdingLines(explanation, sheet)],
    install ? [...fieldLines(fields, sheet), ...absentLines(explanation, sheet)] : [],
    remarkLines(explanation, sheet),
    useLines(explanation, { flow, simulator: false, suffix: null }, sheet),
    closing(explanation, sheet),
    install ? [] : ['What each kind of token is: slack-tokens help tokens'],
  ])
}

/** Parts with an empty line between them. */
export function joined(parts: readonly (readonly string[])[]): string {
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')
}

function holdingLines({ tokens, webhooks, certainty, why, error }: Explanation, sheet: Sheet): string[] {
  const held = [...tokens.map(({ kind }) => tokenKinds[kind].label), ...webhooks.map(() => 'webhook')]
  const doubt = certainty === 'likely' ? 'Likely, not certain: ' : certainty === 'unsure' ? 'Not sure: ' : ''
  return [
    ...(held.length > 0
      ? paragraph(`It holds ${list(held.map((one) => `${/^[aeio]/.test(one) ? 'an' : 'a'} ${one}`))}.`, sheet)
      : []),
    ...why.flatMap((sentence) =>
      paragraph(doubt + sentence, sheet).map((line) => (doubt ? sheet.paint.yellow(line) : line)),
    ),
    ...(error ? [...paragraph(error.means, sheet), ...paragraph(`Next: ${error.next}`, sheet)] : []),
  ]
}

/** The table of fields, and what of the answer is not known. */
export function fieldLines({ rows, unknown }: ExplainedFields, sheet: Sheet): string[] {
  const rest = `Not known here, kept as they came: ${unknown.join(', ')}`
  return [...fieldTable(rows, sheet), ...(unknown.length > 0 ? paragraph(rest, { ...sheet, indent: 2 }) : [])]
}

/** The tokens that did not come, and the login that asks for them; a command is never broken. */
export function absentLines({ missing }: Explanation, sheet: Sheet): string[] {
  return missing.flatMap(({ path, why, login }) => [
    ...paragraph(`${path} is absent. ${why}`, { ...sheet, indent: 2 }),
    ...(login ? [`    To get one: ${sheet.paint.cyan(login)}`] : []),
  ])
}

export function remarkLines({ remarks }: Explanation, sheet: Sheet): string[] {
  return remarks.flatMap((sentence) => paragraph(sentence, sheet))
}

/** Which token stands under which key, flow by flow, and which to take; nothing where there is no token. */
export function closing({ tokens }: Explanation, sheet: Sheet): string[] {
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

function list(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
