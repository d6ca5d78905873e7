/** A queue of tasks for one app. */
export interface Queue {
  /** Number of running and waiting tasks. */
  readonly size: number
  add<T>(work: () => Promise<T>): Promise<T>
}

/** Starts tasks in order, a limited number at a time. */
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
    // Many are removed at once, because removing one from a long list for each task would be slow.
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
