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
  /** As the method takes it: an id, or a name where it takes one. */
  readonly channel: string
  readonly label: string
}

/** Methods that take a name themselves, so that nothing has to be looked up (docs.slack.dev/reference/methods/chat.postMessage). */
const takesNames: readonly PostAction[] = ['post', 'schedule']

/** What has to be looked up for a plan, so that it can be refused before anything is sent. */
export function needsOf({ action, channel, reader }: PostPlan) {
  const byName = channel !== undefined && !isPerson(channel) && takesNames.includes(action)
  return [
    channel !== undefined && !byName ? lookupNeed(channel) : undefined,
    reader && lookupNeed(`@${plain(reader)}`),
  ].filter((need) => need !== undefined && need !== '')
}

/**
 * The conversation that a plan names, or for a test message the one of the app with whoever installed it.
 * @throws CliError what the lookup throws; usage: nobody is known to write to.
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

/** The person who alone sees an ephemeral message. */
export async function findReader({ reader }: PostPlan, actor: Actor, context: Context) {
  if (reader === undefined) return undefined
  const seeker = await seekerFor(lookupNeed(`@${plain(reader)}`), actor, context)
  return await findUser(plain(reader), lookupAs(seeker, context))
}

function plain(reader: string): string {
  return reader.replace(/^@/, '')
}

/** chat.postMessage opens direct messages by itself; everything else wants the conversation. */
async function direct({ action }: PostPlan, { id, label }: FoundUser, lookup: ChannelLookup): Promise<PostTarget> {
  if (action === 'post') return { channel: id, label: `${label} directly` }
  const { channel } = await lookup.call('conversations.open', { users: id })
  const opened = (channel as { id?: unknown } | undefined)?.id
  return { channel: typeof opened === 'string' ? opened : id, label: `${label} directly` }
}

/** @throws CliError wrongToken, code `missing_scope`: what a plan needs is known to be missing. */
export async function checkNeeds(actor: Actor, method: string, plan: PostPlan, context: Context): Promise<void> {
  const needs = needsOf(plan).filter((need) => typeof need === 'object')
  const own = await Promise.all(needs.map(async (need) => (await seekerFor(need, actor, context)) === actor))
  checkScopesFor(actor.chosen, method, ...needs.filter((_need, index) => own[index]))
}

/** The conversation between the app and who installed it: the bot writes to the person, the person to the bot. */
function testTarget({ chosen }: Actor): PostTarget {
  const installation = chosen.stored?.installation
  const person = installation?.users[0] ?? installer(chosen)
  const [to, label] =
    chosen.identity === 'bot'
      ? [person?.userId, person ? handleOrId(person, '') : '']
      : [installation?.bot?.userId ?? chosen.stored?.access.userId, `@${installation?.bot?.userName ?? 'you'}`]
  if (to) return { channel: to, label: `${label} directly` }
  throw new CliError('usage', 'It is not known who installed the app, so a test message has nobody to go to', {
    hint: 'Name a channel: slack-tokens post "#general" "hello"',
  })
}

function installer(chosen: Actor['chosen']) {
  const userId = chosen.stored?.installation.responses[0]?.userId
  return userId ? { userId, userName: null } : undefined
}
