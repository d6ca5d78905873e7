import type { Terminal } from '../terminal/terminal.ts'

export interface UnprovedDenials {
  arrived(): void
  /** Prints the number of denials, after the wait. */
  finish(): void
}

/**
 * Counts denials without this login's state. Prints a line for the first one, and the number at the end. Any program on
 * this computer can send such denials, and a line for each would scroll the consent address off the screen.
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
