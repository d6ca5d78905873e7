import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The start of the name of every folder with files for a proxy. */
export const trustPrefix = 'slack-tokens-proxy-'

export interface TrustFolderOptions {
  /** The folder in which the new folder is created; by default the temporary folder of the operating system. */
  readonly within?: string | undefined
  /** Called with the path before the folder is created. */
  readonly onFolder?: (path: string) => void
}

/** Creates a folder that only this account can enter. */
export function newTrustFolder({ within = tmpdir(), onFolder }: TrustFolderOptions = {}): string {
  const folder = join(within, `${trustPrefix}${randomUUID()}`)
  onFolder?.(folder)
  mkdirSync(folder, { mode: 0o700 })
  return folder
}
