import { readFileSync, readlinkSync, statSync } from 'node:fs'
import { kindOf, type RunningProgram } from './language-of.ts'
import { isGoBinary } from './program-file.ts'

/** Reads what Linux shows about a process of the same account (proc(5)). These functions never throw. */

/** Returns the program that a process runs; undefined when the operating system does not show it. */
export function programOf(pid: number): RunningProgram | undefined {
  const file = attempt(() => readlinkSync(`/proc/${pid}/exe`), '')
  const [, ...words] = wordsOf(pid)
  if (file === '') return undefined
  // The link works even when the file was removed, for example by `go run`.
  return { file, words, isGo: kindOf({ file, words }) === undefined && isGoProgram(`/proc/${pid}/exe`) }
}

/** For each file that was already checked, whether it is a program that was built by Go. */
const goPrograms = new Map<string, boolean>()

/**
 * Like `isGoBinary`, but reads each file only once, because programs are large, and the check is repeated every two
 * seconds.
 */
function isGoProgram(path: string): boolean {
  const stats = attempt(() => statSync(path), undefined)
  if (!stats) return false
  const key = `${stats.dev} ${stats.ino} ${stats.mtimeMs} ${stats.size}`
  const known = goPrograms.get(key) ?? isGoBinary(path)
  goPrograms.set(key, known)
  return known
}

/**
 * Returns the command line and the working directory of a process; undefined when the operating system does not show
 * them.
 */
export function startedWith(pid: number): { readonly words: readonly string[]; readonly cwd: string } | undefined {
  const words = wordsOf(pid)
  const cwd = attempt(() => readlinkSync(`/proc/${pid}/cwd`), '')
  return words.length > 0 && cwd !== '' ? { words, cwd } : undefined
}

/**
 * Whether a process got the environment variable `name` at its start; undefined when the operating system does not show
 * it.
 */
export function hasVariable(pid: number, name: string): boolean | undefined {
  const entries = attempt(() => readFileSync(`/proc/${pid}/environ`, 'utf8'), '')
  return entries === '' ? undefined : entries.split('\0').some((entry) => entry.startsWith(`${name}=`))
}

function wordsOf(pid: number): readonly string[] {
  return attempt(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'), '')
    .split('\0')
    .filter(Boolean)
}

/**
 * Returns the result of `look`, or `otherwise` when `look` throws: a process can end meanwhile, or belong to another
 * user.
 */
function attempt<T>(look: () => T, otherwise: T): T {
  try {
    return look()
  } catch {
    return otherwise
  }
}
