import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Creates a folder and the folders above it that are missing. An existing folder stays as it is.
 *
 * `mkdirSync` with `recursive` does not end when a parent cannot be created although its own parent exists, as in
 * `/proc/x/y` (Node.js 20).
 * @param mode the permission bits of each new folder; those of the process without it
 * @throws the error of the system when one of them cannot be created
 */
export function makeFolder(path: string, mode?: number): void {
  // A file in place of the folder: the error of the system says so.
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
}
