import { type Actor, checkScopesFor } from '../../auth/actor.ts'
import { lookupAs, seekerFor } from '../../auth/lookup.ts'
import { handleOrId } from '../../config/installation.ts'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { findChannel, isChannelName, lookupNeed } from '../../slack/client/find-channel.ts'
import { type FoundUser, findUser, isPerson } from '../../slack/client/find-user.ts'
import type { ChannelLookup } from '../../slack/client/types.ts'
import type { PostAction, PostPlan } from './plan.ts'

/** Where a message goes. */
export interface PostTarget {
  /** The method's `channel` argument: an id, or a name where the method accepts one. */
  readonly channel: string
  readonly label: string
}

/** Actions whose methods accept a channel name, so no lookup is needed (docs.slack.dev/reference/methods/chat.postMessage). */
const takesNames: readonly PostAction[] = ['post', 'schedule']

/** The scopes that a plan's lookups need, so that it can be refused before anything is sent. */
export function needsOf({ action, channel, reader }: PostPlan) {
  const byName = channel !== undefined && !isPerson(channel) && takesNames.includes(action)
  return [
    channel !== undefined && !byName ? lookupNeed(channel) : undefined,
    reader && lookupNeed(`@${plain(reader)}`),
  ].filter((need) => need !== undefined && need !== '')
}

/**
 * Finds the conversation of a plan; for a test message, the one between the app and the person who installed it.
 * @throws CliError what the lookup throws; usage: it is unknown who installed the app.
 */
export async function findTarget(plan: PostPlan, actor: Actor, context: Context): Promise<PostTarget> {
  const { action, channel } = plan
  if (channel === undefined) return testTarget(actor)
  const lookup = lookupAs(await seekerFor(lookupNeed(channel), actor, context), context)
  if (isPerson(channel)) return await direct(plan, await findUser(channel, lookup), lookupAs(actor, context))
  if (!isChannelName(channel) || takesNames.includes(action)) return { channel, label: channel }
  const { id, label } = await findChannel(channel, lookup)
  return { channel: id, label }
}

/** The person who sees an ephemeral message. */
export async function findReader({ reader }: PostPlan, actor: Actor, context: Context) {
  if (reader === undefined) return undefined
  const seeker = await seekerFor(lookupNeed(`@${plain(reader)}`), actor, context)
  return await findUser(plain(reader), lookupAs(seeker, context))
}

function plain(reader: string): string {
  return reader.replace(/^@/, '')
}

/** The target for a user. chat.postMessage accepts a user id; other methods need the id of the direct conversation. */
async function direct({ action }: PostPlan, { id, label }: FoundUser, lookup: ChannelLookup): Promise<PostTarget> {
  if (action === 'post') return { channel: id, label: `${label} directly` }
  const { channel } = await lookup.call('conversations.open', { users: id })
  const opened = (channel as { id?: unknown } | undefined)?.id
  return { channel: typeof opened === 'string' ? opened : id, label: `${label} directly` }
}

/** @throws CliError wrongToken, code `missing_scope`: the token is known to lack a scope that the plan needs. */
export async function checkNeeds(actor: Actor, method: string, plan: PostPlan, context: Context): Promise<void> {
  const needs = needsOf(plan).filter((need) => typeof need === 'object')
  const own = await Promise.all(needs.map(async (need) => (await seekerFor(need, actor, context)) === actor))
  checkScopesFor(actor.chosen, method, ...needs.filter((_need, index) => own[index]))
}

/** The target of a test message: the bot writes to the person who installed it, a user token to the bot. */
function testTarget({ chosen }: Actor): PostTarget {
  const installation = chosen.stored?.installation
  const person = installation?.users[0] ?? installer(chosen)
  const [to, label] =
    chosen.identity === 'bot'
      ? [person?.userId, person ? handleOrId(person, '') : '']
      : [installation?.bot?.userId ?? chosen.stored?.access.userId, `@${installation?.bot?.userName ?? 'you'}`]
  if (to) return { channel: to, label: `${label} directly` }
  throw new CliError('usage', 'It is unknown who installed the app, so there is no recipient for a test message', {
    hint: 'Name a channel: slack-tokens post "#general" "hello"',
  })
}

function installer(chosen: Actor['chosen']) {
  const userId = chosen.stored?.installation.responses[0]?.userId
  return userId ? { userId, userName: null } : undefined
}
