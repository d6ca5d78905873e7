import { CliError } from '../../errors.ts'
import { readChannel, type SeenChannel } from './channel.ts'
import { findByName, isChannelName } from './find-channel.ts'
import type { ChannelLookup } from './types.ts'

/** The result of looking up a channel with one token. */
export type ChannelVisibility =
  | { readonly state: 'seen'; readonly channel: SeenChannel }
  /**
   * The token sees no conversation with that name or id. Private channels were searched only if `privateToo` is true.
   */
  | {
      readonly state: 'unseen'
      readonly privateToo: boolean
      readonly near: readonly string[]
      /** The first channels that the token sees. */
      readonly others: readonly string[]
    }
  /** Slack refused the lookup; `lacks` is the missing scope, if one is missing. */
  | { readonly state: 'unknown'; readonly code: string; readonly lacks: readonly string[] }

/**
 * Looks up a channel by name or id, with read-only methods.
 * @throws CliError with the exit reason `failed` when the network fails, or no answer arrives in time.
 */
export async function channelVisibility(text: string, lookup: ChannelLookup): Promise<ChannelVisibility> {
  try {
    if (isChannelName(text)) {
      const { found, near, others, privateToo } = await findByName(text, lookup)
      return found ? { state: 'seen', channel: found } : { state: 'unseen', privateToo, near, others }
    }
    const { channel } = await lookup.call('conversations.info', { channel: text })
    const seen = typeof channel === 'object' && channel !== null ? readChannel({ ...channel }) : undefined
    return seen ? { state: 'seen', channel: seen } : { state: 'unknown', code: 'unknown_error', lacks: [] }
  } catch (error) {
    if (!(error instanceof CliError) || !['slack', 'wrongToken', 'noToken'].includes(error.failure)) throw error
    if (error.code === 'channel_not_found') return { state: 'unseen', privateToo: true, near: [], others: [] }
    const { needed } = error.details
    return { state: 'unknown', code: error.code, lacks: typeof needed === 'string' ? needed.split(',') : [] }
  }
}
