import { nearest } from '../../../slack/facts/nearest.ts'
import type { Channel } from '../../state/content-types.ts'
import { addEphemeral } from '../../state/ephemerals.ts'
import { addMember, removeMember } from '../../state/membership.ts'
import { addMessage, addNotice } from '../../state/messages.ts'
import type { Person, World } from '../../state/types.ts'
import { peopleIn } from '../../state/workspaces.ts'
import { applyCommandAnswer, commandParcel, findCommand } from '../interaction/commands.ts'
import { installedApps, notAddedHere } from '../interaction/common.ts'
import { subscriptionsOf } from '../subscriptions.ts'
import { closest, findConversation, findMentioned, type Someone } from './find.ts'
import { kickMember, memberNamed } from './members.ts'
import { findWritable } from './say.ts'
import { type SlackCommandName, slackCommands } from './slack-commands.ts'
import type { ActResult, Stage } from './stage.ts'
import { typedMessage } from './typed-text.ts'

export interface TypedCommand {
  /** The typed text, such as `/deploy now`; the slash is optional. */
  readonly text: string
  /** The conversation in which the person types: `#general`, an id, or `@name`. */
  readonly channel: string
}

/**
 * Lets a person type a slash command of Slack or of an app, and shows the app's answer.
 * @throws TypeError when neither Slack nor an app has the command, or the person does not see the channel; for a
 * command of Slack also when the person cannot write in the channel
 */
export async function typeCommand(stage: Stage, someone: Someone, typed: TypedCommand): Promise<ActResult> {
  const { world, person } = someone
  const whole = typed.text.replace(/^\/?/, '/')
  const space = whole.indexOf(' ')
  const name = space < 0 ? whole : whole.slice(0, space)
  const text = space < 0 ? '' : whole.slice(space + 1)
  const known = slackCommands.find(({ command }) => command === name)
  const own = known && ofSlack[known.command]
  const channel = own ? findWritable(someone, { channel: typed.channel }) : findConversation(someone, typed.channel)
  if (own) {
    let notice: string | undefined
    const deliveries = await stage.events.deliveriesOf(() => {
      notice = own(someone, channel, text)
    })
    if (notice === undefined) return { deliveries }
    addEphemeral(world, { channelId: channel.id, userId: person.id, message: { user: 'USLACKBOT', text: notice } })
    return { deliveries, notice }
  }
  const found = findCommand(world, name)
  if (!found) throw new TypeError(unknownCommand(world, name))
  const { app, command } = found
  const visit = { world, person, app, url: stage.url() }
  const sent = { visit, channel, command, text: command.escapes ? typedMessage(world, text).text : text }
  const delivery = await stage.events.courier.once(app, commandParcel(sent), command.url)
  applyCommandAnswer(sent, delivery)
  world.changed()
  return { deliveries: [delivery] }
}

/**
 * Runs a command of Slack. Returns the text that Slackbot then shows only to the person; undefined when it shows none.
 */
type SlackCommand = (someone: Someone, channel: Channel, text: string) => string | undefined

/** The commands of Slack itself that cause events for apps. */
const ofSlack: Readonly<Record<SlackCommandName, SlackCommand>> = {
  '/me': ({ world, person }, channel, text) => {
    addMessage(world, channel, { user: person.id, subtype: 'me_message', text: typedMessage(world, text).text })
  },
  '/topic': ({ world, person }, channel, topic) => {
    Object.assign(channel, { topic, topicSet: { by: person.id, at: Math.floor(world.now() / 1000) } })
    const text = `<@${person.id}> set the channel topic: ${typedMessage(world, topic).text}`
    addNotice(world, channel, { user: person.id, subtype: 'channel_topic', text, notice: { topic } })
  },
  '/invite': ({ world, person }, channel, text) => {
    if (isDirect(channel)) throw new TypeError('/invite works in channels only, and this is a direct conversation')
    const guests = text.split(/[\s,]+/).flatMap((name) => (name === '' ? [] : [guestNamed(world, name)]))
    if (guests.length === 0) throw new TypeError('/invite needs a name: /invite @lee')
    const known = guests.filter(({ id }) => channel.members.includes(id))
    for (const guest of guests) {
      if (!channel.members.includes(guest.id)) addMember(world, channel, guest.id, person.id)
    }
    // Slack does not document the text that it shows when somebody is already in the channel.
    return known.length > 0 ? known.map(({ name }) => `@${name} is already in this channel.`).join('\n') : undefined
  },
  '/leave': ({ world, person }, channel) => {
    if (isDirect(channel)) throw new TypeError('/leave works in channels only, and this is a direct conversation')
    if (channel.name === 'general') throw new TypeError('Nobody can leave #general')
    removeMember(world, channel, person.id)
  },
  '/kick': kick,
  '/remove': kick,
}

function kick(someone: Someone, channel: Channel, text: string): undefined {
  const names = text.split(/[\s,]+/).filter((name) => name !== '')
  if (names.length === 0) throw new TypeError('/remove needs a name: /remove @lee')
  const others = names.map((name) => memberNamed(someone.world, channel, name))
  for (const other of others) kickMember(someone, channel, other)
}

function isDirect({ kind }: Channel): boolean {
  return kind === 'im' || kind === 'mpim'
}

/** Returns the active person or bot user that `/invite` names. @throws TypeError with similar names */
function guestNamed(world: World, name: string): Person {
  const bare = name.replace(/^<?@|>$/g, '')
  const guest = findMentioned(world, bare)
  if (guest) return guest
  const names = peopleIn(world).flatMap((one) => (one.deleted ? [] : [one.name]))
  throw new TypeError(
    `/invite: there is nobody called @${bare}; there are ${closest(bare, names)}${notAddedHere(world)}`,
  )
}

function unknownCommand(world: World, name: string): string {
  const ofApps = installedApps(world).flatMap(({ app }) => {
    const { commands } = subscriptionsOf(app)
    return commands === 'any' ? [] : commands.map(({ command }) => command)
  })
  const known = [...ofApps, ...slackCommands.map(({ command }) => command)]
  const near = nearest(name, known)
  const listed = near.length > 0 ? near : known
  return `${name} is no command of Slack or of an installed app; there are ${listed.join(', ')}${notAddedHere(world)}`
}
