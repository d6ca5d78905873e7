import type { Readable, Writable } from 'node:stream'
import type { CdpCommands, CdpEvents } from './cdp-types.ts'

type CdpEventName = keyof CdpEvents
type CommandName = keyof CdpCommands

/** A connection to one Chromium by the DevTools protocol. */
export interface Cdp {
  /**
   * Sends a command. `session` is the id of a page's session; undefined for the browser itself.
   * @throws CdpError when Chromium refuses the command, does not answer in time, or has ended; the reason of the signal
   * after an abort
   */
  send<Name extends CommandName>(
    method: Name,
    params: CdpCommands[Name][0],
    session?: string,
  ): Promise<CdpCommands[Name][1]>
  /**
   * Calls `handler` for each event of this name, with the id of its session. Returns a function that removes the
   * handler.
   */
  on<Name extends CdpEventName>(
    method: Name,
    handler: (params: CdpEvents[Name], session: string | undefined) => void,
  ): () => void
  /** Whether the connection has ended. */
  isClosed(): boolean
}

/** Chromium refused a command, did not answer in time, or ended before it answered. */
export class CdpError extends Error {
  /** Whether Chromium still runs, but did not answer in time. */
  readonly isLate: boolean

  constructor(message: string, isLate = false) {
    super(message)
    this.isLate = isLate
  }
}

interface CdpMessage {
  readonly id?: number
  readonly method?: string
  readonly params?: never
  readonly sessionId?: string
  readonly result?: never
  readonly error?: { readonly message: string }
}

/** The time limit for each command, in milliseconds. */
const patience = 60_000

/**
 * Connects to a Chromium that was started with `--remote-debugging-pipe`. Each message is JSON and ends with a NUL.
 * @param to the stream that Chromium reads (its file descriptor 3)
 * @param from the stream that Chromium writes (its file descriptor 4)
 * @param signal ends the commands that wait for an answer
 */
export function connectCdp(to: Writable, from: Readable, signal: AbortSignal): Cdp {
  const waiting = new Map<number, { resolve: (result: never) => void; reject: (error: unknown) => void }>()
  const handlers = new Map<string, Set<(params: never, session: string | undefined) => void>>()
  let last = 0
  let isClosed = false

  const receive = (text: string) => {
    const { id, method, params, sessionId, result, error } = JSON.parse(text) as CdpMessage
    if (method !== undefined) {
      for (const handler of handlers.get(method) ?? []) handler(params as never, sessionId)
      return
    }
    const command = waiting.get(id ?? 0)
    waiting.delete(id ?? 0)
    if (error) command?.reject(new CdpError(error.message))
    else command?.resolve(result as never)
  }
  const endAll = (error: unknown) => {
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  const close = () => {
    isClosed = true
    endAll(new CdpError('Chromium has ended'))
  }
  signal.addEventListener('abort', () => endAll(signal.reason), { once: true })
  // A picture of a page arrives in many pieces, so the pieces are joined only once.
  let pieces: string[] = []
  from.setEncoding('utf8').on('data', (text: string) => {
    const [first = '', ...others] = text.split('\0')
    pieces.push(first)
    for (const next of others) {
      const whole = pieces.join('')
      pieces = [next]
      receive(whole)
    }
  })
  for (const stream of [from, to]) stream.on('error', close).on('close', close)

  return {
    isClosed: () => isClosed,
    send(method, params, session) {
      return new Promise((resolve, reject) => {
        if (isClosed) return reject(new CdpError('Chromium has ended'))
        last += 1
        const id = last
        const late = () => {
          if (waiting.delete(id)) reject(new CdpError(`Chromium did not answer ${method}`, true))
        }
        waiting.set(id, { resolve, reject })
        setTimeout(late, patience).unref()
        const message = { id, method, params, ...(session !== undefined && { sessionId: session }) }
        to.write(`${JSON.stringify(message)}\0`)
      })
    },
    on(method, handler) {
      const own = handlers.get(method) ?? new Set()
      handlers.set(method, own)
      own.add(handler)
      return () => void own.delete(handler)
    },
  }
}
