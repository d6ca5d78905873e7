import type { Channel, Message } from '../state/content-types.ts'
import { findPerson } from '../state/users.ts'
import type { Call } from './method.ts'

/** A search query, divided into the parts that the simulator supports. */
export interface Query {
  /** Words and phrases in lower case. The text must contain all of them. */
  readonly words: readonly string[]
  /** Words and phrases in lower case that the text must not contain. */
  readonly without: readonly string[]
  /**
   * Names and ids of channels after `in:`, without `#` and angle brackets. `from` has the names and ids of people after
   * `from:`, without `@` and angle brackets.
   */
  readonly inside: readonly string[]
  readonly from: readonly string[]
}

const part = /(-?)(?:(in|from):)?(?:"([^"]*)"|(\S+))/gi

/**
 * Parses a search query such as `release "going out" in:#general from:@dana -draft`; returns undefined when it is
 * empty.
 */
export function parseQuery(text: string): Query | undefined {
  const query = { words: [] as string[], without: [] as string[], inside: [] as string[], from: [] as string[] }
  for (const [, minus, modifier, phrase, word] of text.matchAll(part)) {
    const value = (phrase ?? word ?? '').toLowerCase()
    if (value === '') continue
    if (modifier?.toLowerCase() === 'in') query.inside.push(bare(value))
    else if (modifier?.toLowerCase() === 'from') query.from.push(bare(value))
    else if (minus) query.without.push(value)
    else query.words.push(value)
  }
  return Object.values(query).some((list) => list.length > 0) ? query : undefined
}

/** Returns the id or name in `<#C0SIM|general>`, `#general`, `@dana` or `general`. */
function bare(value: string): string {
  return value.replace(/^<?[#@]?/, '').replace(/(?:\|[^>]*)?>?$/, '')
}

/** Whether a message matches the query. */
export function matches(
  call: Call,
  query: Query,
  { channel, message }: { channel: Channel; message: Message },
): boolean {
  const text = message.text.toLowerCase()
  return (
    query.words.every((word) => text.includes(word)) &&
    !query.without.some((word) => text.includes(word)) &&
    query.inside.every((name) => isIn(call, channel, name)) &&
    query.from.every((name) => isFrom(call, message, name))
  )
}

function isIn({ world, actor }: Call, channel: Channel, name: string): boolean {
  if (channel.id.toLowerCase() === name || (channel.name !== '' && channel.name === name)) return true
  if (channel.kind !== 'im') return false
  return channel.members.some((id) => id !== actor.id && isCalled(id, findPerson(world, id)?.name, name))
}

function isFrom({ world, actor }: Call, { user, username }: Message, name: string): boolean {
  if (name === 'me') return user === actor.id
  return isCalled(user, username ?? findPerson(world, user)?.name, name)
}

function isCalled(id: string, called: string | undefined, name: string): boolean {
  return id.toLowerCase() === name || called?.toLowerCase() === name
}

/** Returns how often the words of a query occur in a text. */
export function hits(text: string, { words }: Query): number {
  return words.reduce((sum, word) => sum + text.toLowerCase().split(word).length - 1, 0)
}

/** Returns the text with the words of the query marked as Slack does; unchanged when the query is undefined. */
export function marked(text: string, query: Query | undefined): string {
  const words = (query?.words ?? []).map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  return words.length === 0 ? text : text.replace(new RegExp(words.join('|'), 'gi'), '\uE000$&\uE001')
}
