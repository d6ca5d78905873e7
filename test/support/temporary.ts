import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Temporary extends Disposable {
  readonly path: string
}

/** Creates a temporary folder. Disposing the result removes it. */
export function temporaryFolder(): Temporary {
  const path = mkdtempSync(join(tmpdir(), 'slack-tokens-test-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

/** Returns the permission bits of a file in octal, for example `600`. */
export function modeOf(path: string): string {
  return (statSync(path).mode & 0o777).toString(8)
}

/** Mounts an empty file system of this size (for example `256k`). Returns null when this user may not mount. */
export function smallDisk(size: string): (Temporary & { readonly remount: (option: 'ro' | 'rw') => void }) | null {
  const folder = temporaryFolder()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0700`, 'tmpfs', folder.path], { stdio: 'ignore' })
  } catch {
    folder[Symbol.dispose]()
    return null
  }
  return {
    path: folder.path,
    remount: (option) => execFileSync('mount', ['-o', `remount,${option}`, folder.path]),
    [Symbol.dispose]() {
      execFileSync('umount', [folder.path])
      folder[Symbol.dispose]()
    },
  }
}
