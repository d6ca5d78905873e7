import { Command } from 'commander'
import { type CommandEntry, commands } from './command-list.ts'
import { commonOptions } from './common-options.ts'
import { offeredFlags } from './global-flags.ts'

/** Loads these commands, and returns a program that can be described. It cannot be run. */
export async function definedProgram(entries: readonly CommandEntry[]): Promise<Command> {
  const program = new Command('slack-tokens')
  program.helpCommand(false).configureHelp({ showGlobalOptions: true, visibleGlobalOptions: offeredFlags })
  for (const option of commonOptions()) program.addOption(option)
  for (const { name, alias, group, summary, load } of entries) {
    const command = program.command(name).description(summary).helpGroup(`${group}:`)
    if (alias) command.alias(alias)
    const { define } = await load()
    const unused = () => {
      throw new Error(`The command ${name} was defined to describe it, not to run`)
    }
    define(command, unused, unused)
  }
  return program
}

/**
 * Returns the command or subcommand with which the words begin, with the words behind its name. Undefined when the
 * first word is no command.
 */
export async function commandAt(
  words: readonly string[],
): Promise<{ readonly command: Command; readonly rest: readonly string[] } | undefined> {
  const [first = ''] = words
  const entry = commands.find(({ name, alias }) => name === first || alias === first)
  let command = entry && (await definedProgram([entry])).commands[0]
  if (!command) return undefined
  let rest = words.slice(1)
  for (let next = subcommand(command, rest[0]); next; next = subcommand(command, rest[0])) {
    command = next
    rest = rest.slice(1)
  }
  return { command, rest }
}

/** Returns the subcommand with this name or alias. */
export function subcommand(command: Command, word: string | undefined): Command | undefined {
  return command.commands.find((one) => word !== undefined && [one.name(), ...one.aliases()].includes(word))
}

/** Returns the full name of a command: `slack-tokens app create`. */
export function fullName(command: Command): string {
  return command.parent === null ? command.name() : `${fullName(command.parent)} ${command.name()}`
}
