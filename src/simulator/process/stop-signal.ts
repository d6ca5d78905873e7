/** Stops a simulator that a command keeps running. */
export interface SimulatorEnd {
  readonly stopped: Promise<void>
  keep(): void
  stop(): boolean
}

/** The command that keeps a simulator running waits for `stopped`; before `keep` nothing does. */
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
