import type { IncomingHttpHeaders } from 'node:http'
import type { WebSocketMessage } from './websocket-frames.ts'

/** One direction of a request: its headers, and as much of its body as was kept to be read. */
export interface ObservedMessage {
  readonly headers: IncomingHttpHeaders
  /** Number of bytes of the body, as they were sent. */
  readonly bytes: number
  /** The start of the body, decoded; undefined when it is not text, or in an encoding that is not known. */
  readonly text: string | undefined
  /** Whether `text` is the whole body. */
  readonly isWhole: boolean
}

/**
 * Why a request got no complete answer. `unreachable`: there was no connection to Slack, or it broke before an answer.
 * `cut`: the answer stopped. `cancelled`: the program closed its connection first.
 */
export interface RelayFailure {
  readonly what: 'unreachable' | 'cut' | 'cancelled'
  readonly error?: unknown
}

/** A request of a program to one of Slack's hosts, and the answer. */
export interface RelayedExchange {
  /** The time at which the request arrived, in milliseconds since 1970. */
  readonly at: number
  readonly host: string
  readonly verb: string
  /** Path and query. */
  readonly target: string
  readonly request: ObservedMessage
  readonly response: (ObservedMessage & { readonly status: number }) | undefined
  /** Milliseconds from the request's arrival to the end of the answer. */
  readonly milliseconds: number
  readonly failure: RelayFailure | undefined
}

/** A WebSocket that Slack accepted. */
export interface OpenedSocket {
  /** The time at which Slack accepted it, in milliseconds since 1970. */
  readonly at: number
  readonly host: string
  /** Path and query, with the ticket. */
  readonly target: string
}

export interface SocketObserver {
  message(from: 'slack' | 'program', message: WebSocketMessage): void
  closed(): void
}

/** Receives what passes by. It is called after the bytes were passed on, and cannot change them. */
export interface RelayObserver {
  exchange(exchange: RelayedExchange): void
  socket(socket: OpenedSocket): SocketObserver
}
