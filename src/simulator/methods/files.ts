import { canSee, findChannel, findDirect, isMember, openDirect } from '../channels.ts'
import { fileView, findFile, type StoredFile, seesFile } from '../files.ts'
import { addMessage, readContent } from '../messages.ts'
import { type Body, type Call, fail, type Handlers } from '../method.ts'
import { findPerson } from '../people.ts'
import { uploadUrl } from '../uploads.ts'
import { type Channel, draw, type Message, newId } from '../world.ts'

/** How many files are remembered, the newest, completed or not. */
const mostFiles = 2000

export const files = {
  'files.getUploadURLExternal': (call) => {
    const { world, args, url } = call
    const size = Number(args['length'])
    if (size === 0) return fail('missing_argument')
    if (!Number.isSafeInteger(size) || size < 0) {
      return fail('invalid_arguments', { response_metadata: { messages: ['[ERROR] must be an integer: length'] } })
    }
    const file = begin(call, args['filename'] ?? '', size)
    world.state.files.push(file)
    if (world.state.files.length > mostFiles) world.state.files.shift()
    world.changed()
    return { ok: true, upload_url: uploadUrl(url, file.ticket), file_id: file.id }
  },

  'files.completeUploadExternal': (call) => {
    const wanted = readFiles(call.args['files'])
    if (!wanted) return fail('invalid_arguments')
    const begun = wanted.map(({ id }) => findBegun(call, id))
    const refusal = begun.find((one) => typeof one === 'string')
    if (refusal !== undefined) return fail(refusal)
    const targets = findTargets(call)
    if (typeof targets === 'string') return fail(targets)
    const said = readComment(call.args)
    if (typeof said === 'string') return fail(said)
    const found = begun.filter((one) => typeof one !== 'string')
    found.forEach((file, index) => {
      file.title = wanted[index]?.title || file.name
      file.completed = true
    })
    for (const channel of targets) share(call, channel, { said, files: found })
    call.world.changed()
    return { ok: true, files: found.map((file) => fileView(file, call)) }
  },

  'files.info': (call) => {
    const file = findVisible(call)
    if (!file) return fail('file_not_found')
    return { ok: true, file: fileView(file, call), comments: [], response_metadata: { next_cursor: '' } }
  },

  'files.list': (call) => list(call),

  'files.delete': (call) => {
    const file = findVisible(call)
    if (!file) return fail('file_not_found')
    if (file.userId !== call.actor.id && !call.actor.isAdmin) return fail('cant_delete_file')
    file.deleted = true
    call.world.changed()
    return { ok: true }
  },
} satisfies Handlers

function begin({ world, token, actor }: Call, name: string, size: number): StoredFile {
  return {
    id: newId(world, 'F'),
    ticket: draw(world, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', 48),
    appId: token.appId,
    userId: actor.id,
    name,
    title: name,
    size,
    sha256: null,
    created: Math.floor(world.now() / 1000),
    completed: false,
    shares: [],
  }
}

function findVisible(call: Call): StoredFile | undefined {
  const file = findFile(call.world, call.args['file'] ?? '')
  return file && seesFile(file, call) ? file : undefined
}

/** A file whose bytes are there and whose upload this very identity began, or why it can't be completed. */
function findBegun({ world, actor }: Call, id: string): StoredFile | string {
  const file = world.state.files.find((one) => one.id === id && !one.deleted)
  if (!file || file.sha256 === null || file.completed) return 'file_not_found'
  return file.userId === actor.id ? file : 'access_denied'
}

interface Wanted {
  readonly id: string
  readonly title: string
}

/** Reads `[{"id":"F…","title":"…"}]`; undefined when it is none. */
function readFiles(json: string | undefined): Wanted[] | undefined {
  let value: unknown
  try {
    value = JSON.parse(json ?? '')
  } catch {
    return undefined
  }
  if (!Array.isArray(value) || value.length === 0) return undefined
  const read = value.map((one: { id?: unknown; title?: unknown } | null) => ({
    id: typeof one?.id === 'string' ? one.id : '',
    title: typeof one?.title === 'string' ? one.title : '',
  }))
  return read.every(({ id }) => id !== '') ? read : undefined
}

/** Where to share: `channel_id`, or the ids of conversations and people in `channels`; nowhere without either. */
function findTargets(call: Call): Channel[] | string {
  const { channel_id: one, channels } = call.args
  const ids = (one || channels || '').split(',').filter((id) => id !== '')
  const found: Channel[] = []
  for (const id of ids) {
    const channel = findTarget(call, id.trim())
    if (typeof channel === 'string') return channel
    found.push(channel)
  }
  return found
}

function findTarget({ world, actor, args }: Call, id: string): Channel | string {
  // People are taken in `channels` alone.
  const person = args['channel_id'] ? undefined : findPerson(world, id)
  if (person) return findDirect(world, [...new Set([actor.id, id])]) ?? openDirect(world, [actor.id, id])
  const channel = findChannel(world, id)
  if (!channel || !canSee(channel, actor.id)) return 'channel_not_found'
  if (channel.archived) return 'is_archived'
  return isMember(channel, actor.id) ? channel : 'not_in_channel'
}

type Said = Pick<Message, 'text' | 'blocks'>

/** What the message with the files says: the comment, else the blocks, else nothing. A code when the blocks are wrong. */
function readComment({ initial_comment: text = '', blocks = '' }: Call['args']): Said | string {
  const content = readContent({ text, blocks: text === '' ? blocks : '' })
  if (typeof content === 'string') return content === 'no_text' ? { text: '' } : content
  return { text: content.text, ...(content.blocks && { blocks: content.blocks }) }
}

interface Shared {
  readonly said: Said
  readonly files: readonly StoredFile[]
}

function share({ world, args, actor, token }: Call, channel: Channel, { said, files }: Shared): void {
  const message = addMessage(world, channel, {
    ...said,
    user: actor.id,
    appId: token.appId,
    ...(actor.bot && { botId: actor.bot.id }),
    ...(args['thread_ts'] && { threadTs: args['thread_ts'] }),
    files: files.map(({ id }) => id),
  })
  for (const file of files) file.shares.push({ channelId: channel.id, ts: message.ts })
}

/** Newest first, of those this identity sees; `channel` and `user` narrow it down. */
function list(call: Call): Body {
  const { world, args } = call
  const count = Math.min(Number(args['count'] || 100), 1000)
  const page = Number(args['page'] || 1)
  if (!(count >= 1) || !(page >= 1)) return fail('invalid_arguments')
  const found = world.state.files.filter(
    (file) =>
      file.completed &&
      !file.deleted &&
      seesFile(file, call) &&
      (!args['user'] || file.userId === args['user']) &&
      (!args['channel'] || file.shares.some(({ channelId }) => channelId === args['channel'])),
  )
  const shown = found.reverse().slice((page - 1) * count, page * count)
  return {
    ok: true,
    files: shown.map((file) => fileView(file, call)),
    paging: { count, total: found.length, page, pages: Math.ceil(found.length / count) },
  }
}
