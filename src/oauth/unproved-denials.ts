import type { Terminal } from '../terminal/terminal.ts'

export interface UnprovedDenials {
  arrived(): void
  /** Prints the number of denials, after the wait. */
  finish(): void
}

/**
 * Returns a counter of denials without this login's state. It prints a line for the first denial, and the number at the
 * end. Any program on this computer can send such denials, and a line for each would scroll the consent address off the
 * screen.
 */
export function countUnprovedDenials(terminal: Pick<Terminal, 'warn'>): UnprovedDenials {
  let count = 0
  return {
    arrived() {
      count += 1
      if (count > 1) return
      terminal.warn(
        'A refusal without this login’s state arrived. If you pressed Cancel, stop with Ctrl-C; still waiting',
      )
    },
    finish() {
      if (count > 1) terminal.warn(`${count} refusals without this login’s state arrived while the login waited`)
    },
  }
}
