import { existsSync, readFileSync } from 'node:fs'

/**
 * Returns whether the process runs. A process that exited and is still in the process table (a zombie, as containers
 * without init leave it) counts as not running.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    const stat = `/proc/${pid}/stat`
    return !existsSync(stat) || !readFileSync(stat, 'utf8').includes(') Z ')
  } catch {
    return false
  }
}
