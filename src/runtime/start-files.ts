import { existsSync, readFileSync, realpathSync } from 'node:fs'
import type { Start } from './typed-name.ts'

/** Reads the files that show how the program was started; undefined for each that cannot be read. */
export const startFiles: Pick<Start, 'realPath' | 'readText'> = {
  realPath(path) {
    // Most folders of the path have no such file, and an error of the file system takes longer to create than this look.
    if (!existsSync(path)) return undefined
    try {
      return realpathSync(path)
    } catch {
      return undefined
    }
  },
  readText(path) {
    try {
      return readFileSync(path, 'utf8')
    } catch {
      return undefined
    }
  },
}
