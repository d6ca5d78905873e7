import type { IncomingHttpHeaders } from 'node:http'
import type { WebSocketMessage } from './websocket-frames.ts'

/** A request or an answer: its headers, and the part of its body that the relay stored. */
export interface ObservedMessage {
  readonly headers: IncomingHttpHeaders
  /** Number of bytes of the body, as they were sent. */
  readonly bytes: number
  /** The start of the body, decoded; undefined for a body that is not text or has an unknown encoding. */
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

/** A WebSocket connection that Slack accepted. */
export interface OpenedSocket {
  /** The time at which Slack accepted the WebSocket, in milliseconds since 1970. */
  readonly at: number
  readonly host: string
  /** Path and query, with the ticket. */
  readonly target: string
}

export interface SocketObserver {
  message(from: 'slack' | 'program', message: WebSocketMessage): void
  closed(): void
}

/**
 * Receives a description of the requests, answers and WebSockets that the relay passes on. The relay calls the observer
 * after it passed the bytes on, so the observer cannot change them.
 */
export interface RelayObserver {
  exchange(exchange: RelayedExchange): void
  socket(socket: OpenedSocket): SocketObserver
}
