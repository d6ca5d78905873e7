import { type Actor, checkScopesFor } from '../../auth/actor.ts'
import { lookupAs, seekerFor } from '../../auth/lookup.ts'
import { handleOrId } from '../../config/installation.ts'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { findChannel, isChannelName, lookupNeed } from '../../slack/client/find-channel.ts'
import { type FoundUser, findUser, isPerson } from '../../slack/client/find-user.ts'
import type { ChannelLookup } from '../../slack/client/types.ts'
import type { PostAction, PostPlan } from './plan.ts'

/** The conversation that a message goes to. */
export interface PostTarget {
  /** The `channel` argument of the method: an id, or a name where the method accepts a name. */
  readonly channel: string
  readonly label: string
}

/**
 * The actions whose methods accept the name of a channel. For them, this tool does not look up the id
 * (docs.slack.dev/reference/methods/chat.postMessage).
 */
const takesNames: readonly PostAction[] = ['post', 'schedule']

/** Returns the scopes that the lookups of a plan need. So the command can check them before it sends anything. */
export function needsOf({ action, channel, reader }: PostPlan) {
  const byName = channel !== undefined && !isPerson(channel) && takesNames.includes(action)
  return [
    channel !== undefined && !byName ? lookupNeed(channel) : undefined,
    reader && lookupNeed(`@${plain(reader)}`),
  ].filter((need) => need !== undefined && need !== '')
}

/**
 * Finds the conversation of a plan. For a test message, that is the direct conversation between the app and the person
 * who installed it.
 * @throws CliError when the lookup fails; with the exit reason `usage` when it is unknown who installed the app.
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

/** Finds the person who will see an ephemeral message; undefined for any other message. */
export async function findReader({ reader }: PostPlan, actor: Actor, context: Context) {
  if (reader === undefined) return undefined
  const seeker = await seekerFor(lookupNeed(`@${plain(reader)}`), actor, context)
  return await findUser(plain(reader), lookupAs(seeker, context))
}

function plain(reader: string): string {
  return reader.replace(/^@/, '')
}

/**
 * Returns the target for a message to a user: for chat.postMessage the user id, for other methods the id of the direct
 * conversation.
 */
async function direct({ action }: PostPlan, { id, label }: FoundUser, lookup: ChannelLookup): Promise<PostTarget> {
  if (action === 'post') return { channel: id, label: `${label} directly` }
  const { channel } = await lookup.call('conversations.open', { users: id })
  const opened = (channel as { id?: unknown } | undefined)?.id
  return { channel: typeof opened === 'string' ? opened : id, label: `${label} directly` }
}

/**
 * Checks the scopes that a plan needs.
 * @throws CliError with the exit reason `wrongToken` and the code `missing_scope`: the token is known to lack a needed
 * scope.
 */
export async function checkNeeds(actor: Actor, method: string, plan: PostPlan, context: Context): Promise<void> {
  const needs = needsOf(plan).filter((need) => typeof need === 'object')
  const own = await Promise.all(needs.map(async (need) => (await seekerFor(need, actor, context)) === actor))
  checkScopesFor(actor.chosen, method, ...needs.filter((_need, index) => own[index]))
}

/**
 * Returns the target of a test message: a bot writes to the person who installed the app, a user token writes to the
 * bot.
 */
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
