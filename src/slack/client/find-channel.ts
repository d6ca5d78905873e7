import { CliError } from '../../errors.ts'
import { nearest } from '../facts/nearest.ts'
import { nameIn } from '../facts/one-line.ts'
import { readChannel, type SeenChannel } from './channel.ts'
import { findUser, isPerson, personNeed } from './find-user.ts'
import type { ChannelLookup } from './types.ts'

/** A conversation or person that a message can be sent to. */
export interface FoundChannel {
  readonly id: string
  /** The name for messages: `#ops`, `@dana directly`, or the id when only the id is known. */
  readonly label: string
  /** The channel from Slack's list; undefined when no lookup was needed. */
  readonly seen?: SeenChannel
}

/** The scopes for looking up a channel by name. */
export const channelNeed = {
  what: 'to look up a channel’s name',
  scopes: ['channels:read', 'groups:read'],
  instead: 'Give the channel’s id (C…)',
}

/**
 * Whether `text` is a name and not an id: names have no capital letters
 * (docs.slack.dev/reference/methods/conversations.create).
 */
export function isChannelName(text: string): boolean {
  return !/^[CGDUW][A-Z0-9]{6,}$/.test(text)
}

/** Returns the scopes for finding the channel `text`. Undefined for an id, which needs no lookup. */
export function lookupNeed(text: string): typeof channelNeed | undefined {
  if (isPerson(text)) return personNeed(text)
  return isChannelName(text) ? channelNeed : undefined
}

/** Number of channels in a page, below Slack's limit of 1,000, and maximum number of pages to read. */
const pageSize = 999
const mostPages = 20
/** Maximum number of channels to name in an error. */
const mostOthers = 5

/**
 * Finds the conversation for an id, a name or `@person`. An id needs no lookup; names are searched page by page.
 * @throws CliError with the exit reason `slack` when the token sees no channel with that name; any error of the lookup.
 */
export async function findChannel(text: string, lookup: ChannelLookup): Promise<FoundChannel> {
  if (isPerson(text)) {
    const { id, label } = await findUser(text, lookup)
    return { id, label: `${label} directly` }
  }
  if (!isChannelName(text)) return { id: text, label: text }
  const name = plainName(text)
  const { found, near, others } = await findByName(name, lookup)
  if (!found) throw notFound(name, near, others)
  return { id: found.id, label: `#${name}`, seen: found }
}

export interface NameSearch {
  readonly found?: SeenChannel
  /** Names of channels that are similar to the searched name. The searched name may be misspelt. */
  readonly near: readonly string[]
  /** The first channels that the token sees, for a person who does not know any. */
  readonly others: readonly string[]
  /** Whether the search included private channels. */
  readonly privateToo: boolean
}

/** Searches the channels that the token sees for a name. @throws CliError when the token sees too many channels */
export async function findByName(text: string, { call, scopes }: ChannelLookup): Promise<NameSearch> {
  const name = plainName(text)
  const tried = kindsToTry(scopes)
  for (const types of tried) {
    const last = types === tried.at(-1)
    try {
      return { ...(await search(name, types, call)), privateToo: types.includes('private') }
    } catch (error) {
      if (last || !(error instanceof CliError) || error.code !== 'missing_scope') throw error
    }
  }
  return { near: [], others: [], privateToo: false }
}

function plainName(text: string): string {
  return text.replace(/^#/, '').toLowerCase()
}

/**
 * Returns the `types` arguments to try. When the scopes are unknown: public and private channels, then only public
 * ones.
 */
function kindsToTry(scopes: readonly string[] | undefined): readonly string[] {
  const known = [
    ...(scopes?.includes('channels:read') ? ['public_channel'] : []),
    ...(scopes?.includes('groups:read') ? ['private_channel'] : []),
  ]
  return known.length > 0 ? [known.join(',')] : ['public_channel,private_channel', 'public_channel']
}

async function search(
  name: string,
  types: string,
  call: ChannelLookup['call'],
): Promise<Omit<NameSearch, 'privateToo'>> {
  const names: string[] = []
  let cursor = ''
  for (let page = 0; page < mostPages; page += 1) {
    const body = await call('conversations.list', {
      types,
      limit: String(pageSize),
      exclude_archived: 'true',
      ...(cursor && { cursor }),
    })
    const channels = Array.isArray(body['channels']) ? (body['channels'] as Readonly<Record<string, unknown>>[]) : []
    const raw = channels.find((channel) => channel['name'] === name || channel['name_normalized'] === name)
    const found = raw && readChannel(raw)
    if (found) return { found, near: [], others: [] }
    for (const { name: one } of channels) names.push(nameIn(one) ?? '')
    const metadata = body['response_metadata'] as { next_cursor?: unknown } | undefined
    cursor = typeof metadata?.next_cursor === 'string' ? metadata.next_cursor : ''
    if (cursor === '') return { near: nearest(name, names), others: names.filter(Boolean).slice(0, mostOthers) }
  }
  throw new CliError('slack', `#${name} is not among the first ${mostPages * pageSize} channels`, {
    code: 'channel_not_found',
    hint: channelNeed.instead,
  })
}

function notFound(name: string, near: readonly string[], others: readonly string[]): CliError {
  const listed = (names: readonly string[]) => names.map((one) => `#${one}`).join(', ')
  const instead =
    near.length > 0
      ? `Did you mean ${listed(near)}? Or give its id (C…)`
      : others.length > 0
        ? `It sees ${listed(others)}; all of them: slack-tokens call conversations.list. Or give the id (C…)`
        : channelNeed.instead
  return new CliError('slack', `This token sees no channel called #${name}`, {
    code: 'channel_not_found',
    hint: `${instead}. Only members see a private channel, with the scope groups:read; to add a bot, type /invite @APP there`,
  })
}
