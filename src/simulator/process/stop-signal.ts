/** How a simulator that somebody keeps running is asked to stop. */
export interface SimulatorEnd {
  readonly stopped: Promise<void>
  keep(): void
  stop(): boolean
}

/** Who keeps a simulator running waits for `stopped`; before `keep` nobody does. */
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
    stop() {
      if (kept) settle()
      return kept
    },
  }
}
