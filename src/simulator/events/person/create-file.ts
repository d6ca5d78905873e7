import { createHash } from 'node:crypto'
import type { StoredFile } from '../../state/content-types.ts'
import { keepContent } from '../../state/file-content.ts'
import { addFile } from '../../state/files.ts'
import { newId } from '../../state/ids.ts'
import type { Person, World } from '../../state/types.ts'

interface NewFile {
  readonly owner: Person
  /** The id of the app for which the person uploads the file; empty for a file in a message of the person. */
  readonly appId: string
  readonly name: string
  /** The bytes of the file; by default the file is empty. */
  readonly content?: Buffer
}

/** Stores a file that a person uploads, and reports it to the apps. */
export function createFile(world: World, { owner, appId, name, content = Buffer.alloc(0) }: NewFile): StoredFile {
  const file: StoredFile = {
    ...{ id: newId(world, 'F'), ticket: '', appId, userId: owner.id, name, title: name },
    ...{ size: content.length, sha256: createHash('sha256').update(content).digest('hex') },
    ...{ created: Math.floor(world.now() / 1000), completed: true, shares: [] },
  }
  addFile(world, file)
  keepContent(world, file, content)
  world.happened(world, { what: 'file_created', file })
  return file
}
