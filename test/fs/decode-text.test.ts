import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { decodeText } from '../../src/fs/decode-text.ts'
import { createMachine } from '../support/cli.ts'
import { assertProperty, fc } from '../support/property.ts'

const littleEndian = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
const bigEndian = (text: string) => Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()])

describe('the decoding of bytes as text', () => {
  it('returns the text of UTF-16 that begins with a byte order mark', () =>
    assertProperty(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(decodeText(littleEndian(text))).toBe(text)
        expect(decodeText(bigEndian(text))).toBe(text)
      }),
    ))

  it('accepts a text whose first 8 KiB end inside a character (only this part is checked)', () =>
    assertProperty(
      fc.property(fc.nat(8), (shift) => {
        const text = `${'a'.repeat(8_188 + shift)}日本\u0000end`
        expect(decodeText(Buffer.from(text))).toBe(text)
      }),
    ))

  it('accepts a text that ends with NUL, as /proc/PID/environ does', () =>
    expect(decodeText(Buffer.from('A=1\0B=日\0'))).toBe('A=1\0B=日\0'))

  it.each([
    ['an archive', gzipSync('hello')],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['a database', Buffer.from('SQLite format 3\0\x10\0\x01\x01')],
  ])('rejects %s', (_what, bytes) => {
    expect(() => decodeText(bytes)).toThrow(expect.objectContaining({ code: 'binary_input' }) as Error)
  })

  it('lets explain read UTF-16, which PowerShell writes into a file or a pipe', async () => {
    using machine = createMachine()
    const answer = littleEndian(JSON.stringify({ ok: false, error: 'invalid_auth' }))
    const { json } = await machine.run(['explain', '-', '--json'], { piping: Readable.from([answer]) })
    expect(json).toMatchObject({ shape: 'error' })
  })

  it('makes a command exit with 2 when standard input is binary', async () => {
    using machine = createMachine()
    const { code, json } = await machine.run(['import', '-', '--json'], { piping: Readable.from([gzipSync('hello')]) })
    expect([code, json]).toEqual([2, expect.objectContaining({ error: 'binary_input' })])
  })
})
