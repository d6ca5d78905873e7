import { type Actor, callAs } from '../../auth/actor.ts'
import { explainChannelError } from '../../auth/channel-access-error.ts'
import { CliError } from '../../errors.ts'
import type { PostContent } from '../../input/message-content.ts'
import type { Context } from '../../runtime/context.ts'
import type { FoundUser } from '../../slack/client/find-user.ts'
import { explainAuthor } from './not-author-error.ts'
import { methods, type PostPlan } from './plan.ts'
import type { PostTarget } from './target.ts'

export interface MessageSend {
  readonly plan: PostPlan
  readonly content: PostContent
  readonly target: PostTarget
  readonly reader: FoundUser | undefined
}

export interface SentMessage {
  /** The body of Slack's answer. */
  readonly body: Readonly<Record<string, unknown>>
  readonly target: PostTarget
}

/**
 * Sends the planned message.
 * @throws CliError when Slack answers `ok: false`. The message says why this identity cannot write to the channel, or
 * who is the author of the message to change.
 */
export async function sendPlan(sending: MessageSend, actor: Actor, context: Context): Promise<SentMessage> {
  const { plan, target } = sending
  try {
    const { body } = await callAs(actor, methods[plan.action], argumentsOf(sending))
    return { body, target }
  } catch (error) {
    const elsewhere = grantedInstead(error, plan, actor)
    if (elsewhere) {
      context.terminal.warn(
        `The app’s messages tab is off (app settings → App Home), so the message goes to ${elsewhere.label}, which the install granted`,
      )
      return await sendPlan(
        { ...sending, plan: { ...plan, channel: elsewhere.channel }, target: elsewhere },
        actor,
        context,
      )
    }
    if (plan.ts !== undefined) {
      const explained = await explainAuthor(error, { actor, channel: target.channel, ts: plan.ts, context })
      if (explained !== error) throw explained
    }
    const known = plan.channel === undefined || /^[UW]/.test(target.channel)
    throw known ? error : await explainChannelError(error, { actor, channel: target.channel, context, posting: true })
  }
}

/** Returns the arguments of the method, with lists as JSON text because the call is a form. */
function argumentsOf({ plan, content, target, reader }: MessageSend): Readonly<Record<string, string>> {
  const { text, blocks, attachments } = content
  return {
    channel: target.channel,
    ...(text !== undefined && { text }),
    ...(blocks && { blocks: JSON.stringify(blocks) }),
    ...(attachments && { attachments: JSON.stringify(attachments) }),
    ...(plan.ts !== undefined && { ts: plan.ts }),
    ...(plan.threadTs !== undefined && { thread_ts: plan.threadTs }),
    ...(plan.broadcast && { reply_broadcast: 'true' }),
    ...(plan.postAt !== undefined && { post_at: String(plan.postAt) }),
    ...(reader && { user: reader.id }),
    ...plan.author,
  }
}

/**
 * Returns another target for a test message if Slack refused it because the app's messages tab is off: the channel of
 * the app's webhook. Otherwise returns undefined.
 */
function grantedInstead(error: unknown, plan: PostPlan, { chosen }: Actor): PostTarget | undefined {
  if (plan.channel !== undefined || !(error instanceof CliError) || error.code !== 'messages_tab_disabled')
    return undefined
  const webhook = chosen.stored?.installation.webhooks.find(({ channelId }) => channelId)
  return webhook?.channelId ? { channel: webhook.channelId, label: webhook.channel ?? webhook.channelId } : undefined
}
