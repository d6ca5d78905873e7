import { duration } from '../../terminal/duration.ts'
import { describeActor, type LineOptions, traceLine } from './call-line.ts'
import type { TracedEnvelope, TracedSocket } from './socket-watch.ts'

/** Returns the line for a WebSocket that Slack accepted. */
export function openedLine({ at, number, host, as }: TracedSocket, options: LineOptions): string {
  const mark = options.paint.cyan('↔')
  return traceLine(
    { at, mark, name: `socket ${number} opened`, as: describeActor(as), took: '', answer: host },
    options,
  )
}

/** Returns the line for a message in a WebSocket. */
export function envelopeLine(envelope: TracedEnvelope, options: LineOptions): string {
  const { at, from, name, detail, socket, milliseconds } = envelope
  const mark = options.paint.cyan(from === 'slack' ? '←' : '→')
  const took = milliseconds === null ? '' : `${Math.round(milliseconds)} ms`
  return traceLine(
    { at, mark, name: detail ?? name, as: `socket ${socket.number}`, took, answer: detail ? name : '' },
    options,
  )
}

/** Returns the lines for a closed WebSocket, with the number of its frames of each type. */
export function closedLine(
  socket: TracedSocket,
  { now, ...options }: LineOptions & { readonly now: number },
): string[] {
  const { number, at, as, fromSlack, fromProgram } = socket
  const row = {
    at: now,
    mark: options.paint.cyan('↔'),
    name: `socket ${number} closed`,
    as: describeActor(as),
    took: '',
  }
  const open = `open for ${duration(now - at)}`
  const frames = [`from Slack ${countsText(fromSlack)}`, `from the program ${countsText(fromProgram)}`]
  return [
    traceLine({ ...row, answer: open }, options),
    ...frames.map((text) => ' '.repeat(11) + options.paint.dim(text)),
  ]
}

function countsText(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([name, count]) => `${count} ${name}`).join(', ') || 'nothing'
}

/** Returns the object for `--json` about a WebSocket that Slack accepted. */
export function openedJson({ at, number, host }: TracedSocket): Readonly<Record<string, unknown>> {
  return { type: 'socket_opened', at: new Date(at).toISOString(), socket: number, host }
}

/** Returns the object for `--json` about a message in a WebSocket. */
export function envelopeJson({
  at,
  socket,
  from,
  name,
  detail,
  bytes,
  milliseconds,
}: TracedEnvelope): Readonly<Record<string, unknown>> {
  const ms = milliseconds === null ? null : Math.round(milliseconds * 10) / 10
  return {
    type: 'socket_message',
    at: new Date(at).toISOString(),
    socket: socket.number,
    from,
    name,
    detail,
    bytes,
    ms,
  }
}

/** Returns the object for `--json` about a closed WebSocket, with the number of its frames of each type. */
export function closedJson(
  { number, at, fromSlack, fromProgram }: TracedSocket,
  now: number,
): Readonly<Record<string, unknown>> {
  const frames = { fromSlack: Object.fromEntries(fromSlack), fromProgram: Object.fromEntries(fromProgram) }
  return { type: 'socket_closed', at: new Date(now).toISOString(), socket: number, ms: now - at, ...frames }
}
