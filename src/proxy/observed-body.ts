import type { IncomingHttpHeaders } from 'node:http'
import { brotliDecompressSync, constants, gunzipSync, inflateSync } from 'node:zlib'
import type { ObservedMessage } from './exchange.ts'

/** Maximum number of bytes to store of a request's body, and of an answer's body, until the answer is complete. */
export const mostRequestBytes = 64 * 1024
export const mostAnswerBytes = 256 * 1024
/** Maximum number of bytes after decompression, because a small body can decompress to gigabytes. */
const mostDecoded = 2 * 1024 * 1024

const readableType = /json|x-www-form-urlencoded|^text\/|^multipart\/form-data/i

/** The body of a message that passes by. */
export interface PassingBody {
  /** Counts the next bytes, and copies those that are stored. */
  add(chunk: Buffer): void
  /** Returns what was observed so far. */
  observed(): ObservedMessage
}

/** Returns an observer of one body. It counts the bytes, and stores the start of the body when the body is text. */
export function observeBody(headers: IncomingHttpHeaders, most: number): PassingBody {
  const type = headers['content-type']
  const isReadable = type === undefined || readableType.test(type)
  const chunks: Buffer[] = []
  let bytes = 0
  let stored = 0
  return {
    add(chunk) {
      bytes += chunk.length
      if (!isReadable || stored >= most) return
      const part = Buffer.from(chunk.subarray(0, most - stored))
      stored += part.length
      chunks.push(part)
    },
    observed() {
      const text = isReadable ? decoded(Buffer.concat(chunks), headers['content-encoding']) : undefined
      return { headers, bytes, text, isWhole: stored === bytes && text !== undefined }
    },
  }
}

/** Returns the start of a body, decoded; undefined when the encoding is unknown or the data is damaged. */
function decoded(bytes: Buffer, encoding = 'identity'): string | undefined {
  if (bytes.length === 0) return ''
  // The body can be cut, so decompression must not require its end.
  const zlib = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: mostDecoded }
  const brotli = { finishFlush: constants.BROTLI_OPERATION_FLUSH, maxOutputLength: mostDecoded }
  const decoders: Readonly<Record<string, () => Buffer>> = {
    identity: () => bytes,
    gzip: () => gunzipSync(bytes, zlib),
    'x-gzip': () => gunzipSync(bytes, zlib),
    deflate: () => inflateSync(bytes, zlib),
    br: () => brotliDecompressSync(bytes, brotli),
  }
  try {
    return decoders[encoding.trim().toLowerCase()]?.().toString('utf8')
  } catch {
    return undefined
  }
}
