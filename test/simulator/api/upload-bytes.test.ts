import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { receiveUpload } from '../../../src/simulator/api/uploads.ts'
import { assertProperty, fc } from '../../support/property.ts'

const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex')

describe('an upload that arrives in chunks', () => {
  const receive = (pieces: readonly Buffer[], type?: string) =>
    receiveUpload(
      Object.assign(Readable.from(pieces), { headers: { 'content-type': type } }) as unknown as IncomingMessage,
    )

  function inPieces(whole: Buffer, cuts: readonly number[]): Buffer[] {
    const places = [0, ...cuts.map((cut) => cut % (whole.length + 1)).sort((one, other) => one - other), whole.length]
    return places.slice(1).map((end, index) => whole.subarray(places[index] ?? 0, end))
  }

  it('is counted, hashed and stored correctly for any division into chunks', async () => {
    await assertProperty(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.array(fc.nat(), { maxLength: 20 }),
        async (bytes, cuts) => {
          const content = Buffer.from(bytes)
          const expected = { bytes: content.length, sha256: sha256(content), content }
          expect(await receive(inPieces(content, cuts))).toEqual(expected)
        },
      ),
      { numRuns: 100 },
    )
  })

  it('is stored when it is the first file of a form, for any division into chunks and with other fields in the form', async () => {
    // The content often looks like the boundary that ends a part of the form.
    const piece = fc.constantFrom('\r\n', '--', '\r\n--', '\r\n--bound', 'ary', '\r\n\r\n', 'a', '\u0000')
    await assertProperty(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 20 }),
        fc.array(fc.nat(), { maxLength: 20 }),
        fc.boolean(),
        async (parts, cuts, fieldFirst) => {
          const text = parts.join('')
          fc.pre(!text.includes('\r\n--boundary'))
          const content = Buffer.from(text)
          const field = '--boundary\r\ncontent-disposition: form-data; name="token"\r\n\r\nvalue\r\n'
          const whole = Buffer.concat([
            Buffer.from(`${fieldFirst ? field : ''}--boundary\r\ncontent-disposition: form-data; name="body"; `),
            Buffer.from('filename="x"\r\ncontent-type: text/plain\r\n\r\n'),
            content,
            Buffer.from(`\r\n${field}--boundary--\r\n`),
          ])
          const type = 'multipart/form-data; boundary=boundary'
          const expected = { bytes: content.length, sha256: sha256(content), content }
          expect(await receive(inPieces(whole, cuts), type)).toEqual(expected)
        },
      ),
      { numRuns: 300 },
    )
  })

  it.each(['', 'no form', '--boundary', '--boundary\r\nfilename=x', `--boundary\r\n${'x'.repeat(40_000)}`])(
    'is not stored when the form is invalid',
    async (text) => {
      const received = await receive([Buffer.from(text)], 'multipart/form-data; boundary="boundary"')
      expect(received.bytes).toBe(0)
    },
  )
})
