import type { StoredFile } from './content-types.ts'
import type { World } from './types.ts'

/** Limits in bytes for one file and for all, as the state that holds them is written as one file. */
export const mostOfFile = 256 * 1024
export const mostOfAll = 1024 * 1024

/** Stores the bytes of a file, and deletes those of the oldest files over the limit. */
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
