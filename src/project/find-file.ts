import { lstatSync, type Stats, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { getuid } from 'node:process'
import { projectFileName } from './types.ts'

/**
 * Returns the path of the nearest `.slack-tokens.json`, in the working directory or above; undefined when there is none.
 * The search ends at the first folder that has the file or a `.git`, at the home folder, and before another file system.
 * A file above the working directory counts only when it belongs to this user, to root or to the owner of the working
 * directory: in a shared folder such as /tmp, another user could have put it there.
 */
export function findProjectFile(cwd: string, home: string | undefined): string | undefined {
  const start = statsOf(cwd)
  const last = home ? statsOf(home) : undefined
  let here = start
  for (let folder = cwd; here && here.dev === start?.dev; here = statsOf(folder)) {
    const path = join(folder, projectFileName)
    const file = linkStats(path)
    if (file) return folder === cwd || isTrusted(file, start) ? path : undefined
    const parent = dirname(folder)
    if (parent === folder || isSame(here, last) || linkStats(join(folder, '.git'))) return undefined
    folder = parent
  }
  return undefined
}

function isTrusted({ uid }: Stats, start: Stats): boolean {
  // getuid is undefined on Windows, where a file has no uid.
  const self = getuid?.()
  return self === undefined || uid === self || uid === 0 || uid === start.uid
}

function isSame(one: Stats, other: Stats | undefined): boolean {
  return other !== undefined && one.ino !== 0 && one.ino === other.ino && one.dev === other.dev
}

/** Returns the stats of a folder; undefined when the folder does not exist or cannot be read. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

function linkStats(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}
