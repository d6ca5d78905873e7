import type { Terminal } from '../terminal.ts'
import type { ChosenToken } from './choose-token.ts'

/** Says where a token came from, unless it is simply the active profile's. */
export function sourceNote(chosen: ChosenToken, terminal: Terminal): void {
  if (chosen.source === 'active profile') return
  const name = chosen.stored ? ` “${chosen.stored.name}”` : ''
  terminal.note(terminal.paint.dim(`(${chosen.identity} token from ${chosen.source}${name})`))
}
