import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { type ReceivedRequest, type Request, text } from '../http/http.ts'
import type { RequestOutcome, RequestPlan } from '../http/request-plan.ts'
import type { Site } from '../http/types.ts'
import type { StoredFile } from '../state/content-types.ts'
import { keepContent, mostOfFile } from '../state/file-content.ts'

const place = '/upload/v1/'

/** Returns the address that receives the bytes of a file, in the second of the three steps of an upload. */
export function uploadUrl(url: string, ticket: string): string {
  return `${url}${place}${ticket}`
}

export function isUpload(verb: string, path: string): boolean {
  return verb === 'POST' && path.startsWith(place)
}

/**
 * Reads a body of any size: counts and hashes its bytes, and returns the content of a small one. In a multipart body it
 * reads the first file.
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

/** Maximum length of the header of a part, in bytes. */
const longestHead = 16 * 1024

/**
 * Finds the first part with a file name in a multipart body, and passes its bytes to `add`. Returns the function that
 * takes the chunks of the body.
 */
function takeFirstFile(boundary: string, add: (chunk: Buffer) => void): (chunk: Buffer) => void {
  const mark = Buffer.from(`\r\n--${boundary}`)
  // Each boundary starts with a line break, except the first one, so the line break is added here.
  let rest: Buffer = Buffer.from('\r\n')
  let state: 'between' | 'head' | 'file' | 'done' = 'between'

  /** Each step returns whether `rest` may have more to read. */
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
    // The end of a chunk can be the start of a boundary, so these bytes wait for the next chunk.
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
 * Plans the upload of a file's bytes, after its upload was started. As at Slack, anyone with the address can upload.
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
