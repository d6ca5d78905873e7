import { allEmoji } from '../../../slack/facts/emoji.ts'
import { nearest } from '../../../slack/facts/nearest.ts'
import { findDirect, isMember, openDirect } from '../../state/channels.ts'
import { addMember } from '../../state/membership.ts'
import { addReaction, removeReaction } from '../../state/reactions-and-pins.ts'
import { Refused } from '../../state/refusal.ts'
import type { World } from '../../state/types.ts'
import { emojiIn } from '../../state/workspaces.ts'
import { installedApps, notAddedHere } from '../interaction/common.ts'
import { findConversation, type Someone } from './find.ts'
import { findSeen } from './shortcut.ts'
import type { ActResult, Stage } from './stage.ts'

/**
 * Lets a person open the App Home of an app, by default of the app with the newest installation.
 * @throws TypeError when no app with a bot user is installed
 */
export async function openHome(
  stage: Stage,
  { world, person }: Someone,
  { app: name, tab = 'home' }: { readonly app?: string | undefined; readonly tab?: 'home' | 'messages' } = {},
): Promise<ActResult & { readonly channel: string }> {
  const found = installedApps(world).find(
    ({ app, install }) => install.botUserId !== null && (name === undefined || app.id === name || app.name === name),
  )
  if (!found?.install.botUserId)
    throw new TypeError(`No app${name === undefined ? '' : ` ${name}`} with a bot is installed${notAddedHere(world)}`)
  const { app, install } = found
  const bot = install.botUserId ?? ''
  let channel = findDirect(world, [person.id, bot])
  const deliveries = await stage.events.deliveriesOf(() => {
    channel ??= openDirect(world, [person.id, bot])
    world.happened(world, { what: 'home_opened', appId: app.id, userId: person.id, tab })
  })
  return { deliveries, channel: channel?.id ?? '' }
}

/**
 * Lets a person add a reaction to a message or remove one.
 * @param emoji the name of the emoji, with or without colons
 * @throws TypeError when the person does not see the message, or Slack refuses the change
 */
export async function react(
  stage: Stage,
  someone: Someone,
  { ts, emoji, remove = false }: { readonly ts: string; readonly emoji: string; readonly remove?: boolean },
): Promise<ActResult> {
  const { world, person } = someone
  const { channel, message } = findSeen(someone, ts)
  const name = emoji.replace(/^:|:$/g, '')
  if (!/^[\w+'-]{1,100}(?:::skin-tone-[2-6])?$/.test(name))
    throw new TypeError(`“${emoji}” is no name of an emoji, such as :tada:`)
  const deliveries = await stage.events.deliveriesOf(() => {
    try {
      if (remove) removeReaction(message, name, person.id)
      else addReaction(world, { message, name, userId: person.id })
    } catch (error) {
      if (error instanceof Refused) throw new TypeError(refusedReaction(world, name, String(error.body['error'])))
      throw error
    }
    world.changed()
    world.happened(world, {
      what: remove ? 'reaction_removed' : 'reaction_added',
      channel,
      message,
      name,
      by: person.id,
    })
  })
  return { deliveries }
}

/**
 * Lets a person join a public channel.
 * Does nothing when the person is already a member.
 * @throws TypeError when the channel is not public or is archived
 */
export async function joinChannel(stage: Stage, someone: Someone, name: string): Promise<ActResult> {
  const channel = findConversation(someone, name)
  if (channel.kind !== 'public') throw new TypeError(`${name} is no public channel`)
  if (channel.archived) throw new TypeError(`#${channel.name} is archived`)
  if (isMember(channel, someone.person.id)) return { deliveries: [] }
  const join = () => addMember(someone.world, channel, someone.person.id)
  return { deliveries: await stage.events.deliveriesOf(join) }
}

function refusedReaction(world: World, name: string, code: string): string {
  if (code !== 'invalid_name') return `The reaction was refused: ${code}`
  const near = nearest(name, [...emojiIn(world), ...allEmoji().keys()]).map((one) => `:${one}:`)
  const others = near.length > 0 ? `there are ${near.join(', ')}` : 'name it under emoji of the workspace in the seed'
  return `The reaction was refused: invalid_name. There is no emoji :${name}:; ${others}`
}
