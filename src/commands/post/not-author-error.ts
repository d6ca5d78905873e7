import type { Actor } from '../../auth/actor.ts'
import { lookupAs } from '../../auth/lookup.ts'
import { handleOf, otherActor } from '../../auth/other-identity.ts'
import { profileOf } from '../../auth/token-errors.ts'
import { CliError, Interruption } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { nameIn } from '../../slack/facts/one-line.ts'

interface MessageLocation {
  readonly actor: Actor
  readonly channel: string
  readonly ts: string
  readonly context: Context
}

/**
 * Explains why an identity cannot change or delete a message. Uses any token that can read the message to find its
 * author.
 * @returns the error with this explanation, to be thrown; any other error unchanged.
 */
export async function explainAuthor(error: unknown, where: MessageLocation): Promise<unknown> {
  if (!(error instanceof CliError) || !['cant_update_message', 'cant_delete_message'].includes(error.code)) return error
  const other = await otherActor(where.actor, where.context).catch(passOver)
  const message = (await read(where.actor, where)) ?? (other && (await read(other, where)))
  if (!message) return error
  const [owner, next] =
    other && isBy(message, other)
      ? [
          `${handleOf(other)}, the ${other.chosen.identity}`,
          `Do it as its author: --as ${other.chosen.identity}${profileOf(other.chosen)}`,
        ]
      : [authorOf(message), 'Only its author can do that, in Slack or with a token of theirs']
  const { failure, code, details } = error
  return new CliError(failure, `${error.message} This one is by ${owner}.`, { code, hint: next, details, cause: error })
}

type DisputedMessage = Readonly<Record<string, unknown>>

/** Reads the message with conversations.replies, which needs a history scope. Returns undefined when Slack refuses. */
async function read(actor: Actor, { channel, ts, context }: MessageLocation): Promise<DisputedMessage | undefined> {
  try {
    const { messages } = await lookupAs(actor, context).call('conversations.replies', { channel, ts, limit: '1' })
    return Array.isArray(messages) ? (messages as DisputedMessage[]).find((message) => message['ts'] === ts) : undefined
  } catch (error) {
    return passOver(error)
  }
}

/** Returns undefined for an error of Slack, because the lookup only improves a hint. Throws any other error again. */
function passOver(error: unknown): undefined {
  if (error instanceof Interruption || !(error instanceof CliError)) throw error
  return undefined
}

function isBy(message: DisputedMessage, { chosen: { stored, identity } }: Actor): boolean {
  if (!stored) return false
  const { installation, access } = stored
  if (identity === 'bot') return message['bot_id'] !== undefined && message['bot_id'] === installation.bot?.botId
  return message['bot_id'] === undefined && message['user'] === access.userId
}

function authorOf(message: DisputedMessage): string {
  const [person, bot, name] = [message['user'], message['bot_id'], message['username']].map(nameIn)
  if (bot) return `another app (${[name, bot].filter((one) => one !== null).join(', ')})`
  return person ?? 'somebody else'
}
