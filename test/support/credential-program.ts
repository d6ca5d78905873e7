import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A program that prints a secret, as a vault does, and counts its runs. */
export interface CredentialProgram {
  /** The words of the command. */
  readonly words: readonly string[]
  /** The command as a line for an option. */
  readonly line: string
  /** How many times the program has run. */
  runs(): number
}

/** Creates a program in a folder that prints the text. */
export function credentialProgram(folder: string, name: string, printed: string): CredentialProgram {
  const [secret, count] = [join(folder, `${name}.secret`), join(folder, `${name}.count`)]
  writeFileSync(secret, printed, { mode: 0o600 })
  const words = ['sh', '-c', `echo run >> ${count}; cat ${secret}`]
  return {
    words,
    line: `sh -c '${words[2] ?? ''}'`,
    runs: () => (existsSync(count) ? readFileSync(count, 'utf8').split('\n').length - 1 : 0),
  }
}
