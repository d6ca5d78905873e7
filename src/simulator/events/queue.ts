/** A queue of tasks that runs a limited number of tasks at the same time. */
export interface Queue {
  /** Number of running and waiting tasks. */
  readonly size: number
  add<T>(work: () => Promise<T>): Promise<T>
}

/**
 * Creates a queue that starts its tasks in order.
 * @param most maximum number of tasks that run at the same time
 */
export function createQueue(most: number): Queue {
  let waiting: (() => void)[] = []
  let begun = 0
  let running = 0
  const start = () => {
    while (running < most) {
      const next = waiting[begun]
      if (!next) break
      begun += 1
      running += 1
      next()
    }
    // Remove many started tasks at once, because it is slow to remove them one by one from a long list.
    if (begun > 1000 || begun === waiting.length) {
      waiting = waiting.slice(begun)
      begun = 0
    }
  }
  return {
    get size() {
      return running + waiting.length - begun
    },
    add: (work) =>
      new Promise((resolve, reject) => {
        waiting.push(() => {
          work()
            .finally(() => {
              running -= 1
              start()
            })
            .then(resolve, reject)
        })
        start()
      }),
  }
}
