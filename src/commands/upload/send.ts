import { type Actor, callAs } from '../../auth/actor.ts'
import { profileOf } from '../../auth/token-errors.ts'
import { CliError, Interruption } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import {
  completeUploads,
  type Sharing,
  type StartedUpload,
  type UploadTransport,
  uploadBytes,
} from '../../slack/client/upload.ts'
import { progressLine } from '../../terminal/progress-bar.ts'
import type { LocalFile } from './local-file.ts'

/** A file with its name, title and description in Slack. */
export interface UploadItem {
  readonly file: LocalFile
  readonly name: string
  readonly title: string
  readonly altText?: string
}

export interface UploadBatch {
  readonly items: readonly UploadItem[]
  readonly sharing: Sharing
}

/**
 * Sends every file, then shares all files in one message. All calls use one identity, because Slack does not let
 * another identity complete an upload.
 * @throws CliError that names the files uploaded so far, and the command that continues.
 */
export async function sendParcel(
  parcel: UploadBatch,
  actor: Actor,
  context: Context,
): Promise<readonly StartedUpload[]> {
  const { items, sharing } = parcel
  const transport: UploadTransport = {
    call: async (method, args) => (await callAs(actor, method, args)).body,
    apiUrl: actor.chosen.apiUrl,
    simulator: actor.chosen.simulator,
    request: actor.request,
  }
  const up: StartedUpload[] = []
  for (const item of items) {
    try {
      up.push(await sendOne(item, { number: up.length + 1, total: items.length, transport }, context))
    } catch (error) {
      throw items.length > 1 ? withState(error, { parcel, up, failed: item }, actor) : error
    }
  }
  try {
    return await completeUploads(up, sharing, transport)
  } catch (error) {
    throw withState(error, { parcel, up }, actor)
  }
}

interface UploadTurn {
  readonly number: number
  readonly total: number
  readonly transport: UploadTransport
}

async function sendOne(
  { file, name, title, altText }: UploadItem,
  { transport, ...turn }: UploadTurn,
  context: Context,
): Promise<StartedUpload> {
  const { terminal, clock } = context
  const { size } = file
  const started = clock.now()
  let sent = 0
  const uploading = uploadBytes(
    {
      name,
      size,
      read: file.read,
      onProgress: (bytes) => {
        sent = bytes
      },
      ...(altText !== undefined && { altText }),
    },
    transport,
  )
  const label = () => progressLine({ name, ...turn, sent, size, elapsed: clock.now() - started })
  const id = await terminal.wait(label, uploading)
  if (!(await file.unchanged())) {
    terminal.warn(`${name} changed while it was sent: its first ${size} bytes were uploaded, perhaps old and new mixed`)
  }
  return { id, name, title, size }
}

interface UploadState {
  readonly parcel: UploadBatch
  /** The files whose bytes were sent to Slack. */
  readonly up: readonly StartedUpload[]
  /** The file that failed; undefined when all were sent. */
  readonly failed?: UploadItem
}

/**
 * Adds the state of every file to the error and returns it, because an uploaded file is invisible in Slack until it is
 * shared.
 */
function withState(error: unknown, { parcel, up, failed }: UploadState, actor: Actor): unknown {
  if (!(error instanceof CliError) || error instanceof Interruption) return error
  const left = parcel.items.slice(up.length + (failed ? 1 : 0)).map(({ name }) => name)
  const states = [
    failed ? `The file was ${failed.name}.` : '',
    up.length > 0 ? `Uploaded, but not shared yet: ${up.map(({ name }) => name).join(', ')}.` : 'Nothing was uploaded.',
    left.length > 0 ? `Not started: ${left.join(', ')}.` : '',
  ]
  const { failure, message, code, hint, details } = error
  const share = `Share what was uploaded: slack-tokens call files.completeUploadExternal ${shareArguments(up, parcel, actor)}`
  const stop = /[.?!]$/.test(message) ? '' : '.'
  return new CliError(failure, `${message}${stop} ${states.filter(Boolean).join(' ')}`, {
    code,
    hint: up.length > 0 ? [hint, share].filter(Boolean).join('   ') : hint,
    details: { ...details, up: up.map(({ id, name }) => ({ id, name })), ...(failed && { failed: failed.name }), left },
    cause: error,
  })
}

function shareArguments(
  up: readonly StartedUpload[],
  { sharing: { target, threadTs } }: UploadBatch,
  { chosen }: Actor,
): string {
  const files = `files:='${JSON.stringify(up.map(({ id }) => ({ id })))}'`
  const where = target === undefined ? '' : ` ${/^[UW]/.test(target) ? 'channels' : 'channel_id'}=${target}`
  const thread = threadTs === undefined ? '' : ` thread_ts=${threadTs}`
  return `${files}${where}${thread}${chosen.identity === 'user' ? ' --as user' : ''}${profileOf(chosen)}`
}
