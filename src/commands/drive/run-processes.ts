import { readdirSync, readFileSync } from 'node:fs'

/** Environment variable that marks all processes of one start. Its random value differs from every other run's. */
export const runVariable = 'SLACK_TOKENS_DRIVE_RUN'

/** Identifies the processes of one start, so that no other process is ended. */
export interface RunMark {
  /** Value of `runVariable` for the first process; the processes that it starts inherit it. */
  readonly run: string
  /** Id of the first process's group. */
  readonly group: number | undefined
}

/**
 * Ids of a start's running processes, including those with their own session. Works on Linux only, which shows the
 * environment of one's own processes (proc_pid_environ(5)). Empty elsewhere. Never throws.
 */
export function processesOf({ run, group }: RunMark): readonly number[] {
  const mark = `${runVariable}=${run}`
  const ids = attempt(() => readdirSync('/proc'), []).filter((name) => /^\d+$/.test(name))
  return ids.filter((pid) => isMarked(pid, mark) || groupOf(pid) === group).map(Number)
}

/** Sends a signal to the processes with the mark, and to no other. Does not look for members of the group without it. */
export function signalMarked(run: string, signal: NodeJS.Signals): number {
  const marked = processesOf({ run, group: undefined })
  for (const pid of marked) attempt(() => process.kill(pid, signal), false)
  return marked.length
}

function isMarked(pid: string, mark: string): boolean {
  return attempt(() => readFileSync(`/proc/${pid}/environ`, 'utf8'), '')
    .split('\0')
    .includes(mark)
}

/** Reads the group from /proc/PID/stat: `pid (name) state parent group …`; the name may have spaces and brackets. */
function groupOf(pid: string): number {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'), '')
  return Number(
    stat
      .slice(stat.lastIndexOf(')') + 1)
      .trim()
      .split(' ')[2] ?? Number.NaN,
  )
}

/** Returns `otherwise` when `look` throws: a process may end meanwhile, or belong to somebody else. */
function attempt<T>(look: () => T, otherwise: T): T {
  try {
    return look()
  } catch {
    return otherwise
  }
}
