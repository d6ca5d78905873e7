/** Tasks that run later, by a clock that can be moved forward. */
export interface Schedule {
  /** Adds a task. @param at milliseconds since 1970, by the clock */
  add(at: number, work: () => void): void
  /** Runs the tasks that are due. Call it after the clock was moved forward. */
  run(): void
  /** Removes all tasks. */
  clear(): void
}

interface Entry {
  readonly at: number
  readonly work: () => void
}

/**
 * Creates timers on the simulator's clock. They run on time while the clock runs; with a stopped clock they run when it
 * is moved forward.
 */
export function createSchedule(now: () => number): Schedule {
  let entries: Entry[] = []
  let timer: NodeJS.Timeout | undefined

  const run = () => {
    const due = entries.filter(({ at }) => at <= now()).sort((one, other) => one.at - other.at)
    entries = entries.filter(({ at }) => at > now())
    for (const { work } of due) work()
    arm()
  }
  const arm = () => {
    clearTimeout(timer)
    if (entries.length === 0) return
    const next = Math.min(...entries.map(({ at }) => at))
    // The clock can be stopped when this timer fires. Then `run` runs the task after the clock was moved forward.
    timer = setTimeout(() => now() >= next && run(), Math.min(Math.max(next - now(), 0), 2 ** 31 - 1))
    timer.unref()
  }
  return {
    add(at, work) {
      entries.push({ at, work })
      arm()
    },
    run,
    clear() {
      entries = []
      clearTimeout(timer)
    },
  }
}
