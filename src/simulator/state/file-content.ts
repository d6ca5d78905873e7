import type { StoredFile } from './content-types.ts'
import type { World } from './types.ts'

/**
 * Limits in bytes for the content of one file and of all files together. The content is part of the state file, which
 * must stay small.
 */
export const mostOfFile = 256 * 1024
export const mostOfAll = 1024 * 1024

/**
 * Stores the bytes of a file; `undefined` removes them. When the bytes of all files together exceed `mostOfAll`,
 * removes the bytes of the oldest files.
 */
export function keepContent(world: World, file: StoredFile, content: Buffer | undefined): void {
  delete file.content
  if (content === undefined) return
  file.content = content.toString('base64')
  let sum = 0
  for (const one of [...world.state.files].reverse()) {
    if (one.content !== undefined) sum += one.size
    if (sum > mostOfAll) delete one.content
  }
}
