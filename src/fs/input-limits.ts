import { addAbortSignal, type Readable } from 'node:stream'
import { decodeText } from './decode-text.ts'
import { tooLarge } from './not-read.ts'

/** Maximum number of bytes of an input: ten thousand installations need about ten million. */
export const mostInput = 64_000_000

export interface Bounds {
  /** When this signal is aborted, reading stops at once and throws the reason of the signal. */
  readonly signal: AbortSignal
  /** Maximum number of bytes. */
  readonly most?: number
}

/**
 * Reads a whole stream as text, up to a limit, because a pipe may never end.
 * @throws NotRead with the code `input_too_large` or `binary_input`; the reason of the signal when it is aborted.
 */
export async function readBounded(stream: Readable, { signal, most = mostInput }: Bounds): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    signal.throwIfAborted()
    for await (const chunk of addAbortSignal(signal, stream) as AsyncIterable<Buffer | string>) {
      const bytes = Buffer.from(chunk as string)
      size += bytes.length
      // When an error ends the loop, Node.js also destroys the stream.
      if (size > most) throw tooLarge(most)
      chunks.push(bytes)
    }
  } catch (error) {
    throw signal.aborted ? signal.reason : error
  }
  return decodeText(Buffer.concat(chunks))
}
