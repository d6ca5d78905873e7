import { Interruption } from '../errors.ts'

/** The signals that end the program. */
export interface Signals {
  /** Aborts at the first signal. */
  readonly signal: AbortSignal
  /** Calls `take` for each signal, and does not abort `signal`, until the returned function is called. */
  hand(take: (name: NodeJS.Signals) => void): () => void
}

const ends = {
  SIGINT: { failure: 'interrupted', code: 130 },
  SIGTERM: { failure: 'terminated', code: 143 },
  SIGHUP: { failure: 'hungUp', code: 129 },
} as const

/**
 * Starts to handle SIGINT, SIGTERM and SIGHUP. The first signal aborts the AbortSignal, so that the command can clean
 * up and exit. The second signal exits at once.
 */
export function watchSignals(
  on: (name: keyof typeof ends, take: () => void) => void,
  exit: (code: number) => void,
): Signals {
  // Created when it is first needed: many commands end without it, and Node.js loads a module for it.
  let controller: AbortController | undefined
  const created = () => {
    controller ??= new AbortController()
    return controller
  }
  let taker: ((name: NodeJS.Signals) => void) | undefined
  const take = (name: keyof typeof ends) => {
    if (taker) return taker(name)
    if (controller?.signal.aborted) exit(ends[name].code)
    created().abort(new Interruption(ends[name].failure))
  }
  on('SIGINT', () => take('SIGINT'))
  on('SIGTERM', () => take('SIGTERM'))
  on('SIGHUP', () => take('SIGHUP'))
  return {
    get signal() {
      return created().signal
    },
    hand(other) {
      taker = other
      return () => {
        taker = undefined
      }
    },
  }
}
