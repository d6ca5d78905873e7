/** The signal that stops a simulator. `stop` has an effect only after `keep`. */
export interface SimulatorEnd {
  readonly stopped: Promise<void>
  keep(): void
  /** Whether `keep` was called. */
  isKept(): boolean
  stop(): boolean
}

/** Creates the signal. Its `stopped` resolves when `stop` is called after `keep`. */
export function createEnding(): SimulatorEnd {
  let kept = false
  let settle = () => {}
  const stopped = new Promise<void>((resolve) => {
    settle = resolve
  })
  return {
    stopped,
    keep() {
      kept = true
    },
    isKept: () => kept,
    stop() {
      if (kept) settle()
      return kept
    },
  }
}
