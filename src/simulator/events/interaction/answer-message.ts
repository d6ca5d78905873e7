import type { App } from '../../state/app-types.ts'
import type { Channel, MessageAuthor } from '../../state/content-types.ts'
import { addEphemeral } from '../../state/ephemerals.ts'
import { addMessage } from '../../state/messages.ts'
import type { World } from '../../state/types.ts'
import { findInstall } from '../../state/users.ts'

/**
 * Builds the message in an app's answer to a command or an interaction, with the app's bot user as author; returns
 * undefined when the answer has no message.
 */
export function answerMessage(
  world: World,
  app: App,
  fields: Readonly<Record<string, unknown>>,
): MessageAuthor | undefined {
  const { text, blocks, attachments, thread_ts: thread } = fields
  const content = {
    text: typeof text === 'string' ? text : '',
    ...(Array.isArray(blocks) && { blocks }),
    ...(Array.isArray(attachments) && { attachments }),
  }
  if (content.text === '' && !content.blocks && !content.attachments) return undefined
  const install = findInstall(world, app.id)
  return {
    ...content,
    user: install?.botUserId ?? '',
    appId: app.id,
    ...(install?.botId && { botId: install.botId }),
    ...(!install?.botUserId && { subtype: 'bot_message', username: app.name }),
    ...(typeof thread === 'string' && { threadTs: thread }),
  }
}

interface PostedAnswer {
  readonly channel: Channel
  readonly userId: string
  readonly message: MessageAuthor
  readonly inChannel: boolean
}

/**
 * Shows the message to everybody in the channel, or only to the person.
 * @returns the `ts` of the message
 */
export function postAnswer(world: World, { channel, userId, message, inChannel }: PostedAnswer): string {
  if (inChannel) return addMessage(world, channel, message).ts
  return addEphemeral(world, { channelId: channel.id, userId, message }).message.ts
}
