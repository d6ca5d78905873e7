import type { AsOptions } from '../../auth/as-option.ts'
import { CliError } from '../../errors.ts'
import { isPerson } from '../../slack/client/find-user.ts'
import { type MessagePlace, requireMessageLocation } from '../../slack/client/permalink.ts'
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

/** What one command line wants done, checked as far as that goes without asking Slack. */
export interface PostPlan {
  readonly action: PostAction
  /** As given, or from a permalink; undefined for the test message. */
  readonly channel: string | undefined
  /** Undefined: none; `-`: to be read. */
  readonly text: string | undefined
  readonly blocks: string | undefined
  /** Of the message that is changed or deleted. */
  readonly ts: string | undefined
  readonly threadTs: string | undefined
  readonly broadcast: boolean
  /** Who alone sees it, as given. */
  readonly reader: string | undefined
  /** Unix seconds. */
  readonly postAt: number | undefined
  /** `username`, `icon_emoji`, `icon_url`. */
  readonly author: Readonly<Record<string, string>>
}

/**
 * Reads a command line of `post`. A permalink names the channel too, so then one word besides is the text.
 * @param now milliseconds since 1970.
 * @throws CliError usage; slack, with Slack's own code, for what Slack is known to refuse.
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

/** What does not go with what. */
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
      throw new CliError('usage', `--${one} does not go with --${other}`, {
        hint: 'Leave one of them out; what there is: slack-tokens post --help',
      })
    }
  }
  if (options.broadcast && options.thread === undefined) {
    throw new CliError('usage', '--broadcast shows a reply in the channel too, and this is no reply', {
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
  throw new CliError('usage', `The link leads to a message in ${linked}, and ${first} is named besides`, {
    hint: 'Leave the channel out: the link names it',
  })
}

function checkWords(action: PostAction, { channel, text }: PostWords, { blocks, thread }: PostOptions): void {
  const wanting = action !== 'post' ? action : thread === undefined ? undefined : 'thread'
  if (channel === undefined && wanting) {
    throw new CliError('usage', `--${wanting} wants to know the channel`, {
      hint: 'Name it first, such as slack-tokens post "#general" "hello"; the link of a message names it too',
    })
  }
  if (action === 'delete' && text !== undefined) {
    throw new CliError('usage', '--delete takes no text', {
      hint: 'To change what the message says: --update in its place',
    })
  }
  if (action === 'ephemeral' && channel !== undefined && isPerson(channel)) {
    throw new CliError('usage', 'A message that one person alone sees stands in a channel, not in direct messages', {
      hint: 'Name a channel that the person is in: slack-tokens post "#general" "hello" --ephemeral @dana',
    })
  }
  if (channel !== undefined && text === undefined && blocks === undefined && action !== 'delete') {
    throw new CliError('usage', 'A channel without a text', { hint: `Give both: slack-tokens post ${both(channel)}` })
  }
}

function both(channel: string): string {
  if (channel === '-') return '"#general" -'
  // What is written like no channel was most likely meant as the text.
  return !/^([#@]|[CDGUW][A-Z0-9]{6,}$)/.test(channel) ? `"#general" "${channel}"` : `"${channel}" "hello"`
}

/** `:robot_face:` or the https address of a picture. @throws CliError usage. */
export function readIcon(text: string): Readonly<Record<string, string>> {
  if (/^:[^\s:]+:$/.test(text)) return { icon_emoji: text }
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return { icon_url: text }
  throw new CliError('usage', '--icon is neither an emoji nor the address of a picture', {
    hint: 'Give :robot_face: or https://…/picture.png',
  })
}
