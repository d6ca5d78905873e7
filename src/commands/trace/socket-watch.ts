import type { OpenedSocket, SocketObserver } from '../../proxy/exchange.ts'
import { nameIn } from '../../slack/facts/one-line.ts'
import { jsonObject, secretsOfAnswer } from './credentials.ts'
import type { TracedActor } from './token-book.ts'

/** A WebSocket between the program and Slack, with the number of its frames so far. */
export interface TracedSocket {
  /** The number of the connection in this run, from 1. */
  readonly number: number
  readonly at: number
  readonly host: string
  /** The token with which the program opened the WebSocket; null when unknown. */
  readonly as: TracedActor | null
  /**
   * The number of frames from Slack for each type. The type is that of the text message, such as `hello` and
   * `events_api`, otherwise that of the frame.
   */
  readonly fromSlack: ReadonlyMap<string, number>
  readonly fromProgram: ReadonlyMap<string, number>
}

/** A message in a WebSocket, such as an envelope from Slack or the program's answer to the envelope. */
export interface TracedEnvelope {
  readonly at: number
  readonly socket: TracedSocket
  readonly from: 'slack' | 'program'
  /**
   * The type of the message, such as `events_api`, `interactive`, `slash_commands`, `hello` or `disconnect`; `answer`
   * for the program's answer to an envelope.
   */
  readonly name: string
  /** The type of the event, the command, or the type of the interaction; null when there is none. */
  readonly detail: string | null
  readonly bytes: number
  /**
   * The time from Slack's envelope to this answer of the program, in milliseconds; null for a message that is no
   * answer.
   */
  readonly milliseconds: number | null
  readonly text: string | undefined
}

export interface SocketWatchOptions {
  readonly number: number
  readonly as: TracedActor | null
  readonly now: () => number
  readonly conceal: (secret: string) => void
  readonly onEnvelope: (envelope: TracedEnvelope) => void
  readonly onClosed: (socket: TracedSocket) => void
}

/** The maximum number of unanswered envelopes for which the time is stored. */
const mostOpen = 1000

/** Creates the observer of one WebSocket, which counts the frames and reports the envelopes of Socket Mode. */
export function watchSocket(
  { at, host }: OpenedSocket,
  options: SocketWatchOptions,
): { readonly socket: TracedSocket; readonly observer: SocketObserver } {
  const { number, as, now, conceal, onEnvelope, onClosed } = options
  const fromSlack = new Map<string, number>()
  const fromProgram = new Map<string, number>()
  const open = new Map<string, number>()
  const socket: TracedSocket = { number, at, host, as, fromSlack, fromProgram }
  return {
    socket,
    observer: {
      message(from, { kind, text, bytes }) {
        const body = text === undefined ? undefined : jsonObject(text)
        for (const secret of secretsOfAnswer(body)) conceal(secret)
        const id = nameIn(body?.['envelope_id'])
        const isAnswer = from === 'program' && id !== null
        const name = kind === 'text' ? (isAnswer ? 'answer' : (nameIn(body?.['type']) ?? 'text')) : kind
        const counts = from === 'slack' ? fromSlack : fromProgram
        counts.set(name, (counts.get(name) ?? 0) + 1)
        // Pings arrive every few seconds, and contain no data.
        if (kind !== 'text' || name === 'ping' || name === 'pong') return
        if (from === 'slack' && id !== null && open.size < mostOpen) open.set(id, performance.now())
        const since = isAnswer ? open.get(id) : undefined
        if (isAnswer) open.delete(id)
        const milliseconds = since === undefined ? null : performance.now() - since
        onEnvelope({ at: now(), socket, from, name, detail: detailOf(body), bytes, milliseconds, text })
      },
      closed: () => onClosed(socket),
    },
  }
}

function detailOf(body: Readonly<Record<string, unknown>> | undefined): string | null {
  const payload = record(body?.['payload'])
  return (
    nameIn(record(payload['event'])['type']) ??
    nameIn(payload['command']) ??
    nameIn(payload['type']) ??
    nameIn(body?.['reason'])
  )
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
