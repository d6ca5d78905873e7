import { Readable } from 'node:stream'
import { CliError, foreignCode } from '../../errors.ts'
import { isLoopback } from '../../net/is-loopback.ts'
import { errorFacts } from '../facts/errors.ts'
import type { Answer } from './client.ts'
import { networkError } from './network-error.ts'
import { waitingOutLimits } from './rate-limit.ts'
import { request } from './transport.ts'
import type { ReceivedAnswer, RequestContext } from './types.ts'

/** A file on its way. */
export interface Upload {
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** Exactly `size` bytes, from the beginning at every call. */
  readonly read: () => Readable
  /** What a picture shows, for those who cannot see it. */
  readonly altText?: string
  /** Called with the bytes handed over so far. */
  readonly onProgress?: (sent: number) => void
}

/** Where files are shared, all in one message. */
export interface Sharing {
  /** The id of a conversation, or of a person. Left out: they stay private. */
  readonly target?: string
  /** The message that they are shared with. */
  readonly comment?: string
  /** Of the message that they are a reply to. */
  readonly threadTs?: string
}

export interface UploadTransport {
  /** Calls a method, always as the same identity: another can't complete the upload. @throws CliError for `ok: false`. */
  readonly call: (method: string, args: Readonly<Record<string, string>>) => Promise<Answer['body']>
  /** Base of the Web API that is called. */
  readonly apiUrl: string
  /** The wire leads to the simulator, whatever host a URL names. */
  readonly simulator: boolean
  readonly request: RequestContext
}

/** A file whose bytes are at Slack, and which nobody sees until the upload is completed. */
export interface StartedUpload {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly size: number
}

/**
 * The first two of Slack's three steps (docs.slack.dev/messaging/working-with-files): an address for the bytes, and the
 * bytes.
 * @returns the file's id.
 * @throws CliError slack and the like: what Slack answered; failed: network, or an address that is not Slack's.
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

/** The third step: says that the bytes are complete, and shares the files. @throws CliError for `ok: false`. */
export async function completeUploads(
  files: readonly StartedUpload[],
  { target, comment, threadTs }: Sharing,
  { call }: Pick<UploadTransport, 'call'>,
): Promise<readonly StartedUpload[]> {
  const done = await call('files.completeUploadExternal', {
    files: JSON.stringify(files.map(({ id, title }) => ({ id, title }))),
    // People are taken in `channels` alone.
    ...(target !== undefined && { [/^[UW]/.test(target) ? 'channels' : 'channel_id']: target }),
    ...(comment !== undefined && { initial_comment: comment }),
    ...(threadTs !== undefined && { thread_ts: threadTs }),
  })
  const answered = Array.isArray(done['files']) ? (done['files'] as ({ id?: string; title?: string } | null)[]) : []
  return files.map((file) => ({ ...file, title: answered.find((one) => one?.id === file.id)?.title ?? file.title }))
}

/**
 * Where bytes may go: https to Slack's own hosts, else back to the API that named the address when that is on this
 * computer. An answer that names any other place gets no file.
 * @throws CliError failed.
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
  throw new CliError('failed', `Nothing was uploaded: ${api.host} wants the bytes at ${url?.host ?? 'no address'}`, {
    code: 'foreign_upload_url',
    hint: 'Files go to https addresses of slack.com only: check which API is used (--api-url, SLACK_API_URL)',
  })
}

function isSlack({ protocol, hostname, port }: URL): boolean {
  return protocol === 'https:' && port === '' && /(^|\.)slack(-gov)?\.com$/.test(hostname)
}

const uploadHeaders = { 'content-type': 'application/octet-stream', 'user-agent': 'slack-tokens' }

/** The address carries its own permission, so no token goes with the bytes. */
async function sendBytes(url: URL, upload: Upload, wire: RequestContext): Promise<ReceivedAnswer> {
  const { size } = upload
  const stalled = new AbortController()
  // Not for the whole: a large file on a thin line takes its time. Any stop is noticed.
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
  /** Why there were no more bytes to hand over, when the file and not the network is at fault. */
  readonly failure: () => CliError | undefined
}

/** The bytes of the file, seen as they pass. */
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
      failure = new CliError('failed', 'The file could not be read to its end', { code: 'unreadable_file', cause })
      throw failure
    }
    if (sent === size) return
    failure = new CliError('failed', 'The file changed while it was being sent', { code: 'file_changed' })
    throw failure
  }
  return { bytes: Readable.from(pass(), { objectMode: false }), failure: () => failure }
}

/** What the answer to the bytes says, undefined when all arrived. Success is 200 with the text `OK - 1234`. */
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
      hint: facts?.next ?? 'Nothing was shared. Run the command again; with --verbose it shows what was answered',
      details: { status },
    },
  )
}
