import { loginFor } from '../config/login-for.ts'
import { CliError, Interruption } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import { describeChannel, type SeenChannel } from '../slack/client/channel.ts'
import { type ChannelVisibility, channelVisibility } from '../slack/client/channel-visibility.ts'
import { capital } from '../terminal/capital.ts'
import type { Actor } from './actor.ts'
import { lookupAs } from './lookup.ts'
import { handleOf, otherActor } from './other-identity.ts'
import { simulatedInvite } from './simulated-invite.ts'
import { profileOf } from './token-errors.ts'

interface ChannelRequest {
  readonly actor: Actor
  /** The channel as the user gave it. */
  readonly channel: string
  readonly context: Context
  /** Whether the method posts a message. Only then does `chat:write.public` let a bot write without being a member. */
  readonly posting?: boolean
}

/**
 * Finds out why the actor cannot write to a channel: the actor is not a member, cannot see the channel, or the channel
 * does not exist. Calls read-only methods, as this identity and as the other identity of the installation.
 * @returns the error to throw: the same code and exit code, with the reason and a next step. An error with a code other
 * than `not_in_channel` and `channel_not_found` is returned unchanged.
 */
export async function explainChannelError(error: unknown, requested: ChannelRequest): Promise<unknown> {
  if (!(error instanceof CliError) || !['not_in_channel', 'channel_not_found'].includes(error.code)) return error
  const { actor, channel, context } = requested
  const mine = await quietly(() => channelVisibility(channel, lookupAs(actor, context)))
  const other = await quietly(() => otherActor(actor, context))
  const theirs = other && (await quietly(() => channelVisibility(channel, lookupAs(other, context))))
  const inviteTo = async (seen: SeenChannel) => await quietly(() => simulatedInvite(actor, seen, context))
  if (mine?.state === 'seen' && !mine.channel.member) {
    const found = { other, theirs, simulated: await inviteTo(mine.channel) }
    return outside(error, requested, mine.channel, found)
  }
  if (other && theirs?.state === 'seen') {
    const found = { other, theirs, simulated: await inviteTo(theirs.channel) }
    return hidden(error, requested, theirs.channel, found)
  }
  return unfound(error, requested, { other, theirs, mine })
}

interface OtherIdentity {
  readonly other: Actor | undefined
  readonly theirs: ChannelVisibility | undefined
  /** How the actor gets into the channel on the simulator. */
  readonly simulated?: string | undefined
}

/** Returns the result of a lookup; undefined when the lookup fails, because the lookup is only for a hint. */
async function quietly<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof Interruption || !(error instanceof CliError)) throw error
    return undefined
  }
}

/** Returns the error for an actor that sees the channel, but is not a member. */
function outside(
  error: CliError,
  { actor, posting }: ChannelRequest,
  channel: SeenChannel,
  other: OtherIdentity,
): CliError {
  const me = handleOf(actor)
  const { identity, stored } = actor.chosen
  const held = stored?.access.scopes ?? []
  const joins = held.includes(identity === 'bot' ? 'channels:join' : 'channels:write') && channel.kind === 'public'
  const publicly =
    posting && identity === 'bot' && channel.kind === 'public' && stored
      ? `   or avoid the invite: ${loginFor(stored.installation, 'bot', ['chat:write.public'])}${profileOf(actor.chosen)}`
      : ''
  const next = joins
    ? `Join it: slack-tokens call conversations.join channel=${channel.id}${asOf(actor)}`
    : `${invitation(actor, channel, other)}${publicly}`
  return again(error, `${me} sees ${describeChannel(channel)} but is not a member.`, next)
}

/** Returns the error for a channel that only the other identity sees. */
function hidden(error: CliError, { actor }: ChannelRequest, channel: SeenChannel, other: OtherIdentity): CliError {
  const me = handleOf(actor)
  const why =
    channel.kind === 'private'
      ? `${me} is not a member, and Slack hides a private channel from everybody else`
      : `${me} is not a member, or its token can't list the channel`
  const there = other.other ? handleOf(other.other) : ''
  return again(error, `${there} sees ${describeChannel(channel)}: ${why}.`, invitation(actor, channel, other))
}

/** Returns the error for a channel that neither identity sees. Says so if a scope for the lookup is missing. */
function unfound(
  error: CliError,
  { actor, channel }: ChannelRequest,
  found: OtherIdentity & { mine: ChannelVisibility | undefined },
): CliError {
  const { other, theirs, mine } = found
  const shownName = channel.startsWith('#') || /^[CGD][A-Z0-9]{6,}$/.test(channel) ? channel : `#${channel}`
  const unchecked = [mine, theirs]
    .map((visibility, index) => cannot(visibility, index === 0 ? actor : other))
    .filter(Boolean)
  const nobody = mine?.state === 'unseen' && theirs?.state === 'unseen' && other
  const blind = [mine, theirs].some((one) => one?.state === 'unseen' && !one.privateToo)
  const near = [mine, theirs].flatMap((one) => (one?.state === 'unseen' ? one.near : []))
  const others = [mine, theirs].flatMap((one) => (one?.state === 'unseen' ? one.others : []))
  const first = nobody
    ? `Neither ${handleOf(actor)} nor ${handleOf(other)} sees ${shownName}${blind ? '. Listing private channels needs groups:read' : ''}.`
    : ''
  const next =
    near.length > 0
      ? `Did you mean ${[...new Set(near)].map((name) => `#${name}`).join(', ')}?`
      : nobody
        ? `Check the name${seenNames(others)}. To list the channels of this workspace: slack-tokens call conversations.list   To list other installations: slack-tokens list`
        : undefined
  return again(error, [first, ...unchecked].filter(Boolean).join(' '), next)
}

/** Returns a clause with some of the channels that exist; empty when none is known. */
function seenNames(names: readonly string[]): string {
  const some = [...new Set(names)].slice(0, 5).map((name) => `#${name}`)
  return some.length > 0 ? `: there are ${some.join(', ')}` : ''
}

function cannot(visibility: ChannelVisibility | undefined, actor: Actor | undefined): string {
  if (visibility?.state !== 'unknown' || !actor) return ''
  const lacks = visibility.lacks.length > 0 ? `its token lacks ${visibility.lacks.join(' or ')}` : visibility.code
  return capital(`${handleOf(actor)} can't check: ${lacks}.`)
}

/** Returns a text that says how a member of the channel can invite the actor. */
function invitation(actor: Actor, channel: SeenChannel, { other, theirs, simulated }: OtherIdentity): string {
  if (simulated !== undefined) return simulated
  const id = actor.chosen.stored?.access.userId
  const inside = other && theirs?.state === 'seen' && theirs.channel.member === true
  const here = channel.name === null ? channel.id : `#${channel.name}`
  const typed = invitationBy(actor, channel, here)
  if (!inside || !id || !mayInvite(other, channel)) return typed
  return `${typed}   or: slack-tokens call conversations.invite channel=${channel.id} users=${id}${asOf(other)}`
}

function invitationBy(actor: Actor, { kind }: SeenChannel, here: string): string {
  const { identity, stored } = actor.chosen
  if (identity === 'bot') return `Type in ${here}: /invite ${stored ? handleOf(actor) : 'and the app’s name'}`
  if (kind === 'public') return `Join ${here} in Slack`
  return `Have a member type in ${here}: /invite ${stored ? handleOf(actor) : 'and your name'}`
}

function mayInvite({ chosen }: Actor, { kind }: SeenChannel): boolean {
  const family = kind === 'private' ? 'groups' : 'channels'
  const fitting = [`${family}:write`, `${family}:write.invites`, ...(kind === 'private' ? [] : ['channels:manage'])]
  return fitting.some((scope) => chosen.stored?.access.scopes.includes(scope))
}

function asOf({ chosen }: Actor): string {
  return `${chosen.identity === 'user' ? ' --as user' : ''}${profileOf(chosen)}`
}

/** Returns the same error with `reason` in its message and `next` as its hint. */
function again(error: CliError, reason: string, next: string | undefined): CliError {
  const [head = error.message] = error.message.split('. ')
  const { failure, code, details } = error
  const message = reason === '' ? error.message : `${head}. ${capital(reason)}`
  return new CliError(failure, message, { code, hint: next ?? error.hint, details, cause: error })
}
