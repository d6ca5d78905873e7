import type { OpenedSocket, RelayedExchange, RelayObserver, SocketObserver } from '../../proxy/exchange.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { bodyLines, shownBody } from './body-text.ts'
import { actorJson, callJson } from './call-json.ts'
import { callLines, indent } from './call-line.ts'
import { readCall } from './read-call.ts'
import { closedJson, closedLine, envelopeJson, envelopeLine, openedJson, openedLine } from './socket-line.ts'
import { watchSocket } from './socket-watch.ts'
import type { SummaryCollector } from './summary.ts'
import type { TokenBook, TracedActor } from './token-book.ts'
import type { TraceOutput } from './trace-output.ts'
import type { TracedCall } from './traced-call.ts'

export interface TracerOptions {
  readonly book: TokenBook
  readonly summary: SummaryCollector
  readonly output: TraceOutput
  /** Whether a request with this name or of this kind is printed. */
  readonly shows: (name: string, kind: string) => boolean
  /** Whether bodies are printed. */
  readonly bodies: boolean
  readonly terminal: Pick<Terminal, 'conceal' | 'masked' | 'noteOnce'>
  readonly now: () => number
}

/**
 * The maximum size of two lists: the refusals that were explained already, and the WebSocket tickets whose token is
 * known.
 */
const mostRemembered = 1000

/** Returns an observer that prints every call, and every message in a WebSocket, when it occurs. */
export function createTracer(options: TracerOptions): RelayObserver {
  const { book, summary, output, shows, terminal, now } = options
  const explained = new Set<string>()
  const openers = new Map<string, TracedActor>()
  let sockets = 0

  function exchange(passed: RelayedExchange): void {
    const { call, secrets, opens } = readCall(passed, book)
    for (const secret of secrets) terminal.conceal(secret)
    const ticket = opens === undefined ? null : ticketOf(opens)
    if (ticket !== null && call.as && openers.size < mostRemembered) openers.set(ticket, call.as)
    summary.add(call)
    if (shows(call.name, call.kind)) printCall(call, passed)
  }

  function printCall(call: TracedCall, passed: RelayedExchange): void {
    const bodies = options.bodies ? bodiesOf(passed) : undefined
    if (output.isJson) {
      output.json({ ...callJson(call), ...bodies })
      return
    }
    const key = `${call.name} ${call.error} ${call.as?.number}`
    const isFirst = !explained.has(key)
    if (explained.size < mostRemembered) explained.add(key)
    const room = output.line.room - indent.length
    const below = bodies ? [...bodyLines(bodies.request, '→', room), ...bodyLines(bodies.response, '←', room)] : []
    const dimmed = below.map((line) => indent + output.line.paint.dim(line))
    output.text([...callLines(call, isFirst, output.line), ...dimmed])
  }

  function bodiesOf({ target, request, response }: RelayedExchange) {
    const query = target.includes('?') ? target.slice(target.indexOf('?')) : ''
    const sent = shownBody(request, terminal.masked)
    return {
      request: { ...sent, text: sent.text === null ? null : terminal.masked(query) + sent.text },
      response: response ? shownBody(response, terminal.masked) : { text: '', left: null },
    }
  }

  function openSocket(opened: OpenedSocket): SocketObserver {
    const ticket = ticketOf(`https://${opened.host}${opened.target}`)
    if (ticket !== null) terminal.conceal(ticket)
    sockets += 1
    const isShown = shows('socket', 'socket')
    const { socket, observer } = watchSocket(opened, {
      number: sockets,
      as: (ticket !== null && openers.get(ticket)) || null,
      now,
      conceal: terminal.conceal,
      onEnvelope(envelope) {
        if (envelope.name === 'events_api' && envelope.detail !== null) summary.addEvent(envelope.detail)
        if (!isShown) return
        const body = options.bodies && envelope.text !== undefined ? terminal.masked(envelope.text) : undefined
        if (output.isJson) output.json({ ...envelopeJson(envelope), ...(body !== undefined && { body }) })
        else {
          const lines =
            body === undefined ? [] : bodyLines({ text: body, left: null }, '·', output.line.room - indent.length)
          output.text([
            envelopeLine(envelope, output.line),
            ...lines.map((line) => indent + output.line.paint.dim(line)),
          ])
        }
      },
      onClosed(closed) {
        if (!isShown) return
        if (output.isJson) output.json(closedJson(closed, now()))
        else output.text(closedLine(closed, { ...output.line, now: now() }))
      },
    })
    if (isShown) {
      if (output.isJson) output.json({ ...openedJson(socket), as: socket.as && actorJson(socket.as) })
      else output.text([openedLine(socket, output.line)])
    }
    return {
      message: (from, message) => guarded(() => observer.message(from, message)),
      closed: () => guarded(() => observer.closed()),
    }
  }

  /**
   * Runs `read`. Prints its error only as a note, because a call that cannot be read must not stop the program's
   * requests.
   */
  function guarded(read: () => void): void {
    try {
      read()
    } catch (error) {
      terminal.noteOnce(`A call could not be read: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  return { exchange: (passed) => guarded(() => exchange(passed)), socket: openSocket }
}

function ticketOf(address: string): string | null {
  return URL.canParse(address) ? new URL(address).searchParams.get('ticket') : null
}
