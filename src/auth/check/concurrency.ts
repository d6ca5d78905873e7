import type { RunClock } from '../../runtime/context.ts'

/** Lets so many through at once; the others wait their turn, in their order. */
export interface Gate {
  /** How many hold no place because they wait for something else. */
  readonly paused: number
  /** Runs `work` once there is a place. */
  pass<T>(work: () => Promise<T>): Promise<T>
  /** A clock for what runs inside: who sleeps gives up the place until then, so that a rate limit holds up nobody else. */
  clock(clock: RunClock): RunClock
}

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
