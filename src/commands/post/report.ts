import { type Actor, actorName, callAs } from '../../auth/actor.ts'
import { profileOf } from '../../auth/token-errors.ts'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import type { FoundUser } from '../../slack/client/find-user.ts'
import { nameIn } from '../../slack/facts/one-line.ts'
import { warningsOf } from '../../slack/facts/warnings.ts'
import { describeTime } from '../../terminal/duration.ts'
import type { PostPlan } from './plan.ts'
import type { SentMessage } from './send.ts'
import type { PostTarget } from './target.ts'

interface PostDestination {
  readonly plan: PostPlan
  readonly target: PostTarget
  readonly reader: FoundUser | undefined
}

/** Describes the planned action. The text follows “Acme (T012) as @release-bot, ” on the screen. */
export function intent({ plan, target, reader }: PostDestination, { clock }: Pick<Context, 'clock'>): string {
  const { action, ts, threadTs, broadcast, postAt } = plan
  if (action === 'update') return `changing ${ts} in ${target.label}`
  if (action === 'delete') return `deleting ${ts} in ${target.label}`
  return [
    `to ${target.label}`,
    threadTs === undefined ? '' : `in the thread of ${threadTs}${broadcast ? ' and in the channel' : ''}`,
    reader ? `seen by ${reader.label} alone` : '',
    postAt === undefined ? '' : describeTime(postAt * 1000, clock.now()),
  ]
    .filter(Boolean)
    .join(', ')
}

interface PostResult {
  readonly plan: PostPlan
  readonly actor: Actor
  readonly reader: FoundUser | undefined
}

/** Prints the result with a link to the message. With `--json`, prints Slack's answer and adds `permalink`. */
export async function report(
  { body, target }: SentMessage,
  { plan, actor, reader }: PostResult,
  context: Context,
): Promise<void> {
  const { terminal } = context
  const channel = nameIn(body['channel']) ?? target.channel
  const ts = text(body['ts'] ?? body['message_ts'])
  const lasting = plan.action === 'post' || plan.action === 'update'
  const permalink = lasting ? await linkTo(actor, channel, ts) : undefined
  const results = {
    post: `posted as ${actorName(actor)}`,
    update: `changed as ${actorName(actor)}`,
    delete: `deleted as ${actorName(actor)}`,
    ephemeral: `shown to ${reader?.label ?? ''} alone, as ${actorName(actor)}`,
    schedule: `scheduled as ${actorName(actor)}`,
  }
  const name = plan.action === 'schedule' ? text(body['scheduled_message_id']) : ts
  const place = target.label === channel ? channel : target.label
  terminal.result({ ...body, ...(permalink && { permalink }) }, (paint) =>
    [
      `${results[plan.action]}  ${place}${place === channel ? '' : ` ${paint.dim(`(${channel})`)}`}  ${name}`,
      ...(permalink ? [`  ${permalink}`] : []),
    ].join('\n'),
  )
  if (permalink && !terminal.json && actor.chosen.simulator && (await context.simulator()).startedHere)
    terminal.note('The link opens while the simulator runs. To keep it running: slack-tokens sim start --detach')
  if (plan.action === 'schedule') terminal.note(`To cancel it: ${takingBack(actor, channel, name)}`)
  for (const warning of warningsOf(body)) terminal.note(terminal.paint.dim(warning))
}

function text(value: unknown): string {
  return nameIn(value) ?? ''
}

function takingBack({ chosen }: Actor, channel: string, id: string): string {
  const as = chosen.identity === 'user' ? ' --as user' : ''
  return `slack-tokens call chat.deleteScheduledMessage channel=${channel} scheduled_message_id=${id}${as}${profileOf(chosen)}`
}

/**
 * Returns the permalink of the message. The call needs no scope. Returns undefined after an error, because the message
 * is already posted.
 */
async function linkTo(actor: Actor, channel: string, ts: string): Promise<string | undefined> {
  try {
    const { body } = await callAs(actor, 'chat.getPermalink', { channel, message_ts: ts })
    return nameIn(body['permalink']) ?? undefined
  } catch (error) {
    if (error instanceof CliError) return undefined
    throw error
  }
}
