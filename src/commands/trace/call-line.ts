import type { ChalkInstance } from 'chalk'
import { readableSize } from '../../terminal/progress-bar.ts'
import { cutEnd, padTo, widthOf } from '../../terminal/width.ts'
import { wrapLines } from '../../terminal/wrap.ts'
import type { TracedActor } from './token-book.ts'
import type { TracedCall } from './traced-call.ts'

export interface LineOptions {
  readonly paint: ChalkInstance
  /** The width of the terminal; Infinity in a pipe. */
  readonly room: number
}

const columnsOf = { method: 24, as: 20, took: 8 } as const
/** The minimum width of the column for the token. A narrower column would show only `user …`, which is useless. */
const leastActor = 10
/** The maximum width of the text below a call at a terminal, because longer lines are hard to read. */
const widest = 110
/** The indent of the lines below a call. */
export const indent = ' '.repeat(11)

/**
 * One line of the trace: the time, a mark for success or failure, the name of the call, its token, its duration, and
 * the answer.
 */
export interface TraceRow {
  readonly at: number
  readonly mark: string
  readonly name: string
  readonly as: string
  readonly took: string
  readonly answer: string
}

/**
 * Returns a line that is not wider than `room`. A name that is too long for its column also uses the next column. A
 * cell that no longer fits is cut.
 */
export function traceLine({ at, mark, name, as, took, answer }: TraceRow, { room, paint }: LineOptions): string {
  const fixed = indent.length + columnsOf.took + 2
  const what = padTo(cutEnd(name, room - fixed), columnsOf.method)
  const over = Math.max(0, widthOf(what) - columnsOf.method)
  const place = Math.max(0, Math.min(columnsOf.as - over, room - fixed - widthOf(what)))
  const who = place < leastActor ? ' '.repeat(place) : padTo(cutEnd(as, place), place)
  const start = `${paint.dim(timeOfDay(at))} ${mark} ${what} ${who} ${paint.dim(took.padStart(columnsOf.took))}`
  const left = room - widthOf(start) - 2
  return `${start}  ${left > 3 ? cutEnd(answer, left) : ''}`.trimEnd()
}

/**
 * Returns the lines for a call: one line, and after it the explanation if Slack refused the call.
 * @param isFirst whether this is the first refusal of its kind, which is the only one to be explained.
 */
export function callLines(call: TracedCall, isFirst: boolean, options: LineOptions): string[] {
  const { paint, room } = options
  const { name, error, ok, as, retryAfter, milliseconds } = call
  const limited = retryAfter !== null
  const colour = ok ? paint.green : limited ? paint.yellow : paint.red
  const used = (call.wanted ?? []).filter((scope) => call.had?.includes(scope)).join(', ')
  const answer = ok ? answerOfSuccess(call, used) : (error ?? '')
  const row = {
    at: call.at,
    mark: colour(ok ? '✓' : limited ? '!' : '✗'),
    name,
    as: describeActor(as, call.isClient),
    took: `${Math.round(milliseconds)} ms`,
  }
  const fits = widthOf(answer) <= room - widthOf(traceLine({ ...row, answer: '' }, options)) - 2
  const line = traceLine({ ...row, answer: ok ? paint.dim(answer) : fits ? colour(answer) : '' }, options)
  const below = [
    ...(ok || fits ? [] : [colour(answer)]),
    ...(limited ? [`${paint.dim('again after')} ${retryAfter} s`] : []),
    ...(ok || !isFirst ? [] : [...scopesOf(call), ...refusalOf(call)].flatMap((part) => labelled(part, options))),
    ...call.warnings.map((warning) => paint.yellow(warning)),
  ]
  return [line, ...below.map((text) => indent + text)]
}

function answerOfSuccess({ kind, sentBytes, receivedBytes, status }: TracedCall, used: string): string {
  if (kind === 'upload') return readableSize(sentBytes)
  if (kind === 'download') return readableSize(receivedBytes)
  return kind === 'page' && status !== 200 ? String(status) : used
}

type Labelled = readonly [label: string, text: string]

/** The width of the labels below a call, including the space after them. */
const labelWidth = 6

function labelled([label, text]: Labelled, { paint, room }: LineOptions): string[] {
  const width = room === Infinity ? room : Math.min(room, widest) - indent.length - labelWidth
  const lines = wrapLines(text, Math.max(20, width))
  return lines.map((line, at) => (at === 0 ? paint.dim(padTo(label, labelWidth)) : ' '.repeat(labelWidth)) + line)
}

function scopesOf({ error, wanted, had }: TracedCall): Labelled[] {
  if (error !== 'missing_scope') return []
  return [
    ...(wanted && wanted.length > 0 ? [['wants', wanted.join(' or ')] as const] : []),
    ...(had ? [['has', had.join(', ') || 'no scope'] as const] : []),
  ]
}

function refusalOf({ refusal }: TracedCall): Labelled[] {
  if (!refusal) return []
  return [
    ...(refusal.why === '' ? [] : [['why', refusal.why] as const]),
    ...(refusal.next === null ? [] : [['next', refusal.next] as const]),
  ]
}

/** Describes a token: `bot …f3a1 @acmebot`. */
export function describeActor(actor: TracedActor | null, isClient = false): string {
  if (!actor) return isClient ? 'app credentials' : '-'
  const { kind, masked, userName, userId } = actor
  const end = masked.slice(masked.indexOf('…'))
  const name = userName === null ? userId : kind === 'app' ? userName : `@${userName}`
  return [kind === 'unknown' ? 'token' : kind, end, name].filter(Boolean).join(' ')
}

/** Returns the local time of day. */
function timeOfDay(at: number): string {
  const date = new Date(at)
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':')
}
