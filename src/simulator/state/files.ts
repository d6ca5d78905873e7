import { canSee, findChannel } from './channels.ts'
import type { StoredFile } from './content-types.ts'
import type { World } from './types.ts'
import { currentWorkspace } from './workspaces.ts'

/** Maximum number of stored files, including files whose upload is not completed; the oldest are removed. */
const mostFiles = 2000

/** Stores a new file. */
export function addFile(world: World, file: StoredFile): void {
  world.state.files.push(file)
  if (world.state.files.length > mostFiles) world.state.files.shift()
  world.changed()
}

/** Returns the file with this id; undefined when it is unknown, not yet completed or deleted. */
export function findFile(world: World, id: string): StoredFile | undefined {
  return world.state.files.find((file) => file.id === id && file.completed && !file.deleted)
}

/**
 * Whether a user can see a file: the file's owner can, and so can everybody who can see a conversation in which the
 * file is shared.
 */
export function seesFile(world: World, file: StoredFile, viewerId: string): boolean {
  if (file.userId === viewerId) return true
  return file.shares.some(({ channelId }) => {
    const channel = findChannel(world, channelId)
    return channel !== undefined && canSee(channel, viewerId)
  })
}

const types: Readonly<Record<string, readonly [mimetype: string, pretty: string]>> = {
  csv: ['text/csv', 'CSV'],
  gif: ['image/gif', 'GIF'],
  html: ['text/html', 'HTML'],
  jpg: ['image/jpeg', 'JPEG'],
  json: ['application/json', 'JSON'],
  md: ['text/markdown', 'Markdown (raw)'],
  pdf: ['application/pdf', 'PDF'],
  png: ['image/png', 'PNG'],
  txt: ['text/plain', 'Plain Text'],
  zip: ['application/zip', 'Zip'],
}

const binary = ['application/octet-stream', 'Binary'] as const

/** Returns the `file` object that the user `viewerId` gets (docs.slack.dev/reference/objects/file-object). */
export function fileView(
  world: World,
  file: StoredFile,
  { viewerId }: { readonly viewerId: string },
): Readonly<Record<string, unknown>> {
  const shared = sharedIn(world, file, viewerId)
  const inKind = (...kinds: string[]) => shared.filter(({ channel }) => kinds.includes(channel.kind))
  const ids = (shares: typeof shared) => shares.map(({ channel }) => channel.id)
  const shares = (found: typeof shared) =>
    Object.fromEntries(
      found.map(({ channel, ts }) => [channel.id, [{ ts, channel_name: channel.name, reply_count: 0 }]]),
    )
  const open = inKind('public')
  const closed = inKind('private', 'im', 'mpim')
  return {
    ...described(world, file),
    comments_count: 0,
    is_starred: false,
    shares: { ...(open.length > 0 && { public: shares(open) }), ...(closed.length > 0 && { private: shares(closed) }) },
    channels: ids(open),
    groups: ids(inKind('private', 'mpim')),
    ims: ids(inKind('im')),
    has_more_shares: false,
  }
}

/** Returns the `file` object inside a message; a tombstone when the file was deleted. */
export function messageFile(world: World, id: string) {
  const file = findFile(world, id)
  return file ? described(world, file) : { id, mode: 'tombstone' as const }
}

/** Whether a file is shared in a public channel. */
export function isPublic(world: World, { shares }: StoredFile): boolean {
  return shares.some(({ channelId }) => findChannel(world, channelId)?.kind === 'public')
}

/**
 * Returns the type of a file as Slack's fields `filetype` and `mimetype`, and as a readable name. The type comes from
 * `snippetType`, otherwise from the extension of the file's name.
 */
export function fileType(file: StoredFile): { filetype: string; mimetype: string; pretty: string } {
  const extension = /\.([a-z0-9]+)$/i.exec(file.name)?.[1]?.toLowerCase() ?? ''
  const filetype = file.snippetType ?? (extension === 'jpeg' ? 'jpg' : extension in types ? extension : 'binary')
  const [mimetype, pretty] = types[filetype] ?? (file.snippetType ? ['text/plain', file.snippetType] : binary)
  return { filetype, mimetype, pretty }
}

/** Returns the fields of a file that are the same for everybody who sees it. */
export function described(world: World, file: StoredFile) {
  const { filetype, mimetype, pretty } = fileType(file)
  const name = encodeURIComponent(file.name)
  const place = `${world.url()}/files-pri/${currentWorkspace(world).id}-${file.id}`
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    ...(file.altText !== undefined && { alt_txt: file.altText }),
    mimetype,
    filetype,
    pretty_type: pretty,
    user: file.userId,
    user_team: currentWorkspace(world).id,
    editable: false,
    size: file.size,
    mode: file.snippetType ? ('snippet' as const) : ('hosted' as const),
    is_external: false,
    external_type: '',
    is_public: isPublic(world, file),
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    url_private: `${place}/${name}`,
    url_private_download: `${place}/download/${name}`,
    permalink: `${world.url()}/files/${file.userId}/${file.id}/${name}`,
  }
}

function sharedIn(world: World, file: StoredFile, viewerId: string) {
  return file.shares.flatMap(({ channelId, ts }) => {
    const channel = findChannel(world, channelId)
    return channel && canSee(channel, viewerId) ? [{ channel, ts }] : []
  })
}
