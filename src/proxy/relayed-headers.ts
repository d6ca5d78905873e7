import type { IncomingMessage } from 'node:http'

/**
 * Headers that belong to one connection (RFC 9110, 7.6.1). Transfer-Encoding is not one of them here, because Node.js
 * needs it to frame the body.
 */
const ofOneConnection = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authorization',
  'te',
  'upgrade',
])

/**
 * Returns the headers to pass on, in their order and spelling, as a list of names and values. `Expect` is left out,
 * because Node.js has answered it already.
 */
export function onwardHeaders(raw: readonly string[]): string[] {
  const named = new Set(
    pairsOf(raw).flatMap(([name, value]) =>
      name.toLowerCase() === 'connection' ? value.split(',').map((one) => one.trim().toLowerCase()) : [],
    ),
  )
  return pairsOf(raw)
    .filter(([name]) => {
      const known = name.toLowerCase()
      return !ofOneConnection.has(known) && !named.has(known) && known !== 'expect'
    })
    .flat()
}

/**
 * Returns the headers to pass on for a WebSocket request. They have no header that asks for an extension, because
 * compressed frames cannot be read one by one.
 */
export function upgradeHeaders(raw: readonly string[]): string[] {
  return pairsOf(raw)
    .filter(([name]) => !/^(?:sec-websocket-extensions|proxy-.*)$/i.test(name))
    .flat()
}

/** Returns the head of an answer as HTTP/1.1 text, for a connection that becomes a WebSocket. */
export function rawHead({ statusCode, statusMessage, rawHeaders }: IncomingMessage): string {
  const lines = pairsOf(rawHeaders).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${statusCode} ${statusMessage}\r\n${lines.join('')}\r\n`
}

function pairsOf(raw: readonly string[]): (readonly [name: string, value: string])[] {
  return raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1] ?? ''] as const] : []))
}
