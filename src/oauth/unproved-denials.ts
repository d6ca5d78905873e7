import type { Terminal } from '../terminal/terminal.ts'

export interface UnprovedDenials {
  arrived(): void
  /** Prints how many there were, after the wait. */
  finish(): void
}

/**
 * Says once that a refusal without this login's state arrived, and at the end how many there were: anybody on this
 * machine can send them, and a line for each would push the consent address off the screen.
 */
export function countUnprovedDenials(terminal: Pick<Terminal, 'warn'>): UnprovedDenials {
  let count = 0
  return {
    arrived() {
      count += 1
      if (count > 1) return
      terminal.warn('A refusal without proof arrived: maybe cancelled. Ctrl-C if that was you; still waiting')
    },
    finish() {
      if (count > 1) terminal.warn(`Refusals without proof arrived ${count} times while the login waited`)
    },
  }
}
