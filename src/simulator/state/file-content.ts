import type { StoredFile } from './content-types.ts'
import type { World } from './types.ts'

/** Bytes of one file that are kept, and of all: they stand in the state, which is written whole. */
export const mostOfFile = 256 * 1024
export const mostOfAll = 1024 * 1024

/** Keeps the bytes of a file, and drops those of the oldest ones when they become too many. */
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
