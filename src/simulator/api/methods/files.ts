import { canSee, findChannel, findDirect, isMember, openDirect } from '../../state/channels.ts'
import type { Channel, Message, StoredFile } from '../../state/content-types.ts'
import { addFile, fileView, findFile, seesFile } from '../../state/files.ts'
import { draw, newId } from '../../state/ids.ts'
import { type AnswerBody, refuse, refuseArguments } from '../../state/refusal.ts'
import { shareFiles } from '../../state/share-files.ts'
import { findPerson } from '../../state/users.ts'
import { thread } from '../message-args.ts'
import { parseList, requireContent } from '../message-content.ts'
import type { Call, Handlers } from '../method.ts'
import { uploadUrl } from '../uploads.ts'

export const files = {
  'files.getUploadURLExternal': (call) => {
    const { world, args, url } = call
    const size = Number(args['length'])
    if (size === 0) refuse('missing_argument')
    if (!Number.isSafeInteger(size) || size < 0) refuseArguments('must be an integer: length')
    const file = begin(call, args['filename'] ?? '', size)
    addFile(world, file)
    return { ok: true, upload_url: uploadUrl(url, file.ticket), file_id: file.id }
  },

  'files.completeUploadExternal': (call) => {
    const wanted = needFiles(call.args['files'])
    const begun = wanted.map(({ id }) => needBegun(call, id))
    const targets = needTargets(call)
    const said = readComment(call.args)
    const threads = targets.map((channel) => thread(channel, call.args))
    begun.forEach((file, index) => {
      file.title = wanted[index]?.title || file.name
      file.completed = true
      call.world.happened(call.world, { what: 'file_created', file })
    })
    targets.forEach((channel, index) => {
      const author = {
        user: call.actor.id,
        appId: call.token.appId,
        ...(call.actor.bot && { botId: call.actor.bot.id }),
      }
      shareFiles(call.world, channel, { ...said, ...threads[index], ...author }, begun)
    })
    call.world.changed()
    return { ok: true, files: begun.map((file) => shown(file, call)) }
  },

  'files.info': (call) => {
    const file = needVisible(call)
    return { ok: true, file: shown(file, call), comments: [], response_metadata: { next_cursor: '' } }
  },

  'files.list': (call) => list(call),

  'files.delete': (call) => {
    const file = needVisible(call)
    if (file.userId !== call.actor.id && !call.actor.isAdmin) refuse('cant_delete_file')
    file.deleted = true
    call.world.changed()
    call.world.happened(call.world, { what: 'file_deleted', file })
    return { ok: true }
  },
} satisfies Handlers

function begin({ world, token, actor, args }: Call, name: string, size: number): StoredFile {
  // Slack's reference calls this argument `alt_txt`, Slack's SDK calls it `alt_text`.
  const altText = args['alt_txt'] || args['alt_text']
  return {
    id: newId(world, 'F'),
    ticket: draw(world, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', 48),
    appId: token.appId,
    userId: actor.id,
    name,
    title: name,
    ...(altText && { altText }),
    ...(args['snippet_type'] && { snippetType: args['snippet_type'] }),
    size,
    sha256: null,
    created: Math.floor(world.now() / 1000),
    completed: false,
    shares: [],
  }
}

function needVisible(call: Call): StoredFile {
  const file = findFile(call.world, call.args['file'] ?? '')
  return file && seesFile(call.world, file, call.actor.id) ? file : refuse('file_not_found')
}

/**
 * Returns the file with this id, whose bytes were uploaded and whose upload is not completed. The caller must be the
 * user who started the upload.
 * @throws Refused with Slack's error code
 */
function needBegun({ world, actor }: Call, id: string): StoredFile {
  const file = world.state.files.find((one) => one.id === id && !one.deleted)
  if (!file || file.sha256 === null || file.completed) refuse('file_not_found')
  return file.userId === actor.id ? file : refuse('access_denied')
}

interface RequestedFile {
  readonly id: string
  readonly title: string
}

/** Reads the argument `files`: `[{"id":"F…","title":"…"}]`. @throws Refused `invalid_arguments` */
function needFiles(json: string | undefined): RequestedFile[] {
  const value = parseList(json) ?? refuse('invalid_arguments')
  const read = (value as ({ id?: unknown; title?: unknown } | null)[]).map((one) => ({
    id: typeof one?.id === 'string' ? one.id : '',
    title: typeof one?.title === 'string' ? one.title : '',
  }))
  return read.every(({ id }) => id !== '') ? read : refuse('invalid_arguments')
}

/**
 * Returns the conversations in which the files will be shared: the one in `channel_id`, or those in `channels`. The ids
 * in `channels` are ids of conversations and users. Returns an empty list when both arguments are missing.
 */
function needTargets(call: Call): Channel[] {
  const { channel_id: one, channels } = call.args
  const ids = (one || channels || '').split(',').filter((id) => id !== '')
  return ids.map((id) => needTarget(call, id.trim()))
}

function needTarget({ world, actor, args }: Call, id: string): Channel {
  // `channels` can contain user ids; `channel_id` cannot be one.
  const person = args['channel_id'] ? undefined : findPerson(world, id)
  if (person) return findDirect(world, [...new Set([actor.id, id])]) ?? openDirect(world, [actor.id, id])
  const channel = findChannel(world, id)
  if (!channel || !canSee(channel, actor.id)) refuse('channel_not_found')
  if (channel.archived) refuse('is_archived')
  return isMember(channel, actor.id) ? channel : refuse('not_in_channel')
}

type Comment = Pick<Message, 'text' | 'blocks' | 'threadTs' | 'subtype'>

/**
 * Returns the content of the message that shares the files: the comment, otherwise the blocks, otherwise an empty text.
 */
function readComment({ initial_comment: text = '', blocks = '' }: Call['args']): Comment {
  if (text === '' && blocks === '') return { text: '' }
  const content = requireContent({ text, blocks: text === '' ? blocks : '' })
  return { text: content.text, ...(content.blocks && { blocks: content.blocks }) }
}

/** The file extensions for each value of `types` (docs.slack.dev/reference/methods/files.list). */
const typeEndings: Readonly<Record<string, RegExp>> = {
  images: /\.(?:png|jpe?g|gif)$/i,
  pdfs: /\.pdf$/i,
  zips: /\.zip$/i,
}

function isOfType({ name, snippetType }: StoredFile, types: string): boolean {
  const wanted = types.split(',').map((one) => one.trim())
  if (types === '' || wanted.includes('all')) return true
  return wanted.some((one) =>
    one === 'snippets' ? snippetType !== undefined : (typeEndings[one]?.test(name) ?? false),
  )
}

/** Answers with the files that the caller can see and that match the filters, newest first. */
function list(call: Call): AnswerBody {
  const { world, args } = call
  const count = Math.min(Number(args['count'] || 100), 1000)
  const page = Number(args['page'] || 1)
  if (!(count >= 1) || !(page >= 1)) refuse('invalid_arguments')
  const found = world.state.files.filter(
    (file) =>
      file.completed &&
      !file.deleted &&
      seesFile(call.world, file, call.actor.id) &&
      isOfType(file, args['types'] ?? '') &&
      (!args['user'] || file.userId === args['user']) &&
      file.created >= Number(args['ts_from'] || 0) &&
      file.created <= Number(args['ts_to'] || Number.POSITIVE_INFINITY) &&
      (!args['channel'] || file.shares.some(({ channelId }) => channelId === args['channel'])),
  )
  const onPage = found.reverse().slice((page - 1) * count, page * count)
  return {
    ok: true,
    files: onPage.map((file) => shown(file, call)),
    paging: { count, total: found.length, page, pages: Math.ceil(found.length / count) },
  }
}

function shown(file: StoredFile, { world, actor }: Call) {
  return fileView(world, file, { viewerId: actor.id })
}
