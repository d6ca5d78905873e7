import { Buffer } from 'node:buffer'
import type { StoredFile } from '../../state/content-types.ts'
import { mostOfFile } from '../../state/file-content.ts'
import { findFile } from '../../state/files.ts'
import { shareFiles } from '../../state/share-files.ts'
import { createFile } from './create-file.ts'
import type { Someone } from './find.ts'
import { findWritable } from './say.ts'
import { typedMessage } from './typed-text.ts'

export interface UploadedFile {
  readonly name: string
  readonly content: Uint8Array
  /** The text of the message with the file; by default empty. */
  readonly text?: string | undefined
  /** The `ts` of the message to which the person replies; undefined outside a thread. */
  readonly thread?: string | undefined
  /** The ids of files that the person stored earlier without a channel. The same message shares them. */
  readonly with?: readonly string[] | undefined
}

/**
 * Stores a file of a person, shares it in a conversation, and returns the file's id.
 * @param channelName the conversation; null for a file that is not shared, such as one for an input of a modal
 * @throws TypeError when the file is larger than 256 kB, the person cannot write in the conversation, or did not store a
 * file in `with`
 */
export function uploadFile(
  someone: Someone,
  channelName: string | null,
  { name, content, text = '', thread, with: ids = [] }: UploadedFile,
): string {
  const { world, person } = someone
  const channel = channelName === null ? undefined : findWritable(someone, { channel: channelName, thread })
  const others = ids.map((id) => storedFile(someone, id))
  if (name.trim() === '') throw new TypeError('name is empty')
  if (content.length > mostOfFile) throw new TypeError(`${name} has more than ${mostOfFile / 1024} kB`)
  const file = createFile(world, { owner: person, appId: '', name, content: Buffer.from(content) })
  if (!channel) return file.id
  const message = {
    user: person.id,
    text: '',
    ...(text !== '' && typedMessage(world, text)),
    ...(thread !== undefined && { threadTs: thread }),
  }
  shareFiles(world, channel, message, [...others, file])
  return file.id
}

/** Returns a file that the person stored and did not share. @throws TypeError when there is no such file */
function storedFile({ world, person }: Someone, id: string): StoredFile {
  const found = findFile(world, id)
  if (found?.userId === person.id && found.shares.length === 0) return found
  throw new TypeError(`with: ${person.name} stored no file ${id}, or shared it already`)
}
