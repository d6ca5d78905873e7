import { existsSync, readFileSync } from 'node:fs'

/** Returns whether the process runs. A process that exited but was not reaped counts as gone, as in a container. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    const stat = `/proc/${pid}/stat`
    return !existsSync(stat) || !readFileSync(stat, 'utf8').includes(') Z ')
  } catch {
    return false
  }
}
