import type { ChosenToken } from '../config/choose-token.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** Says where a token came from, unless it is simply the active profile's, and which exported ones do not count. */
export function sourceNote(chosen: ChosenToken, terminal: Terminal): void {
  if (chosen.passedOver) passedOverNote(chosen.passedOver, chosen.stored?.name ?? '', terminal)
  if (chosen.source === 'active profile') return
  const name = chosen.stored ? ` “${chosen.stored.name}”` : ''
  terminal.note(terminal.paint.dim(`(${chosen.identity} token from ${chosen.source}${name})`))
}

/** What is meant for the simulator never reaches a real workspace because a variable was exported; said once a command. */
export function passedOverNote(variables: readonly string[], name: string, terminal: Terminal): void {
  const are = variables.length > 1 ? 'are' : 'is'
  terminal.noteOnce(
    terminal.paint.dim(`(${variables.join(' and ')} ${are} exported and not used: “${name}” is on the simulator)`),
  )
}
