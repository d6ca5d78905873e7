import type { RunClock } from '../../runtime/context.ts'

/** Limits how many tasks run at the same time. */
export interface Gate {
  /** The number of tasks that sleep. They do not count for the limit. */
  readonly paused: number
  /**
   * Runs tasks in their order. Takes a task only when the task before it has started: thousands of waiting tasks would
   * need much memory. After an error, starts no more tasks, and rejects with that error when the others have ended.
   */
  run(tasks: Iterable<() => Promise<void>>): Promise<void>
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
    async run(tasks) {
      const running = new Set<Promise<void>>()
      const failures: unknown[] = []
      for (const task of tasks) {
        await enter()
        if (failures.length > 0) break
        const one: Promise<void> = task()
          .catch((error: unknown) => void failures.push(error))
          .finally(() => {
            running.delete(one)
            leave()
          })
        running.add(one)
      }
      await Promise.all(running)
      if (failures.length > 0) throw failures[0]
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
