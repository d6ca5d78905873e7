import { findProjectFile } from './find-file.ts'
import { readProjectFile } from './read-file.ts'
import type { ProjectFile } from './types.ts'

/** Returns a function that finds and reads the project's file at its first call, and then returns the same file. */
export function projectReader(cwd: string, home: string | undefined): () => ProjectFile | undefined {
  let read: { readonly file: ProjectFile | undefined } | undefined
  return () => {
    if (read === undefined) {
      const path = findProjectFile(cwd, home)
      read = { file: path === undefined ? undefined : readProjectFile(path, cwd) }
    }
    return read.file
  }
}
