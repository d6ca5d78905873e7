import type { Command } from 'commander'
import { type Actor, actAs, actorName, announceWrite, checkScopesFor } from '../../auth/actor.ts'
import { type AsOptions, asOption } from '../../auth/as-option.ts'
import { identityFor } from '../../auth/auto-identity.ts'
import { seekerFor } from '../../auth/lookup.ts'
import type { Context } from '../../runtime/context.ts'
import { type FoundChannel, lookupNeed } from '../../slack/client/find-channel.ts'
import type { StartedUpload } from '../../slack/client/upload.ts'
import { oneLine } from '../../slack/facts/one-line.ts'
import { readableSize } from '../../terminal/progress-bar.ts'
import { readWords, type UploadOptions, type UploadRequest } from './arguments.ts'
import { findOpenChannel } from './check-channel.ts'
import { type LocalFile, openFile, takeInput } from './local-file.ts'
import { sendParcel, type UploadItem } from './send.ts'

interface UploadCommandOptions extends AsOptions<'auto'>, UploadOptions {
  readonly force?: boolean
}

const examples = `
Several files are shared in one message. The last word is the channel if it
looks like one (#name, C…, @person), or is a plain word without a file of that
name; --channel is always clear. The files belong to the token’s identity. This
needs the scope files:write, and channels:read when the channel is given by name.

Examples:
  slack-tokens upload report.pdf "#ops" --as user
  slack-tokens upload report.pdf C012AB3CD --as bot -m "Q3, as promised"
  slack-tokens upload *.png "#design" --as user
  slack-tokens upload chart.png @dana --alt "Sales by month, rising"
  npm test 2>&1 | slack-tokens upload - "#builds" --filename test.log
  slack-tokens upload fix.patch --thread https://acme.slack.com/archives/C0…/p…`

/** Adds arguments, options, help and action to the command `upload`. */
export function define(command: Command, context: () => Context): void {
  asOption(command, ['auto'])
    .argument('<file...>', 'paths, - for standard input; then the channel (default: none, the files stay private)')
    .option('--channel <channel>', '#name, C…, or @handle, U…, email')
    .option('-m, --comment <text>', 'the message that the files are shared with')
    .option('--thread <ts>', 'share them in a reply under this message, by its ts or its link')
    .option('--title <text>', 'title in Slack (default: the file’s name)')
    .option('--alt <text>', 'what the picture shows, for those who cannot see it')
    .option('--filename <name>', 'name in Slack (default: the file’s own)')
    .option('--force', 'send even what Slack is known to refuse')
    .addHelpText('after', examples)
    .action((words: string[], options: UploadCommandOptions) => upload(words, options, context()))
}

/**
 * Uploads files in Slack's three steps, all with the same identity. Prints the channel and the identity before sending.
 */
export async function upload(words: readonly string[], options: UploadCommandOptions, context: Context): Promise<void> {
  const request = readWords(words, options, context.cwd)
  await using files = await openAll(request, options, context)
  const actor = await actAs(await identityFor('files.getUploadURLExternal', options, context), context)
  const { channel } = request
  const need = channel === undefined ? undefined : lookupNeed(channel)
  const seeker = await seekerFor(need, actor, context)
  if (!options.force) {
    checkScopesFor(actor.chosen, 'files.getUploadURLExternal', ...(need && seeker === actor ? [need] : []))
  }
  const target = channel === undefined ? undefined : await findOpenChannel(channel, { actor, seeker }, context)
  await sayWhere(actor, { target, request }, context)
  const { threadTs } = request
  const sharing = {
    ...(target && { target: target.id }),
    ...(options.comment !== undefined && { comment: options.comment }),
    ...(threadTs !== undefined && { threadTs }),
  }
  const items = files.list.map((file) => itemOf(file, options))
  report(await sendParcel({ items, sharing }, actor, context), { actor, target }, context)
}

/** Opens all files before the first call to Slack. Closes the opened files when one file can't be opened. */
async function openAll({ paths }: UploadRequest, { filename = '' }: UploadOptions, context: Context) {
  const list: LocalFile[] = []
  const close = async () => {
    await Promise.all(list.map((file) => file[Symbol.asyncDispose]()))
  }
  try {
    for (const path of paths) {
      list.push(path === '-' ? await takeInput(filename, context) : await openFile(path, context.cwd))
    }
  } catch (error) {
    await close()
    throw error
  }
  return { list, [Symbol.asyncDispose]: close }
}

function itemOf(file: LocalFile, { filename, title, alt }: UploadOptions): UploadItem {
  const name = filename ?? file.name
  return { file, name, title: title ?? name, ...(alt !== undefined && { altText: alt }) }
}

interface UploadDestination {
  readonly target: FoundChannel | undefined
  readonly request: UploadRequest
}

async function sayWhere(actor: Actor, { target, request }: UploadDestination, context: Context): Promise<void> {
  const { paths, threadTs } = request
  const count = paths.length > 1 ? `${paths.length} files ` : ''
  const thread = threadTs === undefined ? '' : `, in the thread of ${threadTs}`
  const place = target ? `${count}to ${target.label}${thread}` : `${count}private, because no channel was given`
  await announceWrite(actor, place, context)
  if (!target && actor.chosen.identity === 'bot') {
    context.terminal.warn(
      `Only the bot will see ${count ? 'the files' : 'the file'}. To share, give a channel; to upload for yourself: --as user`,
    )
  }
}

interface Reported {
  readonly actor: Actor
  readonly target: FoundChannel | undefined
}

function report(files: readonly StartedUpload[], { actor, target }: Reported, { terminal }: Context): void {
  const place = target ? `shared in ${target.label} by` : 'private to'
  terminal.result({ ok: true, files, channel: target?.id ?? null }, (paint) =>
    files
      .map(
        ({ name, size, id }) =>
          `${oneLine(name)} (${readableSize(size)}) ${place} ${actorName(actor)}  ${paint.dim(id)}`,
      )
      .join('\n'),
  )
}
