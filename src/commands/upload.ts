import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { type Actor, type AsOptions, actAs, announceWrite, asOption, callAs, checkScopesFor, who } from '../actor.ts'
import type { Context } from '../context.ts'
import { CliError, systemCode } from '../errors.ts'
import { identityFor } from '../pick-identity.ts'
import { channelNeed, type FoundChannel, findChannel, isChannelName } from '../slack/find-channel.ts'
import { type Uploaded, type UploadWay, uploadFile } from '../slack/upload.ts'

interface UploadOptions extends AsOptions<'auto'> {
  readonly title?: string
  readonly comment?: string
  readonly filename?: string
  readonly force?: boolean
}

export function define(command: Command, context: () => Context): void {
  asOption(command, ['auto'])
    .argument('<file>', 'path of the file')
    .argument('[channel]', '#name, C… or U… (default: nowhere, the file stays private)')
    .option('--title <text>', 'title in Slack (default: the file’s name)')
    .option('-m, --comment <text>', 'the message that the file is shared with')
    .option('--filename <name>', 'name in Slack (default: the file’s own)')
    .option('--force', 'send even what Slack is known to refuse')
    .addHelpText(
      'after',
      '\nThe file belongs to whoever the token acts as. It takes the scope files:write,\nand channels:read where the channel is given by its name.\n\nExamples:\n  slack-tokens upload report.pdf "#ops" --as user\n  slack-tokens upload report.pdf C012AB3CD --as bot -m "Q3, as promised"',
    )
    .action((path: string, channel: string | undefined, options: UploadOptions) =>
      upload(path, channel, options, context()),
    )
}

/** Uploads one file in Slack's three steps, all as the same identity. Says before sending where and as whom. */
export async function upload(
  path: string,
  channel: string | undefined,
  options: UploadOptions,
  context: Context,
): Promise<void> {
  if (options.comment !== undefined && channel === undefined) {
    throw new CliError('usage', '--comment goes with a channel: it is the message that shares the file', {
      hint: `Name one: slack-tokens upload ${path} "#general" --comment "…"`,
    })
  }
  await using file = await openFile(path)
  const actor = await actAs(await identityFor('files.getUploadURLExternal', options, context), context)
  if (!options.force) {
    const byName = channel !== undefined && isChannelName(channel)
    checkScopesFor(actor.chosen, 'files.getUploadURLExternal', ...(byName ? [channelNeed] : []))
  }
  const call = async (method: string, args: Readonly<Record<string, string>>) =>
    (await callAs(actor, method, args)).body
  const scopes = actor.chosen.stored?.access.scopes
  const target = channel === undefined ? undefined : await findChannel(channel, { call, scopes })
  await sayWhere(actor, target, context)
  const uploaded = await send({ file, target, options, call }, actor, context)
  report(uploaded, { actor, target }, context)
}

interface LocalFile extends AsyncDisposable {
  readonly handle: FileHandle
  readonly name: string
  /** Bytes, never 0. */
  readonly size: number
}

/** Opens what is to be sent, so that nothing is asked of Slack for a file that can't be read. */
async function openFile(path: string): Promise<LocalFile> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw notReadable(path, error)
  })
  try {
    const stats = await handle.stat()
    if (!stats.isFile()) {
      throw new CliError('usage', `${path} is ${stats.isDirectory() ? 'a folder' : 'not an ordinary file'}`, {
        code: 'not_a_file',
        hint: stats.isDirectory() ? 'Pack it first: tar czf folder.tgz folder' : 'Save what it holds to a file first',
      })
    }
    if (stats.size === 0) {
      throw new CliError('usage', `${path} is empty, and Slack takes no empty files`, { code: 'empty_file' })
    }
    return { handle, name: basename(path), size: stats.size, [Symbol.asyncDispose]: () => handle.close() }
  } catch (error) {
    await handle.close()
    throw error
  }
}

const causes: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'permission denied',
  EPERM: 'the system does not permit it',
  ELOOP: 'its links go in a circle',
}

function notReadable(path: string, error: unknown): CliError {
  const code = systemCode(error)
  const why = causes[code ?? ''] ?? code ?? 'unknown cause'
  return new CliError('failed', `${path} could not be read: ${why}`, { code: code ?? 'failed', cause: error })
}

async function sayWhere(actor: Actor, target: FoundChannel | undefined, context: Context): Promise<void> {
  await announceWrite(actor, target ? `to ${target.label}` : 'private: no channel is named', context)
  if (!target && actor.chosen.identity === 'bot') {
    context.terminal.warn(
      'Only the bot will see the file. To share it, name a channel; to keep it for yourself: --as user',
    )
  }
}

interface Sending {
  readonly file: LocalFile
  readonly target: FoundChannel | undefined
  readonly options: UploadOptions
  readonly call: UploadWay['call']
}

async function send({ file, target, options, call }: Sending, actor: Actor, { terminal }: Context): Promise<Uploaded> {
  const name = options.filename ?? file.name
  const { handle, size } = file
  let sent = 0
  const uploading = uploadFile(
    {
      name,
      title: options.title ?? name,
      size,
      read: () => handle.createReadStream({ start: 0, end: size - 1, autoClose: false }),
      onProgress: (bytes) => {
        sent = bytes
      },
      ...(target && { target: target.id }),
      ...(options.comment !== undefined && { comment: options.comment }),
    },
    {
      call,
      apiUrl: actor.chosen.apiUrl,
      simulator: actor.chosen.simulator,
      wire: actor.wire,
    },
  )
  const label = () => `Sending ${name}: ${Math.floor((sent / size) * 100)} % of ${readableSize(size)}`
  return await terminal.wait(label, uploading)
}

interface Where {
  readonly actor: Actor
  readonly target: FoundChannel | undefined
}

function report(file: Uploaded, { actor, target }: Where, { terminal }: Context): void {
  const place = target ? `shared in ${target.label} by` : 'kept private to'
  terminal.result(
    { ok: true, file, channel: target?.id ?? null },
    (paint) => `${file.name} (${readableSize(file.size)}) ${place} ${who(actor)}  ${paint.dim(file.id)}`,
  )
}

/** `48 kB`, `1.5 MB`; a kilobyte is 1,000 bytes, as in Slack. */
function readableSize(bytes: number): string {
  if (bytes < 1000) return bytes === 1 ? '1 byte' : `${bytes} bytes`
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} kB`
  if (bytes < 999_950_000) return `${(bytes / 1_000_000).toFixed(1)} MB`
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`
}
