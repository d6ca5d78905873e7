import type { ChosenToken } from '../config/choose-token.ts'
import { projectFileName } from '../project/types.ts'
import type { Terminal } from '../terminal/terminal.ts'

/**
 * Prints which exported tokens are ignored. Also prints where the token comes from, unless it comes from the active
 * profile.
 */
export function sourceNote(chosen: ChosenToken, terminal: Terminal): void {
  if (chosen.passedOver) passedOverNote(chosen.passedOver, chosen.stored?.name ?? '', terminal)
  // The choice of the project's file was printed before the command began.
  if (chosen.source === 'active profile' || chosen.source === projectFileName) return
  const name = chosen.stored ? ` “${chosen.stored.name}”` : ''
  terminal.note(terminal.paint.dim(`(${chosen.identity} token from ${chosen.source}${name})`))
}

/**
 * Prints once per command that exported tokens are ignored for a simulator profile: an exported variable must not send
 * a call for the simulator to a real workspace.
 */
export function passedOverNote(variables: readonly string[], name: string, terminal: Terminal): void {
  const are = variables.length > 1 ? 'are' : 'is'
  terminal.noteOnce(
    terminal.paint.dim(`(${variables.join(' and ')} ${are} set but not used: “${name}” is on the simulator)`),
  )
}
