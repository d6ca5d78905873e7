import type { Actor } from '../../auth/actor.ts'
import { lookupAs } from '../../auth/lookup.ts'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { type ChannelVisibility, channelVisibility } from '../../slack/client/channel-visibility.ts'
import { isPerson } from '../../slack/client/find-user.ts'
import type { ChannelReport } from './channel.ts'

interface ChannelViewer {
  readonly actor: Actor
  readonly scopes: readonly string[]
}

/**
 * Looks up a channel by name or id, and returns whether the identity sees it. Calls only methods that change nothing.
 * @throws CliError with the exit reason `usage`: the text names a person.
 */
export async function inspectChannel(
  text: string,
  { actor, scopes }: ChannelViewer,
  context: Context,
): Promise<ChannelReport> {
  if (isPerson(text)) {
    throw new CliError('usage', `--channel needs a channel, but ${text} is a person`, {
      hint: 'Give #name or C…; a person: slack-tokens call users.info user=U…',
    })
  }
  const visibility = await channelVisibility(text, { ...lookupAs(actor, context), scopes })
  return { asked: text, ...summary(visibility) }
}

function summary(visibility: ChannelVisibility): Omit<ChannelReport, 'asked'> {
  if (visibility.state === 'unknown') return { state: 'unknown', lacks: visibility.lacks }
  if (visibility.state === 'unseen')
    return { state: 'hidden', ...(!visibility.privateToo && { lacks: ['groups:read'] }) }
  const { member, ...channel } = visibility.channel
  return { state: member === false ? 'visible' : 'member', ...channel }
}
