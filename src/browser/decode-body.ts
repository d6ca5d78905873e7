import { pipeline, Readable } from 'node:stream'
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib'

/** The maximum number of encodings that are decoded, one inside the other. */
const mostEncodings = 3

/** The options with which a cut-off body is decoded as far as possible, as in browsers. */
const lenient = { finishFlush: constants.Z_SYNC_FLUSH }

/**
 * Returns a body with its Content-Encoding decoded. Only as much is decoded as the reader reads, so that the reader can
 * stop early.
 */
export async function decodeBody(
  body: AsyncIterable<Uint8Array>,
  encoding: string,
): Promise<AsyncIterable<Uint8Array>> {
  const names = encoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .slice(-mostEncodings)
  let decoded = body
  for (const name of names.reverse()) decoded = await decodeOne(decoded, name)
  return decoded
}

async function decodeOne(body: AsyncIterable<Uint8Array>, name: string): Promise<AsyncIterable<Uint8Array>> {
  if (name === 'gzip' || name === 'x-gzip') return through(body, createGunzip(lenient))
  if (name === 'br') return through(body, createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH }))
  if (name !== 'deflate') return body
  const { first, whole } = await peek(body)
  // Some servers send `deflate` without the zlib header. Browsers accept both forms.
  const isZlib = ((first ?? 0) & 0x0f) === 8
  return through(whole, isZlib ? createInflate(lenient) : createInflateRaw(lenient))
}

function through(
  body: AsyncIterable<Uint8Array>,
  decoder: NodeJS.ReadWriteStream & Readable,
): AsyncIterable<Uint8Array> {
  // The callback does nothing, because errors reach the code that reads from the decoder.
  pipeline(Readable.from(body), decoder, () => {})
  return decoder
}

async function peek(body: AsyncIterable<Uint8Array>) {
  const reader = body[Symbol.asyncIterator]()
  const start = await reader.next()
  async function* whole(): AsyncGenerator<Uint8Array> {
    if (!start.done) yield start.value
    yield* { [Symbol.asyncIterator]: () => reader }
  }
  return { first: start.done ? undefined : start.value[0], whole: whole() }
}
