import type { Actor } from '../actor.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { lookupAs } from '../look-up.ts'
import { isPerson } from '../slack/find-person.ts'
import { type Sight, sightOf } from '../slack/sight.ts'
import type { ChannelSight } from './channel-sight.ts'

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
