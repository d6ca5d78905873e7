import type { AsOptions } from '../../auth/as-option.ts'
import { CliError } from '../../errors.ts'
import { isPerson } from '../../slack/client/find-user.ts'
import { type MessagePlace, requireMessageLocation } from '../../slack/client/permalink.ts'
import { quoted } from '../../terminal/shell-word.ts'
import { readTime } from './schedule-time.ts'

export interface PostOptions extends AsOptions<'auto'> {
  readonly channel: string | undefined
  readonly text: string | undefined
  readonly blocks?: string
  readonly thread?: string
  readonly broadcast?: boolean
  readonly ephemeral?: string
  readonly schedule?: string
  readonly update?: string
  readonly delete?: string
  readonly name?: string
  readonly icon?: string
  readonly force?: boolean
}

export const methods = {
  post: 'chat.postMessage',
  ephemeral: 'chat.postEphemeral',
  schedule: 'chat.scheduleMessage',
  update: 'chat.update',
  delete: 'chat.delete',
} as const

export type PostAction = keyof typeof methods

/** What one `post` command line requests. It is checked as far as possible without calling Slack. */
export interface PostPlan {
  readonly action: PostAction
  /** The channel as typed, or from a permalink; undefined for the test message. */
  readonly channel: string | undefined
  /** The message text; `-` means standard input. */
  readonly text: string | undefined
  readonly blocks: string | undefined
  /** The `ts` of the message to change or delete. */
  readonly ts: string | undefined
  readonly threadTs: string | undefined
  readonly broadcast: boolean
  /** The person who sees the ephemeral message: the name or id as typed. Undefined for any other message. */
  readonly reader: string | undefined
  /** The time to post the message, in Unix seconds. */
  readonly postAt: number | undefined
  /** The arguments `username`, `icon_emoji` and `icon_url`. An argument that the user did not give is missing. */
  readonly author: Readonly<Record<string, string>>
}

/**
 * Parses a `post` command line. If a permalink names the channel, the only word is the text.
 * @param now milliseconds since 1970.
 * @throws CliError with the exit reason `usage`: the command line is invalid; `slack` and Slack's code: Slack would
 * certainly refuse the call.
 */
export function planPost(options: PostOptions, now: number): PostPlan {
  checkTogether(options)
  const action =
    (['ephemeral', 'schedule', 'update', 'delete'] as const).find((one) => options[one] !== undefined) ?? 'post'
  const target = action === 'update' || action === 'delete' ? readPlace(`--${action}`, options[action]) : undefined
  const thread = readPlace('--thread', options.thread)
  const words = readWords(options, target?.channel ?? thread?.channel)
  checkWords(action, words, options)
  return {
    action,
    ...words,
    blocks: options.blocks,
    ts: target?.ts,
    threadTs: thread?.threadTs ?? thread?.ts,
    broadcast: options.broadcast ?? false,
    reader: options.ephemeral,
    postAt: options.schedule === undefined ? undefined : readTime(options.schedule, now),
    author: {
      ...(options.name !== undefined && { username: options.name }),
      ...(options.icon !== undefined && readIcon(options.icon)),
    },
  }
}

type Flag = Exclude<keyof PostOptions, 'channel' | 'text' | 'as' | 'asUser' | 'asBot' | 'force'>

/** Flags. Each flag is followed by the flags with which it cannot be combined. */
const apart: readonly [Flag, readonly Flag[]][] = [
  ['delete', ['update', 'ephemeral', 'schedule', 'thread', 'broadcast', 'blocks', 'name', 'icon']],
  ['update', ['ephemeral', 'schedule', 'thread', 'broadcast', 'name', 'icon']],
  ['ephemeral', ['schedule', 'broadcast']],
  ['schedule', ['name', 'icon']],
]

function checkTogether(options: PostOptions): void {
  for (const [one, others] of apart) {
    const other = options[one] === undefined ? undefined : others.find((flag) => options[flag] !== undefined)
    if (other) {
      throw new CliError('usage', `--${one} can’t be combined with --${other}`, {
        hint: 'Leave one of them out. Usage: slack-tokens post --help',
      })
    }
  }
  if (options.broadcast && options.thread === undefined) {
    throw new CliError('usage', '--broadcast shows a reply in the channel too, but this is not a reply', {
      hint: 'Name its thread: --thread TS, or the link of its first message',
    })
  }
  if (options.text === '-' && options.blocks === '-') {
    throw new CliError('usage', 'Standard input can be the text or the blocks, not both', {
      hint: 'Put the blocks into a file: --blocks FILE',
    })
  }
}

function readPlace(flag: string, text: string | undefined): MessagePlace | undefined {
  return text === undefined ? undefined : requireMessageLocation(flag, text)
}

interface PostWords {
  readonly channel: string | undefined
  readonly text: string | undefined
}

function readWords({ channel: first, text: second }: PostOptions, linked: string | undefined): PostWords {
  if (linked === undefined) return { channel: first, text: second }
  if (first === linked) return { channel: linked, text: second }
  if (second === undefined) return { channel: linked, text: first }
  throw new CliError('usage', `The link is of a message in ${linked}, but you also gave ${first}`, {
    hint: 'Leave the channel out: it is in the link',
  })
}

function checkWords(action: PostAction, { channel, text }: PostWords, { blocks, thread }: PostOptions): void {
  const wanting = action !== 'post' ? action : thread === undefined ? undefined : 'thread'
  if (channel === undefined && wanting) {
    throw new CliError('usage', `--${wanting} needs the channel`, {
      hint: 'Give it first: slack-tokens post "#general" "hello"; or give the link of a message',
    })
  }
  if (action === 'delete' && text !== undefined) {
    throw new CliError('usage', '--delete has no text', {
      hint: 'To change the text of a message, use --update',
    })
  }
  if (action === 'ephemeral' && channel !== undefined && isPerson(channel)) {
    throw new CliError('usage', 'Only a channel can have a message for one person, not a direct conversation', {
      hint: 'Name a channel that the person is in: slack-tokens post "#general" "hello" --ephemeral @dana',
    })
  }
  if (channel !== undefined && text === undefined && blocks === undefined && action !== 'delete') {
    throw new CliError('usage', 'Missing message text', { hint: `Give both: slack-tokens post ${both(channel)}` })
  }
}

function both(channel: string): string {
  if (channel === '-') return '"#general" -'
  if (channel.trim() === '') return '"#general" "hello"'
  // A word that does not look like a channel is most likely the text.
  return /^([#@]|[CDGUW][A-Z0-9]{6,}$)/.test(channel) ? `${typed(channel)} "hello"` : `"#general" ${typed(channel)}`
}

/** Returns a word in double quotes, as the help shows them, or in single quotes where a shell would change it. */
function typed(word: string): string {
  return /["$`\\!]/.test(word) ? quoted(word) : `"${word}"`
}

/**
 * Parses `--icon`: `:robot_face:` or the https URL of a picture.
 * @throws CliError with the exit reason `usage`: the text is neither.
 */
export function readIcon(text: string): Readonly<Record<string, string>> {
  if (/^:[^\s:]+:$/.test(text)) return { icon_emoji: text }
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return { icon_url: text }
  throw new CliError('usage', '--icon is neither an emoji nor the address of a picture', {
    hint: 'Give :robot_face: or https://…/picture.png',
  })
}
