import type { Actor } from '../../auth/actor.ts'
import { explainChannelError } from '../../auth/channel-access-error.ts'
import { lookupAs } from '../../auth/lookup.ts'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { channelVisibility } from '../../slack/client/channel-visibility.ts'
import { type FoundChannel, findChannel } from '../../slack/client/find-channel.ts'
import { errorFacts } from '../../slack/facts/errors.ts'

/**
 * Finds the conversation to share the files in, and checks it as far as the token's scopes allow. Call this function
 * before the upload, so that no file is uploaded that cannot be shared.
 * @param seeker the identity that looks up the name of the channel.
 * @throws CliError with the exit reason `slack` and the code `channel_not_found`, `not_in_channel` or `is_archived`,
 * with the next step.
 */
export async function findOpenChannel(
  text: string,
  { actor, seeker }: { readonly actor: Actor; readonly seeker: Actor },
  context: Context,
): Promise<FoundChannel> {
  const lookup = lookupAs(actor, context)
  const explained = (error: unknown) => explainChannelError(error, { actor, channel: text, context })
  const named = await findChannel(text, seeker === actor ? lookup : lookupAs(seeker, context)).catch(
    async (error: unknown) => {
      throw await explained(error)
    },
  )
  const { id } = named
  // A lookup by another identity shows whether that identity is a member, and says nothing about this actor.
  const found = seeker === actor ? named : { id, label: named.label }
  if (/^[DUW]/.test(id)) return found
  const known = lookup.scopes ?? []
  const mayLook = known.length === 0 || known.some((scope) => /^(channels|groups):read$/.test(scope))
  const sight = found.seen
    ? ({ state: 'seen', channel: found.seen } as const)
    : mayLook
      ? await channelVisibility(id, lookup)
      : undefined
  if (sight?.state === 'unseen') throw await explained(refusal('channel_not_found'))
  if (sight?.state !== 'seen') return found
  const { archived, member, name } = sight.channel
  if (archived) throw refusal('is_archived')
  if (member === false) throw await explained(refusal('not_in_channel'))
  return { id, label: name === null ? found.label : `#${name}`, seen: sight.channel }
}

/** Returns an error with the code that Slack would answer. The command throws it before it sends anything. */
function refusal(code: 'channel_not_found' | 'is_archived' | 'not_in_channel'): CliError {
  const facts = errorFacts(code)
  return new CliError(facts?.ending ?? 'slack', `Nothing was uploaded: ${code}. ${facts?.means ?? ''}`, {
    code,
    hint: facts?.next,
  })
}
