import type { Channel, Message, MessageAuthor, StoredFile } from './content-types.ts'
import { isPublic } from './files.ts'
import { newTs } from './ids.ts'
import { addMessage } from './messages.ts'
import type { World } from './types.ts'

/** Posts a message with files to a channel, reports the shared files to the apps, and returns the message. */
export function shareFiles(
  world: World,
  channel: Channel,
  message: MessageAuthor,
  files: readonly StoredFile[],
): Message {
  const ts = newTs(world)
  const published = channel.kind === 'public' ? files.filter((file) => !isPublic(world, file)) : []
  // The shares are added before the message, because the event about the message contains them.
  for (const file of files) file.shares.push({ channelId: channel.id, ts })
  const added = addMessage(world, channel, { ...message, files: files.map(({ id }) => id) }, ts)
  for (const file of published) world.happened(world, { what: 'file_public', file, channel })
  for (const file of files) world.happened(world, { what: 'file_shared', file, channel })
  return added
}
