/** Tasks for later, by a clock that can be advanced. */
export interface Schedule {
  /** @param at milliseconds since 1970, by the clock */
  add(at: number, work: () => void): void
  /** Runs what is due; call it after the clock was advanced. */
  run(): void
  /** Removes all tasks. */
  clear(): void
}

interface Entry {
  readonly at: number
  readonly work: () => void
}

/**
 * Timers on the clock of the simulator. They fire by themselves while it runs; a stopped clock fires them when it is
 * advanced.
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
    // A timer that fires too early, because the clock is stopped, leaves its work to `run` after the next advance.
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
