import { CliError } from '../../errors.ts'
import { readChannel, type SeenChannel } from './channel.ts'
import { findByName, isChannelName } from './find-channel.ts'
import type { ChannelLookup } from './types.ts'

/** Whether one token sees a channel. */
export type ChannelVisibility =
  | { readonly state: 'seen'; readonly channel: SeenChannel }
  /** No conversation of that name or id; private channels were searched only when `privateToo`. */
  | { readonly state: 'unseen'; readonly privateToo: boolean; readonly near: readonly string[] }
  /** Slack refused the lookup; `lacks` is the missing scope, if any. */
  | { readonly state: 'unknown'; readonly code: string; readonly lacks: readonly string[] }

/**
 * Looks up a channel by name or id, with read-only methods.
 * @throws CliError failed: network, time-out.
 */
export async function channelVisibility(text: string, lookup: ChannelLookup): Promise<ChannelVisibility> {
  try {
    if (isChannelName(text)) {
      const { found, near, privateToo } = await findByName(text, lookup)
      return found ? { state: 'seen', channel: found } : { state: 'unseen', privateToo, near }
    }
    const { channel } = await lookup.call('conversations.info', { channel: text })
    const seen = typeof channel === 'object' && channel !== null ? readChannel({ ...channel }) : undefined
    return seen ? { state: 'seen', channel: seen } : { state: 'unknown', code: 'unknown_error', lacks: [] }
  } catch (error) {
    if (!(error instanceof CliError) || !['slack', 'wrongToken', 'noToken'].includes(error.failure)) throw error
    if (error.code === 'channel_not_found') return { state: 'unseen', privateToo: true, near: [] }
    const { needed } = error.details
    return { state: 'unknown', code: error.code, lacks: typeof needed === 'string' ? needed.split(',') : [] }
  }
}
