/** Finds a subcommand by its name or one of its other names. */
export function subcommandOf<T extends { readonly name: string; readonly aliases: readonly string[] }>(
  { commands }: { readonly commands: readonly T[] },
  word: string,
): T | undefined {
  return commands.find(({ name, aliases }) => name === word || aliases.includes(word))
}
