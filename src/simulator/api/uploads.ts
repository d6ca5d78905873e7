import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { type ReceivedRequest, type Request, text } from '../http/http.ts'
import type { RequestOutcome, RequestPlan } from '../http/request-plan.ts'
import type { Site } from '../http/types.ts'
import type { StoredFile } from '../state/content-types.ts'
import { keepContent, mostOfFile } from '../state/file-content.ts'
import { serviceUrl } from '../state/slack-addresses.ts'

const place = '/upload/v1/'

/** Returns the URL to which an app sends the bytes of a file, in the second of the three steps of an upload. */
export function uploadUrl(url: string, ticket: string): string {
  return `${serviceUrl(url, 'files')}${place}${ticket}`
}

/** Whether a request sends the bytes of a file to an upload URL. */
export function isUpload(verb: string, path: string): boolean {
  return verb === 'POST' && path.startsWith(place)
}

/**
 * Reads an upload's body of any size. Returns the number and the hash of its bytes, and the bytes themselves when there
 * are at most `mostOfFile`. In a multipart body, only the first file is read.
 */
export async function receiveUpload(message: IncomingMessage): Promise<ReceivedRequest> {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)/i.exec(message.headers['content-type'] ?? '')?.[1]
  const hash = createHash('sha256')
  const chunks: Buffer[] = []
  let bytes = 0
  const add = (chunk: Buffer) => {
    bytes += chunk.length
    hash.update(chunk)
    if (bytes <= mostOfFile) chunks.push(chunk)
    else chunks.length = 0
  }
  const take = boundary === undefined ? add : takeFirstFile(boundary, add)
  for await (const chunk of message) take(chunk as Buffer)
  return { bytes, sha256: hash.digest('hex'), ...(bytes <= mostOfFile && { content: Buffer.concat(chunks) }) }
}

/** Maximum length in bytes of the header of a part in a multipart body. */
const longestHead = 16 * 1024

/**
 * Returns a function that takes the chunks of a multipart body, one after the other, and passes the bytes of the first
 * part with a file name to `add`.
 */
function takeFirstFile(boundary: string, add: (chunk: Buffer) => void): (chunk: Buffer) => void {
  const mark = Buffer.from(`\r\n--${boundary}`)
  // Every boundary except the first one starts with a line break, so a line break is added before the first one.
  let rest: Buffer = Buffer.from('\r\n')
  let state: 'between' | 'head' | 'file' | 'done' = 'between'

  /** Reads the header of a part. Like `readToMark`, returns whether `rest` can contain more to read. */
  const readHead = () => {
    const end = rest.indexOf('\r\n\r\n')
    if (end < 0) {
      if (rest.length > longestHead) state = 'done'
      return false
    }
    state = /\bfilename\*?=/i.test(rest.subarray(0, end).toString('latin1')) ? 'file' : 'between'
    rest = rest.subarray(end + 4)
    return true
  }
  const readToMark = () => {
    const at = rest.indexOf(mark)
    // The end of a chunk can be the start of a boundary, so its last bytes wait for the next chunk.
    const end = at < 0 ? Math.max(0, rest.length - mark.length + 1) : at
    if (state === 'file') add(rest.subarray(0, end))
    rest = rest.subarray(at < 0 ? end : at + mark.length)
    if (at < 0) return false
    state = state === 'file' ? 'done' : 'head'
    return state === 'head'
  }
  return (chunk) => {
    if (state === 'done') return
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    let more = true
    while (more) more = state === 'head' ? readHead() : readToMark()
  }
}

/**
 * Plans the answer to an upload of a file's bytes, after `files.getUploadURLExternal`. As in Slack, no token is needed:
 * anyone who knows the URL can upload.
 */
export function planUpload(site: Site, { path, received = { bytes: 0, sha256: '' } }: Request): RequestPlan {
  const { world } = site
  const ticket = path.slice(place.length)
  const file = world.state.files.find((one) => one.ticket === ticket && !one.completed)
  return {
    what: 'upload',
    args: { file: file?.id ?? 'unknown', bytes: String(received.bytes) },
    refuse: (code) => refused(400, code),
    perform() {
      if (!file) return refused(404, 'upload_not_found')
      if (file.size !== received.bytes) site.warn(wrongLength(file, received))
      file.size = received.bytes
      file.sha256 = received.sha256
      keepContent(world, file, received.content)
      world.changed()
      return { reply: text(200, `OK - ${received.bytes}`), error: null, as: null }
    },
  }
}

function refused(status: number, code: string): RequestOutcome {
  return { reply: text(status, code), error: code, as: null }
}

function wrongLength({ name, size }: StoredFile, { bytes }: ReceivedRequest): string {
  return `The upload of ${name} has ${bytes} bytes; files.getUploadURLExternal got the length ${size}`
}
