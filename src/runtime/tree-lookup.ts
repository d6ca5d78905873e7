import type { TreeCommand } from './tree-types.ts'

/** Returns the subcommand with this name or alias. */
export function subcommandOf({ commands }: TreeCommand, word: string): TreeCommand | undefined {
  return commands.find(({ name, aliases }) => [name, ...aliases].includes(word))
}
