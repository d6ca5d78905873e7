import type { Command } from 'commander'
import { CliError } from '../errors.ts'
import { nearest } from '../slack/facts/nearest.ts'
import { shellWord } from '../terminal/shell-word.ts'
import { habitOf } from './habits.ts'

/**
 * Returns the error for a command line that commander refused. Its message names the command, and its hint shows the
 * usage line of the command.
 * @param message the message of commander
 * @param refused the code of commander’s error, the command that failed, and the command line without the program
 */
export function usageError(
  message: string,
  refused: { readonly code: string; readonly failed: Command; readonly argv: readonly string[] },
): CliError {
  const { code, failed, argv } = refused
  const [first = '', ...more] = message.replace(/^error: /, '').split('\n')
  const isProgram = failed.parent === null
  const suggested = code === 'commander.unknownCommand' ? undefined : more.join(' ').replace(/[()]/g, '').trim()
  const name = nameOf(failed)
  const meant =
    code === 'commander.unknownCommand'
      ? commandMeant(failed, argv)
      : code === 'commander.unknownOption' && isProgram
        ? optionBehind(failed, argv)
        : undefined
  const usage = `Usage: ${failed.createHelp().commandUsage(failed)}`
  const help = `${name} --help`
  const hint = [meant ?? suggested, isProgram ? undefined : usage, `Help: ${isProgram ? 'slack-tokens --help' : help}`]
  return new CliError('usage', `${name}: ${first}`, { code: 'usage', hint: hint.filter(Boolean).join('   ') })
}

function nameOf(command: Command): string {
  return command.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`
}

/** Returns the sentence about the command that an unknown word probably means. */
function commandMeant(failed: Command, argv: readonly string[]): string | undefined {
  const unknown = failed.args[0] ?? ''
  const habit = failed.parent === null ? habitOf(argv.slice(Math.max(0, argv.indexOf(unknown)))) : undefined
  const isMethod = failed.parent === null && /^[a-z]{1,40}(?:\.[a-z]\w{0,40}){1,4}$/i.test(unknown)
  if (isMethod)
    return `A method of Slack: slack-tokens call ${argv.slice(argv.indexOf(unknown)).map(shellWord).join(' ')}`
  if (habit !== undefined) return `Did you mean: ${habit}`
  const names = failed.commands.flatMap((one) => [one.name(), ...one.aliases()])
  const near = nearest(unknown, names)
  return near.length > 0 ? `Did you mean ${near.join(', ')}?` : undefined
}

/** Returns the sentence about options of a command that stand before the command. */
function optionBehind(program: Command, argv: readonly string[]): string | undefined {
  const names = new Set(program.commands.flatMap((one) => [one.name(), ...one.aliases()]))
  const at = argv.findIndex((word) => names.has(word))
  if (at < 1) return undefined
  const words = [argv[at] ?? '', ...argv.slice(at + 1), ...argv.slice(0, at)]
  const line = ['slack-tokens', ...words.map(shellWord)].join(' ')
  return `The options of a command come behind it: ${line}`
}
