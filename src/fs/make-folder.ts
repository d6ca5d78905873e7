import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Creates a folder and the missing folders above it. Does not change an existing folder.
 *
 * `mkdirSync` with `recursive` does not end when a parent cannot be created although its own parent exists, as in
 * `/proc/x/y` (Node.js 20).
 * @returns the topmost folder that was missing; undefined when the folder existed
 * @param mode the permission bits of each new folder; by default those of the process
 * @throws the system error when a folder cannot be created
 */
export function makeFolder(path: string, mode?: number): string | undefined {
  // If the path is a file, this call throws the system error that says so.
  if (existsSync(path) && !statSync(path).isDirectory()) mkdirSync(path)
  const missing: string[] = []
  for (let one = path; !existsSync(one) && dirname(one) !== one; one = dirname(one)) missing.unshift(one)
  for (const one of missing) {
    try {
      mkdirSync(one, mode === undefined ? {} : { mode })
    } catch (error) {
      // Another process may have created the folder meanwhile.
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  }
  return missing[0]
}

/** Returns what to print about a folder that was made for a file: a misspelt path makes one too. */
export function madeFolder(path: string): string {
  return `Made the folder ${path}`
}
