import { readdirSync, readFileSync } from 'node:fs'

/** The environment variable that marks all processes of one run. Every run has a different random value. */
export const runVariable = 'SLACK_TOKENS_RUN'

/** Marks the processes of one started program, so that only these processes are stopped. */
export interface RunMark {
  /** The value of `runVariable` for the first process; its child processes inherit the value. */
  readonly run: string
  /** The id of the first process's group. */
  readonly group: number | undefined
}

/**
 * Returns the ids of the running processes with this mark or in this group, also of processes with their own session.
 * Works only on Linux, where a process can read the environment of the same user's processes (proc_pid_environ(5));
 * returns an empty list elsewhere. Never throws.
 */
export function processesOf({ run, group }: RunMark): readonly number[] {
  const mark = `${runVariable}=${run}`
  const ids = attempt(() => readdirSync('/proc'), []).filter((name) => /^\d+$/.test(name))
  return ids.filter((pid) => isMarked(pid, mark) || groupOf(pid) === group).map(Number)
}

/**
 * Signals only the processes with the mark; a process of the group without the mark gets no signal. Returns the number
 * of signalled processes.
 */
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

/**
 * Returns the group id from /proc/PID/stat: `pid (name) state parent group …`. The name can contain spaces and
 * brackets.
 */
function groupOf(pid: string): number {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'), '')
  return Number(
    stat
      .slice(stat.lastIndexOf(')') + 1)
      .trim()
      .split(' ')[2] ?? Number.NaN,
  )
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
