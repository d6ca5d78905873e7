import { describe, expect, it } from 'vitest'
import { readFrames, type WebSocketMessage } from '../../src/proxy/websocket-frames.ts'
import { assertProperty, fc } from '../support/property.ts'

interface FrameForm {
  readonly opcode: number
  readonly payload: Buffer
  readonly last?: boolean
  readonly mask?: Buffer
}

/** Writes one frame as RFC 6455, 5.2 describes it. */
function frame({ opcode, payload, last = true, mask }: FrameForm): Buffer {
  const { length } = payload
  const size = length < 126 ? length : length < 65_536 ? 126 : 127
  const extended = Buffer.alloc(size === 126 ? 2 : size === 127 ? 8 : 0)
  if (size === 126) extended.writeUInt16BE(length)
  if (size === 127) extended.writeBigUInt64BE(BigInt(length))
  const sent = mask ? Buffer.from(payload.map((byte, at) => byte ^ (mask[at % 4] ?? 0))) : payload
  const head = Buffer.from([(last ? 0x80 : 0) | opcode, (mask ? 0x80 : 0) | size])
  return Buffer.concat([head, extended, mask ?? Buffer.alloc(0), sent])
}

/** Reads bytes in chunks that end at the given positions. */
function read(bytes: Buffer, cuts: readonly number[] = []): WebSocketMessage[] {
  const messages: WebSocketMessage[] = []
  const take = readFrames((message) => messages.push(message))
  const ends = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((one, other) => one - other)
  for (const [at, end] of [...ends, bytes.length].entries()) take(bytes.subarray(at === 0 ? 0 : ends[at - 1], end))
  return messages
}

const arbitraryFrame = fc.record({
  text: fc.oneof(
    fc.string({ maxLength: 200 }),
    fc.string({ minLength: 130, maxLength: 400 }),
    fc.constant('x'.repeat(70_000)),
  ),
  isMasked: fc.boolean(),
  isCut: fc.boolean(),
  isPinged: fc.boolean(),
})

describe('the reader of WebSocket frames', () => {
  it('finds the same messages however the bytes are divided into chunks', () =>
    assertProperty(
      fc.property(
        fc.array(arbitraryFrame, { maxLength: 5 }),
        fc.array(fc.nat(200_000), { maxLength: 20 }),
        (forms, cuts) => {
          const expected: unknown[] = []
          const bytes = forms.map(({ text, isMasked, isCut, isPinged }) => {
            const payload = Buffer.from(text)
            const mask = isMasked ? { mask: Buffer.from([1, 200, 3, 77]) } : {}
            const ping = isPinged ? [frame({ opcode: 9, payload: Buffer.from('p'), ...mask })] : []
            // Control frames can stand between the fragments of a message.
            if (isPinged) expected.push({ kind: 'ping', text: undefined, bytes: 1 })
            expected.push({ kind: 'text', text: payload.toString('utf8'), bytes: payload.length })
            if (!isCut) return Buffer.concat([...ping, frame({ opcode: 1, payload, ...mask })])
            const [first, second] = [payload.subarray(0, 7), payload.subarray(7)]
            return Buffer.concat([
              frame({ opcode: 1, payload: first, last: false, ...mask }),
              ...ping,
              frame({ opcode: 0, payload: second, ...mask }),
            ])
          })
          expect(read(Buffer.concat(bytes), cuts)).toEqual(expected)
        },
      ),
    ))

  it('counts the bytes of a message of 300 kB, but does not return its text', () => {
    const payload = Buffer.alloc(300_000, 'x')
    expect(read(frame({ opcode: 1, payload }))).toEqual([{ kind: 'text', text: undefined, bytes: 300_000 }])
  })

  it('reads the next message after a message of 300 kB', () => {
    const bytes = Buffer.concat([
      frame({ opcode: 1, payload: Buffer.alloc(300_000, 'x') }),
      frame({ opcode: 2, payload: Buffer.from('b') }),
      frame({ opcode: 1, payload: Buffer.from('next') }),
    ])
    expect(read(bytes).map(({ kind, text }) => [kind, text])).toEqual([
      ['text', undefined],
      ['binary', undefined],
      ['text', 'next'],
    ])
  })
})
