import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { CliError } from '../../errors.ts'
import { isChannelName } from '../../slack/client/find-channel.ts'
import { isPerson } from '../../slack/client/find-user.ts'
import { requireMessageLocation } from '../../slack/client/permalink.ts'

export interface UploadOptions {
  readonly channel?: string
  readonly title?: string
  readonly alt?: string
  readonly comment?: string
  readonly filename?: string
  readonly thread?: string
}

/** The files and the channel of one `upload` command line. */
export interface UploadRequest {
  /** The paths of the files, at least one; `-` is standard input. */
  readonly paths: readonly string[]
  readonly channel: string | undefined
  readonly threadTs: string | undefined
}

/**
 * Separates the paths of the files from the channel. If there are several words, the last one is the channel if it
 * looks like a channel, or if it is a plain word and no file has that name.
 * @throws CliError with the exit reason `usage`: the words and options do not fit together.
 */
export function readWords(words: readonly string[], options: UploadOptions, cwd: string): UploadRequest {
  const thread = options.thread === undefined ? undefined : requireMessageLocation('--thread', options.thread)
  const last = words.at(-1) ?? ''
  const named = options.channel === undefined && words.length > 1 && isTarget(last, cwd) ? last : undefined
  const paths = named === undefined ? words : words.slice(0, -1)
  const wanted = {
    paths,
    channel: options.channel ?? named ?? thread?.channel,
    threadTs: thread?.threadTs ?? thread?.ts,
  }
  checkTogether(wanted, options)
  return wanted
}

function isTarget(word: string, cwd: string): boolean {
  if (word.startsWith('#') || isPerson(word)) return true
  if (existsSync(resolve(cwd, word))) return false
  // A channel name has no dots and no slashes (docs.slack.dev/reference/methods/conversations.create).
  return !isChannelName(word) || /^[^\s./\\]+$/.test(word)
}

function checkTogether({ paths, channel, threadTs }: UploadRequest, options: UploadOptions): void {
  const [first = 'report.pdf'] = paths
  const alone = (['title', 'alt', 'filename'] as const).find((flag) => options[flag] !== undefined)
  if (paths.length > 1 && alone) {
    throw new CliError('usage', `--${alone} is for one file, but there are ${paths.length}`, {
      hint: 'Upload that file alone, or leave the option out',
    })
  }
  const sharing = options.comment === undefined ? (threadTs === undefined ? undefined : '--thread') : '--comment'
  if (channel === undefined && sharing) {
    throw new CliError('usage', `${sharing} needs a channel: it is for the message that shares the file`, {
      hint: `Name one: slack-tokens upload ${first} "#general" ${sharing} …`,
    })
  }
  if (paths.filter((path) => path === '-').length > 1) {
    throw new CliError('usage', 'Standard input can be one file only', { hint: 'Name the other files by their paths' })
  }
  if (paths.includes('-') && options.filename === undefined) {
    throw new CliError('usage', 'A file from standard input needs a name', {
      hint: 'Give it one: … | slack-tokens upload - "#general" --filename build.log',
    })
  }
}
