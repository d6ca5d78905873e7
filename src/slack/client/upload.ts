import { Readable } from 'node:stream'
import { CliError, foreignCode } from '../../errors.ts'
import { isLoopback } from '../../net/is-loopback.ts'
import { errorFacts } from '../facts/errors.ts'
import { slackDomain } from '../facts/slack-domain.ts'
import type { Answer } from './client.ts'
import { networkError } from './network-error.ts'
import { waitingOutLimits } from './rate-limit.ts'
import { request } from './transport.ts'
import type { ReceivedAnswer, RequestContext } from './types.ts'

/** A file to upload. */
export interface Upload {
  readonly name: string
  /** The size in bytes. */
  readonly size: number
  /** Returns a stream of exactly `size` bytes; each call starts at the beginning of the file. */
  readonly read: () => Readable
  /** A description of a picture for people who cannot see it. */
  readonly altText?: string
  /** Called with the number of bytes that were sent so far. */
  readonly onProgress?: (sent: number) => void
}

/** How to share the files, all in one message. */
export interface Sharing {
  /** The id of a conversation or person; without it, the files stay private. */
  readonly target?: string
  /** The text of the message. */
  readonly comment?: string
  /** The timestamp of the message to which the files reply. */
  readonly threadTs?: string
}

export interface UploadTransport {
  /**
   * Calls a method. All calls must use the same identity, otherwise Slack does not complete the upload.
   * @throws CliError for `ok: false`
   */
  readonly call: (method: string, args: Readonly<Record<string, string>>) => Promise<Answer['body']>
  /** The base URL of the Web API. */
  readonly apiUrl: string
  /** Whether requests go to the simulator, whatever host a URL has. */
  readonly simulator: boolean
  readonly request: RequestContext
}

/** A file whose bytes Slack has received. Nobody can see it before the upload is completed. */
export interface StartedUpload {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly size: number
}

/**
 * Does the first two of Slack's three steps (docs.slack.dev/messaging/working-with-files): gets an upload address and
 * sends the bytes.
 * @returns the file's id.
 * @throws CliError with Slack's code when Slack refuses the upload; with the exit reason `failed` when the network
 * fails, or the upload address is not Slack's.
 */
export async function uploadBytes(upload: Upload, way: UploadTransport): Promise<string> {
  const { name, size, altText } = upload
  const begun = await way.call('files.getUploadURLExternal', {
    filename: name,
    length: String(size),
    ...(altText !== undefined && { alt_txt: altText }),
  })
  const url = checkUploadUrl(begun['upload_url'], way)
  const answer = await waitingOutLimits('the upload', () => sendBytes(url, upload, way.request), way.request)
  const error = uploadError(url, answer, size)
  if (error) throw error
  return typeof begun['file_id'] === 'string' ? begun['file_id'] : ''
}

/** Does the third step: completes the upload and shares the files. @throws CliError for `ok: false` */
export async function completeUploads(
  files: readonly StartedUpload[],
  { target, comment, threadTs }: Sharing,
  { call }: Pick<UploadTransport, 'call'>,
): Promise<readonly StartedUpload[]> {
  const done = await call('files.completeUploadExternal', {
    files: JSON.stringify(files.map(({ id, title }) => ({ id, title }))),
    // Only the argument `channels` accepts user ids.
    ...(target !== undefined && { [/^[UW]/.test(target) ? 'channels' : 'channel_id']: target }),
    ...(comment !== undefined && { initial_comment: comment }),
    ...(threadTs !== undefined && { thread_ts: threadTs }),
  })
  const answered = Array.isArray(done['files']) ? (done['files'] as ({ id?: string; title?: string } | null)[]) : []
  return files.map((file) => ({ ...file, title: answered.find((one) => one?.id === file.id)?.title ?? file.title }))
}

/**
 * Checks an upload address. It must be https on one of Slack's own hosts. If the API is on this computer, the address
 * can also be on the origin of the API.
 * @throws CliError with the exit reason `failed` for any other address; nothing was sent.
 */
export function checkUploadUrl(
  value: unknown,
  { apiUrl, simulator }: Pick<UploadTransport, 'apiUrl' | 'simulator'>,
): URL {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined
  const api = new URL(apiUrl)
  const beside = (one: URL) => isLoopback(api) && isLoopback(one) && one.port === api.port
  const fits = url && (simulator ? isLoopback(url) : isSlack(url) || beside(url))
  if (fits && !url.username && !url.password) return url
  throw new CliError('failed', `Nothing was uploaded: ${api.host} names ${url?.host ?? 'no address'} for the upload`, {
    code: 'foreign_upload_url',
    hint: 'Files go to https addresses of slack.com only: check which API is used (--api-url, SLACK_API_URL)',
  })
}

function isSlack({ protocol, hostname, port }: URL): boolean {
  return protocol === 'https:' && port === '' && slackDomain(hostname) !== undefined
}

const uploadHeaders = { 'content-type': 'application/octet-stream', 'user-agent': 'slack-tokens' }

/** Sends the bytes without a token, because the address itself gives the permission. */
async function sendBytes(url: URL, upload: Upload, wire: RequestContext): Promise<ReceivedAnswer> {
  const { size } = upload
  const stalled = new AbortController()
  // The time limit applies to each pause and not to the whole upload: a large file on a slow connection takes long.
  const timer = setTimeout(() => stalled.abort(new DOMException('No progress', 'TimeoutError')), wire.timeout)
  const passing = watch(upload, () => timer.refresh())
  wire.terminal.trace(`→ POST ${url.host}/upload/… ${size} bytes`)
  try {
    const answer = await request(wire.http, {
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: 'POST',
      headers: { ...uploadHeaders, 'content-length': String(size) },
      body: passing.bytes,
      headersTimeout: 0,
      signal: AbortSignal.any([wire.signal, stalled.signal]),
    })
    const text = await answer.body.text()
    wire.terminal.trace(`← ${answer.statusCode} ${text.slice(0, 200)}`)
    return { status: answer.statusCode, headers: answer.headers, text }
  } catch (error) {
    if (wire.signal.aborted) throw wire.signal.reason
    throw passing.failure() ?? networkError(error, { host: url.host, timeout: wire.timeout })
  } finally {
    clearTimeout(timer)
    passing.bytes.destroy()
  }
}

interface UploadProgress {
  readonly bytes: Readable
  /**
   * Returns the error for a file that changed or that could not be read completely. Undefined when the file had no
   * fault.
   */
  readonly failure: () => CliError | undefined
}

/** Streams the bytes of the file, and reports progress and read errors. */
function watch({ read, size, onProgress }: Upload, onBytes: () => void): UploadProgress {
  let failure: CliError | undefined
  async function* pass() {
    let sent = 0
    try {
      for await (const chunk of read() as AsyncIterable<Buffer>) {
        sent += chunk.length
        onBytes()
        onProgress?.(sent)
        yield chunk
      }
    } catch (cause) {
      failure = new CliError('failed', 'The file could not be read completely', { code: 'unreadable_file', cause })
      throw failure
    }
    if (sent === size) return
    failure = new CliError('failed', 'The file changed while it was being sent', { code: 'file_changed' })
    throw failure
  }
  return { bytes: Readable.from(pass(), { objectMode: false }), failure: () => failure }
}

/**
 * Returns the error in Slack's answer to the uploaded bytes. Undefined when all bytes arrived: status 200 with the text
 * `OK - 1234`.
 */
export function uploadError(url: URL, { status, text }: ReceivedAnswer, size: number): CliError | undefined {
  const arrived = /^OK - (\d+)/.exec(text)?.[1]
  if (status === 200 && (arrived === undefined || Number(arrived) === size)) return undefined
  const facts = errorFacts(text.trim())
  const why =
    status === 200
      ? `${arrived} of ${size} bytes arrived`
      : `${url.host} answered ${status}${facts ? ` ${text.trim()}` : ''}`
  return new CliError(
    facts?.ending ?? 'failed',
    `The file was not uploaded: ${why}${facts ? `. ${facts.means}` : ''}`,
    {
      code: foreignCode(facts ? text.trim() : null, 'upload_failed'),
      hint: facts?.next ?? 'Nothing was shared. Run the command again; --verbose shows the answer',
      details: { status },
    },
  )
}
