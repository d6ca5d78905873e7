import { CliError } from '../errors.ts'

/** A conversation, or a person, that something can be sent to. */
export interface FoundChannel {
  readonly id: string
  /** `#ops`, or the id where only that is known. */
  readonly label: string
}

/** What it takes to look a name up. */
export const channelNeed = {
  what: 'to look up a channel’s name',
  scopes: ['channels:read', 'groups:read'],
  instead: 'Give the channel’s id (C…)',
}

/** Whether `text` is a name and no id. Ids are in capitals, names never (docs.slack.dev/reference/methods/conversations.create). */
export function isChannelName(text: string): boolean {
  return !/^[CGDUW][A-Z0-9]{6,}$/.test(text)
}

export interface Lookup {
  /** Calls a method. @throws CliError for `ok: false`. */
  readonly call: (method: string, args: Readonly<Record<string, string>>) => Promise<Readonly<Record<string, unknown>>>
  /** What the token holds; undefined when that is not known. */
  readonly scopes: readonly string[] | undefined
}

/** Channels on a page, below Slack's limit of 1,000, and how many pages are looked at. */
const pageSize = 999
const mostPages = 20

/**
 * The conversation that an id or a name stands for. Only a name is looked up, page by page.
 * @throws CliError slack: no such channel among those the token sees; usage: the name of a person; what the lookup throws.
 */
export async function findChannel(text: string, { call, scopes }: Lookup): Promise<FoundChannel> {
  if (!isChannelName(text)) return { id: text, label: text }
  if (text.startsWith('@')) {
    throw new CliError('usage', `People are named by their id, not as ${text}`, {
      hint: 'Find it (U…) with: slack-tokens call users.list',
    })
  }
  const name = text.replace(/^#/, '').toLowerCase()
  const tried = kindsToTry(scopes)
  for (const [index, types] of tried.entries()) {
    try {
      return await search(name, types, call)
    } catch (error) {
      const again = error instanceof CliError && error.code === 'missing_scope' && index + 1 < tried.length
      if (!again) throw error
    }
  }
  throw notFound(name)
}

/** A token of unknown scopes is tried with all that it may see, then with public channels alone. */
function kindsToTry(scopes: readonly string[] | undefined): readonly string[] {
  const known = [
    ...(scopes?.includes('channels:read') ? ['public_channel'] : []),
    ...(scopes?.includes('groups:read') ? ['private_channel'] : []),
  ]
  return known.length > 0 ? [known.join(',')] : ['public_channel,private_channel', 'public_channel']
}

async function search(name: string, types: string, call: Lookup['call']): Promise<FoundChannel> {
  let cursor = ''
  for (let page = 0; page < mostPages; page += 1) {
    const body = await call('conversations.list', {
      types,
      limit: String(pageSize),
      exclude_archived: 'true',
      ...(cursor && { cursor }),
    })
    const channels = Array.isArray(body['channels']) ? (body['channels'] as Readonly<Record<string, unknown>>[]) : []
    const found = channels.find((channel) => channel['name'] === name || channel['name_normalized'] === name)
    if (typeof found?.['id'] === 'string') return { id: found['id'], label: `#${name}` }
    const metadata = body['response_metadata'] as { next_cursor?: unknown } | undefined
    cursor = typeof metadata?.next_cursor === 'string' ? metadata.next_cursor : ''
    if (cursor === '') throw notFound(name)
  }
  throw new CliError('slack', `#${name} is not among the first ${mostPages * pageSize} channels`, {
    code: 'channel_not_found',
    hint: channelNeed.instead,
  })
}

function notFound(name: string): CliError {
  return new CliError('slack', `No channel that this token sees is called #${name}`, {
    code: 'channel_not_found',
    hint: `${channelNeed.instead}. A private channel is seen by its members only, with the scope groups:read; a bot joins by /invite @APP in it`,
  })
}
