/** A message or control frame of a WebSocket (RFC 6455, 5). */
export interface WebSocketMessage {
  readonly kind: 'text' | 'binary' | 'close' | 'ping' | 'pong' | 'other'
  /** The text of a text message; undefined for other messages, and for a text longer than `mostText`. */
  readonly text: string | undefined
  /** Number of bytes of the payload. */
  readonly bytes: number
}

/** Maximum number of bytes of a text message that is read. */
const mostText = 256 * 1024
const kinds: Readonly<Record<number, WebSocketMessage['kind']>> = {
  1: 'text',
  2: 'binary',
  8: 'close',
  9: 'ping',
  10: 'pong',
}

interface Frame {
  readonly isLast: boolean
  readonly opcode: number
  readonly mask: Buffer | undefined
  readonly length: number
}

/**
 * Returns a function that takes the bytes of one direction of a WebSocket, in chunks of any size, and calls `onMessage`
 * for each message and each control frame. The function stores at most `mostText` bytes. The connection must not use an
 * extension.
 */
export function readFrames(onMessage: (message: WebSocketMessage) => void): (chunk: Buffer) => void {
  let head: Buffer = Buffer.alloc(0)
  let frame: Frame | undefined
  let passed = 0
  let message = emptyMessage(0)
  let control = emptyMessage(0)

  const partOf = ({ opcode }: Frame) => (opcode >= 8 ? control : message)

  function begin(next: Frame): void {
    frame = next
    passed = 0
    if (next.opcode >= 8) control = emptyMessage(next.opcode)
    else if (next.opcode > 0) message = emptyMessage(next.opcode)
  }

  function end({ isLast, opcode }: Frame): void {
    const part = opcode >= 8 ? control : message
    frame = undefined
    if (!isLast) return
    onMessage({
      kind: kinds[part.opcode] ?? 'other',
      text: part.opcode === 1 && part.bytes <= mostText ? Buffer.concat(part.chunks).toString('utf8') : undefined,
      bytes: part.bytes,
    })
    if (opcode < 8) message = emptyMessage(0)
  }

  function payload(open: Frame, bytes: Buffer): void {
    const part = partOf(open)
    part.bytes += bytes.length
    if (part.opcode === 1 && part.bytes <= mostText) part.chunks.push(unmasked(bytes, open.mask, passed))
    else part.chunks = []
    passed += bytes.length
  }

  return (chunk) => {
    let rest = chunk
    while (rest.length > 0 || frame?.length === passed) {
      if (!frame) {
        head = Buffer.concat([head, rest])
        const size = headSize(head)
        if (size === undefined || head.length < size) return
        begin(frameOf(head, size))
        rest = head.subarray(size)
        head = Buffer.alloc(0)
        continue
      }
      const part = rest.subarray(0, frame.length - passed)
      payload(frame, part)
      rest = rest.subarray(part.length)
      if (passed === frame.length) end(frame)
    }
  }
}

function emptyMessage(opcode: number): { readonly opcode: number; bytes: number; chunks: Buffer[] } {
  return { opcode, bytes: 0, chunks: [] }
}

/** Returns the number of bytes before the payload; undefined when `head` is too short to contain this number. */
function headSize(head: Buffer): number | undefined {
  const second = head[1]
  if (second === undefined) return undefined
  const length = second & 0x7f
  return 2 + (length === 126 ? 2 : length === 127 ? 8 : 0) + (second & 0x80 ? 4 : 0)
}

function frameOf(head: Buffer, size: number): Frame {
  const [first = 0, second = 0] = head
  const short = second & 0x7f
  const length = short === 126 ? head.readUInt16BE(2) : short === 127 ? Number(head.readBigUInt64BE(2)) : short
  const mask = second & 0x80 ? Buffer.from(head.subarray(size - 4, size)) : undefined
  return { isLast: (first & 0x80) !== 0, opcode: first & 0x0f, mask, length }
}

function unmasked(bytes: Buffer, mask: Buffer | undefined, from: number): Buffer {
  // Copy the bytes, so that the larger buffer that contains them can be freed.
  const copy = Buffer.from(bytes)
  if (mask) for (let at = 0; at < copy.length; at += 1) copy[at] = (copy[at] ?? 0) ^ (mask[(from + at) % 4] ?? 0)
  return copy
}
