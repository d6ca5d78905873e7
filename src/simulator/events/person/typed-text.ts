import type { Message } from '../../state/content-types.ts'
import type { World } from '../../state/types.ts'
import { channelsIn, emojiIn } from '../../state/workspaces.ts'
import { escapedText } from './escaped-text.ts'
import { findMentioned } from './find.ts'
import { broadcasts, richText } from './rich-text.ts'

/**
 * Returns the text and the block of a message that a person typed, as Slack’s client sends them. Names become mentions,
 * web addresses become links, and `&`, `<` and `>` are escaped in the text
 * (docs.slack.dev/messaging/formatting-message-text#escaping).
 */
export function typedMessage(world: World, typed: string): Required<Pick<Message, 'text' | 'blocks'>> {
  const named = withIds(world, typed)
  return { text: escapedText(named), blocks: [richText(named, emojiIn(world))] }
}

/**
 * Returns the text with ids in place of `@name`, `<@name>` and `#name`, and with `<!here>` in place of `@here`.
 * `<@bot>` becomes the id of the first bot, when no person has the name `bot`.
 */
export function withIds(world: World, text: string): string {
  return text
    .replace(/<@([\w.-]+)>|(?<![\w<@/])@([\w.-]*\w)/g, (whole, linked?: string, plain?: string) => {
      const id = findMentioned(world, linked ?? plain ?? '')?.id
      if (id !== undefined) return `<@${id}>`
      return plain !== undefined && broadcasts.has(plain) ? `<!${plain}>` : whole
    })
    .replace(/(?<![\w<&#/])#([\p{L}\d._-]*[\p{L}\d_-])/gu, (whole, name: string) => {
      const found = channelsIn(world).find((one) => one.name === name && one.kind === 'public')
      return found ? `<#${found.id}|${name}>` : whole
    })
}
