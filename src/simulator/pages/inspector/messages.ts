import { html } from 'hono/html'
import type { Channel, Message } from '../../state/content-types.ts'
import { isNotice, messageAnchor } from '../../state/messages.ts'
import type { World } from '../../state/types.ts'
import { channelsIn, peopleIn } from '../../state/workspaces.ts'
import { initial } from '../consent.ts'
import type { Html } from '../layout.ts'

const mostMessages = 40

/**
 * Returns a panel for each channel with messages, the most recently used channel first, and one panel that lists all
 * channels without messages.
 */
export function channelPanels(world: World): Html {
  const channels = channelsIn(world)
  const last = ({ messages }: Channel) => messages.at(-1)?.ts ?? ''
  const spoken = channels
    .filter(({ messages }) => messages.length > 0)
    .sort((one, other) => (last(one) < last(other) ? 1 : -1))
  const silent = channels.filter(({ messages }) => messages.length === 0)
  return html`${spoken.map((channel) => channelPanel(world, channel))}${
    silent.length > 0
      ? html`<section class="panel" data-group="quiet"><h2>Nothing posted yet</h2>${silent.map(
          (channel) =>
            html`<p class="small" data-find>${titleOf(world, channel)} <span class="soft">${noteOf(world, channel)}</span></p>`,
        )}</section>`
      : ''
  }`
}

function channelPanel(world: World, channel: Channel): Html {
  const shown = channel.messages.slice(-mostMessages)
  const isReply = ({ ts, threadTs }: Message) => threadTs !== undefined && threadTs !== ts
  const replies = (to: Message) => shown.filter((one) => isReply(one) && one.threadTs === to.ts)
  // If the first message of a thread is not shown, its replies are shown outside a thread.
  const heads = shown.filter((one) => !isReply(one) || !shown.some(({ ts }) => ts === one.threadTs))
  return html`<section class="panel" data-group="channel"><h2>${titleOf(world, channel)}<small>${noteOf(world, channel)}</small></h2>
${channel.topic ? html`<p class="small soft">${channel.topic}</p>` : ''}${heads.map((message) => {
  const below = replies(message)
  return html`${messageLine(world, channel, message)}${below.length > 0 ? html`<div class="thread">${below.map((one) => messageLine(world, channel, one))}</div>` : ''}`
})}</section>`
}

function titleOf(world: World, channel: Channel): string {
  const direct = channel.kind === 'im' || channel.kind === 'mpim'
  return direct ? channel.members.map((id) => nameOf(world, id)).join(' and ') : `# ${channel.name}`
}

function noteOf(world: World, { id, kind, members, archived }: Channel): string {
  if (kind === 'im' || kind === 'mpim') return `direct message · ${id}`
  const open = `${archived ? 'archived · ' : ''}${kind === 'private' ? 'private · ' : ''}`
  return `${open}${members.map((one) => nameOf(world, one)).join(', ')} · ${id}`
}

function messageLine(world: World, channel: Channel, message: Message): Html {
  const { ts, text, files = [], reactions = [], edited, blocks } = message
  const author = peopleIn(world).find(({ id }) => id === message.user)
  const name = message.username ?? author?.realName ?? message.user
  const asApp = message.botId !== undefined || author?.bot !== undefined
  const marks = [...files.map((id) => fileChip(world, id)), ...reactions.map((one) => reactionChip(world, one))]
  const said = text || (files.length > 0 ? '' : blocks ? '(blocks only)' : '')
  return html`<div class="message${isNotice(message) ? ' notice' : ''}" id="${messageAnchor(channel, message)}" data-find><span class="face tint${tintOf(name)}" aria-hidden="true">${initial(name)}</span>
<span class="author">${name}${asApp ? html`<span class="tag">APP</span>` : ''}<small><time>${clock(Number(ts) * 1000)}</time>${edited ? ' (edited)' : ''}</small></span>
<span class="text">${said}</span>${marks.length > 0 ? html`<span class="marks">${marks}</span>` : ''}</div>`
}

function fileChip({ state }: World, id: string): Html {
  const file = state.files.find((one) => one.id === id)
  const gone = !file || file.deleted
  return html`<span class="chip file">${file?.title ?? id} <span class="soft">${gone ? 'deleted' : sizeOf(file.size)}</span></span>`
}

function reactionChip(world: World, { name, users }: { name: string; users: readonly string[] }): Html {
  const who = users.map((id) => nameOf(world, id)).join(', ')
  return html`<span class="chip" title="${who}">:${name}: ${users.length}<span class="sr"> from ${who}</span></span>`
}

function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** The number of colours for avatars. */
export const tints = 6

/** Returns the index of the avatar's colour, which depends only on the name. */
function tintOf(name: string): number {
  let sum = 0
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973
  return sum % tints
}

/** Returns the name of a person; the id itself when nobody has it. */
export function nameOf(world: World, id: string): string {
  return peopleIn(world).find((one) => one.id === id)?.name ?? id
}

/**
 * Returns the UTC time of day as hours, minutes and seconds; an empty text for an invalid time.
 * @param at milliseconds since 1970
 */
export function clock(at: number): string {
  return Number.isFinite(at) ? new Date(at).toISOString().slice(11, 19) : ''
}
