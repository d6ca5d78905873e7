import type { Context } from '../runtime/context.ts'
import type { SeenChannel } from '../slack/client/channel.ts'
import { nameIn } from '../slack/facts/one-line.ts'
import { shellWord } from '../terminal/shell-word.ts'
import type { Actor } from './actor.ts'
import { lookupAs } from './lookup.ts'
import { handleOf } from './other-identity.ts'

/**
 * Returns how an actor of the simulator gets into a channel there: the command by which a member invites it. Undefined
 * for a real installation, where a person types that in Slack.
 */
export async function simulatedInvite(
  actor: Actor,
  channel: SeenChannel,
  context: Context,
): Promise<string | undefined> {
  if (!actor.chosen.stored?.installation.simulator) return undefined
  const member = await memberName(actor, channel.id, context)
  const here = channel.name === null ? channel.id : `#${channel.name}`
  return member === undefined
    ? 'Invite it on the page: slack-tokens sim open'
    : `Let a member invite it: slack-tokens sim say "${here}" "/invite ${handleOf(actor)}" --user ${shellWord(member)}`
}

/** Returns the name of the first member of a channel; undefined when there is none. */
async function memberName(actor: Actor, channel: string, context: Context): Promise<string | undefined> {
  const { call } = lookupAs(actor, context)
  const { members } = await call('conversations.members', { channel })
  const first = Array.isArray(members) ? nameIn(members[0]) : null
  if (!first) return undefined
  const { user } = await call('users.info', { user: first })
  return (typeof user === 'object' && user !== null && nameIn((user as { name?: unknown }).name)) || undefined
}
