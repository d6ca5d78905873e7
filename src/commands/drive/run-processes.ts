import { readdirSync, readFileSync } from 'node:fs'

/** The variable that marks every process of one start: its value is random, so that none of another run has it. */
export const runVariable = 'SLACK_TOKENS_DRIVE_RUN'

/** Marks the processes of one start, so that no other process is ended. */
export interface RunMark {
  /** The value of `runVariable` that the first process was given; what it starts inherits it. */
  readonly run: string
  /** Id of the process group that the first process leads. */
  readonly group: number | undefined
}

/**
 * The processes of a start that run now, those that made a session of their own among them: Linux alone tells what a
 * process began with (proc_pid_environ(5)), and only of one's own processes. Empty everywhere else. Never throws.
 */
export function processesOf({ run, group }: RunMark): readonly number[] {
  const mark = `${runVariable}=${run}`
  const ids = attempt(() => readdirSync('/proc'), []).filter((name) => /^\d+$/.test(name))
  return ids.filter((pid) => isMarked(pid, mark) || groupOf(pid) === group).map(Number)
}

/** Sends a signal to the processes that carry the mark, and to no other. Those of the group alone are not looked for. */
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

/** From /proc/PID/stat: `pid (name) state parent group …`; the name may hold spaces and brackets. */
function groupOf(pid: string): number {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'), '')
  return Number(
    stat
      .slice(stat.lastIndexOf(')') + 1)
      .trim()
      .split(' ')[2] ?? Number.NaN,
  )
}

/** Processes end while they are looked at, and those of others may not be looked at. */
function attempt<T>(look: () => T, otherwise: T): T {
  try {
    return look()
  } catch {
    return otherwise
  }
}
