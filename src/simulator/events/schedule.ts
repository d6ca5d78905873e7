/** Tasks that run at a later time on the simulator's clock, which can be stopped and moved forward. */
export interface Schedule {
  /**
   * Adds a task that runs at a given time.
   * @param at milliseconds since 1970, on the simulator's clock
   */
  add(at: number, work: () => void): void
  /** Runs the tasks that are due. Call this function after the clock was moved forward. */
  run(): void
  /** Removes all tasks. */
  clear(): void
}

interface Entry {
  readonly at: number
  readonly work: () => void
}

/**
 * Creates a schedule on the simulator's clock. When the clock runs, each task runs at its time; when the clock is
 * stopped, a task runs after the clock was moved forward.
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
    // If the clock is stopped when this timer fires, `run` runs the task after the clock was moved forward.
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
