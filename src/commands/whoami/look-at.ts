import type { Actor } from '../../auth/actor.ts'
import { lookupAs } from '../../auth/lookup.ts'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { type Sight, sightOf } from '../../slack/client/channel-visibility.ts'
import { isPerson } from '../../slack/client/find-user.ts'
import type { ChannelSight } from './channel.ts'

interface Whose {
  readonly actor: Actor
  readonly scopes: readonly string[]
}

/** Looks for a channel, by name or id, with methods that only read. @throws CliError usage: it names a person. */
export async function lookAt(text: string, { actor, scopes }: Whose, context: Context): Promise<ChannelSight> {
  if (isPerson(text)) {
    throw new CliError('usage', `--channel wants a channel, and ${text} is a person`, {
      hint: 'Give #name or C…; a person: slack-tokens call users.info user=U…',
    })
  }
  const sight = await sightOf(text, { ...lookupAs(actor, context), scopes })
  return { asked: text, ...summary(sight) }
}

function summary(sight: Sight): Omit<ChannelSight, 'asked'> {
  if (sight.state === 'unknown') return { state: 'unknown', lacks: sight.lacks }
  if (sight.state === 'unseen') return { state: 'hidden', ...(!sight.privateToo && { lacks: ['groups:read'] }) }
  const { member, ...channel } = sight.channel
  return { state: member === false ? 'visible' : 'member', ...channel }
}
