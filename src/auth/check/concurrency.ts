import type { RunClock } from '../../runtime/context.ts'

/** Limits how many tasks run at the same time. Other tasks wait in the order in which they came. */
export interface Gate {
  /** The number of tasks that sleep. They do not count for the limit. */
  readonly paused: number
  /** Runs `work` as soon as the limit allows, and returns its result. */
  pass<T>(work: () => Promise<T>): Promise<T>
  /**
   * Returns a clock for the tasks. A task that sleeps by this clock does not count for the limit, so that a rate limit
   * delays only that task.
   */
  clock(clock: RunClock): RunClock
}

/** Returns a limit of `places` tasks that run at the same time. */
export function createConcurrencyLimit(places: number): Gate {
  const waiting: (() => void)[] = []
  let free = places
  let paused = 0
  const enter = async (): Promise<void> => {
    if (free === 0) return await new Promise<void>((resolve) => waiting.push(resolve))
    free -= 1
  }
  const leave = () => {
    const next = waiting.shift()
    if (next) next()
    else free += 1
  }
  return {
    get paused() {
      return paused
    },
    async pass(work) {
      await enter()
      try {
        return await work()
      } finally {
        leave()
      }
    },
    clock: ({ now, sleep }) => ({
      now,
      async sleep(ms, signal) {
        leave()
        paused += 1
        try {
          await sleep(ms, signal)
        } finally {
          paused -= 1
          await enter()
        }
      },
    }),
  }
}
