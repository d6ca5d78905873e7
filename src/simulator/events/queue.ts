/** Work for one app. */
export interface Queue {
  /** How much is running or waits for its turn. */
  readonly size: number
  add<T>(work: () => Promise<T>): Promise<T>
}

/** Starts work in the order in which it came, so much at a time. */
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
    // In one go for many: taking one off the front of a long list for each would cost more than the delivery.
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
