import { WebSocket } from 'ws'
import type { Simulator } from '../../src/simulator/testing/types.ts'

/** A message of Slack's Socket Mode as JSON. */
export interface SocketFrame {
  readonly type: string
  readonly envelope_id?: string
  readonly retry_attempt?: number
  readonly retry_reason?: string
  readonly accepts_response_payload?: boolean
  readonly num_connections?: number
  readonly reason?: string
}

export interface PlainSocket {
  readonly socket: WebSocket
  readonly frames: SocketFrame[]
  /** Resolves with the next unread frame of this type, which can have arrived before the call. */
  next(type: string): Promise<SocketFrame>
}

/** Requests a WebSocket URL for the simulated app with its app-level token. */
export async function socketUrl(slack: Simulator): Promise<string> {
  const headers = { authorization: `Bearer ${slack.app.appToken}` }
  const answered = await fetch(`${slack.apiUrl}apps.connections.open`, { method: 'POST', headers })
  return ((await answered.json()) as { url: string }).url
}

/** Opens a WebSocket that does not acknowledge frames by itself. Returns the socket and the received frames. */
export function plainSocket(url: string, options: { readonly origin?: string } = {}): PlainSocket {
  const socket = new WebSocket(url, options)
  const frames: SocketFrame[] = []
  const waiting: { readonly type: string; readonly resolve: (frame: SocketFrame) => void }[] = []
  const unread: SocketFrame[] = []
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString('utf8')) as SocketFrame
    frames.push(frame)
    const at = waiting.findIndex(({ type }) => type === frame.type)
    if (at < 0) unread.push(frame)
    else waiting.splice(at, 1)[0]?.resolve(frame)
  })
  return {
    socket,
    frames,
    next: (type) =>
      new Promise((resolve) => {
        const at = unread.findIndex((one) => one.type === type)
        const [frame] = at < 0 ? [] : unread.splice(at, 1)
        if (frame) resolve(frame)
        else waiting.push({ type, resolve })
      }),
  }
}
