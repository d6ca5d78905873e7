import type { Someone } from '../events/person/find.ts'
import { fileType, findFile, seesFile } from '../state/files.ts'
import type { PageFile } from './types.ts'

/** Returns a file with its bytes, as the person sees it. @throws TypeError when the person does not see the file */
export function fileOf({ world, person }: Someone, id: string): PageFile {
  const file = findFile(world, id)
  if (!file || !seesFile(world, file, person.id)) throw new TypeError(`${person.name} sees no file ${id}`)
  return { name: file.name, type: fileType(file).mimetype, content: file.content ?? null }
}
