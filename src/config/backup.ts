import { existsSync, readFileSync, renameSync } from 'node:fs'
import { createDurably } from '../fs/atomic-write.ts'

/**
 * Moves a damaged file to a new name, and returns a sentence about it for the user. `now` in milliseconds since 1970.
 */
export function moveToBackup(path: string, now: number): string {
  const backup = freeName(path, 'damaged', now)
  renameSync(path, backup)
  return `${path} was damaged; it was moved to ${backup}, and replaced by a new file`
}

/**
 * Copies a file of an older version (mode 0600) before the file is written in the current format. Returns a sentence
 * about the copy for the user.
 * @throws a Node.js system error when the copy cannot be written; then nothing is migrated.
 */
export function backUp(path: string, versions: { readonly from: number; readonly to: number }, now: number): string {
  const copy = freeName(path, `v${versions.from}`, now)
  createDurably(copy, readFileSync(path, 'utf8'))
  return `${path} was converted from version ${versions.from} to version ${versions.to}; a copy of the old file is ${copy}`
}

function freeName(path: string, what: string, now: number): string {
  const time = new Date(now).toISOString().replace(/[:.]/g, '-')
  let name = `${path}.${what}-${time}`
  for (let number = 2; existsSync(name); number += 1) name = `${path}.${what}-${time}-${number}`
  return name
}
