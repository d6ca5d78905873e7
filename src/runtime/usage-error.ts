import type { Command } from 'commander'
import { CliError } from '../errors.ts'
import { shellWord } from '../terminal/shell-word.ts'
import { commandAt, fullName } from './defined-program.ts'
import { offeredFlags } from './global-flags.ts'
import { nearCommands } from './habits.ts'
import { lineMeant } from './meant-line.ts'
import { withDashes } from './missing-dashes.ts'
import { startsProgram } from './start-program.ts'
import { otherWords, type TypedWord, typedWords } from './typed-words.ts'

/** A command line that commander refused. */
interface Refused {
  /** The code of commander’s error. */
  readonly code: string
  readonly failed: Command
  /** The command line without the program. */
  readonly argv: readonly string[]
}

/**
 * Returns the error for a command line that commander refused. Its message names the command, and its hint shows the
 * usage line of the command.
 * @param message the message of commander
 */
export async function usageError(message: string, refused: Refused): Promise<CliError> {
  const { code } = refused
  const command = await commandOf(refused)
  const [first = '', ...more] = message.replace(/^error: /, '').split('\n')
  const isProgram = command.parent === null
  const suggested = code === 'commander.unknownCommand' ? undefined : more.join(' ').replace(/[()]/g, '').trim()
  const name = fullName(command)
  const meant = await lineHint(first, { ...refused, failed: command })
  const usage = `Usage: ${command.createHelp().commandUsage(command)}`
  const hint = [meant ?? suggested, isProgram ? undefined : usage, `Help: ${name} --help`]
  const isNoProgram = code === 'commander.missingArgument' && startsProgram(command)
  const said = isNoProgram ? 'the program is missing' : first + choicesOf(first, refused)
  return new CliError('usage', `${name}: ${said}`, { code: 'usage', hint: hint.filter(Boolean).join('   ') })
}

/**
 * Returns the command that the person called. An error about the value of a common option belongs to the program, so
 * the command is then looked up by its name.
 */
async function commandOf({ code, failed, argv }: Refused): Promise<Command> {
  const isAboutValue = ['commander.optionMissingArgument', 'commander.invalidArgument'].includes(code)
  if (failed.parent !== null || !isAboutValue) return failed
  return (await commandAt(otherWords(argv, failed.options)))?.command ?? failed
}

/** Returns the choices of the argument or option whose value is missing, for the end of the message; else nothing. */
function choicesOf(first: string, { code, failed }: Refused): string {
  if (code !== 'commander.missingArgument' && code !== 'commander.optionMissingArgument') return ''
  const [, name = ''] = /'([^']+)'/.exec(first) ?? []
  const found =
    failed.registeredArguments.find((one) => one.name() === name) ?? failed.options.find(({ flags }) => flags === name)
  return found?.argChoices ? `: ${found.argChoices.join(', ')}` : ''
}

/** Returns the sentence with the command line that the person probably means. */
async function lineHint(first: string, refused: Refused): Promise<string | undefined> {
  const { code, failed, argv } = refused
  if (code === 'commander.unknownCommand') return await commandMeant(failed, argv)
  if (code === 'commander.excessArguments' || code === 'commander.invalidArgument') {
    const line = withDashes(failed, argv)
    return line && `Did you mean: ${line}`
  }
  const isUnknownOption = code === 'commander.unknownOption'
  if (startsProgram(failed) && (isUnknownOption || code === 'commander.missingArgument'))
    return `Put the program after two dashes: ${programBehindDashes(refused)}`
  if (!isUnknownOption) return undefined
  return failed.parent === null ? optionBehind(failed, argv) : asArgument(first, refused)
}

/** Returns the sentence about the command that an unknown word probably means. */
async function commandMeant(failed: Command, argv: readonly string[]): Promise<string | undefined> {
  const unknown = failed.args[0] ?? ''
  const isMethod = failed.parent === null && /^[a-z]{1,40}(?:\.[a-z]\w{0,40}){1,4}$/i.test(unknown)
  if (isMethod)
    return `A method of Slack: slack-tokens call ${argv.slice(argv.indexOf(unknown)).map(shellWord).join(' ')}`
  const line = await lineMeant(failed, unknown, argv)
  if (line !== undefined) return `Did you mean: ${line}`
  // A command of `gh auth` has no near name here: it is another thing.
  if (unknown.toLowerCase() === 'auth') return undefined
  const names = failed.commands.flatMap((one) => [one.name(), ...one.aliases()])
  const near = nearCommands(unknown, names)
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

/**
 * Refuses options and dashes behind the name of a program that does not come after two dashes. They belong to the
 * program, but commander takes common options, `--help` and the first two dashes from any place.
 * @throws CliError with the exit reason `usage`; its hint is the line with two dashes.
 */
export async function refuseMixedOptions(program: Command, argv: readonly string[]): Promise<void> {
  const found = await commandAt(otherWords(argv, program.options))
  if (!found || !startsProgram(found.command)) return
  const failed = found.command
  const name = fullName(failed)
  const words = typedWords(argv, [...failed.options, ...program.options])
  const start = words.filter(({ kind }) => kind === 'other')[name.split(' ').length - 1]
  if (!start || start.word === '--') return
  // An unknown option before the program is refused by commander: its value could be taken for the program.
  if (words.some(({ kind, option, at }) => kind === 'flag' && !option && at < start.at)) return
  const mixed = words.find(({ word, kind, at }) => at > start.at && (kind === 'flag' || word === '--'))
  if (!mixed) return
  throw new CliError('usage', `${name}: ${mixed.word} comes behind ${start.word}, to which it belongs`, {
    code: 'usage',
    hint: `Put the program after two dashes: ${programBehindDashes({ failed, argv })}   Help: ${name} --help`,
  })
}

/** Returns the typed command line with two dashes before its program; an example when the program is not certain. */
function programBehindDashes({ failed, argv }: Pick<Refused, 'failed' | 'argv'>): string {
  const [, ...names] = fullName(failed).split(' ')
  const words = typedWords(argv, [...failed.options, ...offeredFlags(failed)])
  const isProgram = words.filter(({ kind }) => kind === 'other')[names.length]
  const isUnknown = ({ kind, option }: TypedWord) => kind === 'flag' && option === undefined
  if (!isProgram || isProgram.word === '--' || words.slice(0, isProgram.at).some(isUnknown))
    return `${fullName(failed)} -- node app.js --port 3000`
  const line = [...argv.slice(0, isProgram.at), '--', ...argv.slice(isProgram.at)]
  return ['slack-tokens', ...line.map(shellWord)].join(' ')
}

/** Returns the sentence about an unknown option that has the name of an argument of the command. */
function asArgument(first: string, { failed, argv }: Refused): string | undefined {
  const [, flag = ''] = /^unknown option '(--[^']+)'$/.exec(first) ?? []
  const [typed = '', ...value] = flag.split('=')
  const name = typed.slice(2)
  if (!failed.registeredArguments.some((one) => one.name() === name)) return undefined
  const line = argv.flatMap((word) => (word !== flag ? [word] : value.length > 0 ? [value.join('=')] : []))
  return `The ${name} is an argument: ${['slack-tokens', ...line.map(shellWord)].join(' ')}`
}
