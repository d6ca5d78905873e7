import type { Argument, Command, Option } from 'commander'
import manifest from '../../package.json' with { type: 'json' }
import { commands } from './command-list.ts'
import { definedProgram } from './defined-program.ts'
import { offeredFlags } from './global-flags.ts'
import { knownValues } from './known-values.ts'
import type { TreeArgument, TreeCommand, TreeOption } from './tree-types.ts'

/** Loads all commands, and returns the program as a tree. Runs no command. */
export async function commandTree(): Promise<TreeCommand> {
  return describe((await definedProgram(commands)).description(`${manifest.description}.`))
}

function describe(command: Command): TreeCommand {
  const help = command.createHelp()
  const isProgram = command.parent === null
  const group = command.helpGroup()?.replace(/:$/, '')
  return {
    name: command.name(),
    aliases: command.aliases(),
    ...(group && { group }),
    description: command.description(),
    usage: help.commandUsage(command),
    arguments: command.registeredArguments.map(describeArgument),
    options: command.options.filter(({ hidden }) => !hidden).map(describeOption),
    globalOptions: isProgram ? [] : offeredFlags(command).map(({ long }) => long ?? ''),
    examples: examplesOf(command),
    commands: command.commands.map(describe),
  }
}

function describeArgument(argument: Argument): TreeArgument {
  const { description, required, variadic, argChoices } = argument
  const values = knownValues(argument)
  return {
    ...{ name: argument.name(), description, required, variadic },
    ...(argChoices && { choices: argChoices }),
    ...(values && { values }),
  }
}

function describeOption(option: Option): TreeOption {
  const { long, short, description, variadic, argChoices, flags, defaultValue } = option
  const value = /[<[]([^<[\]>]+)[\]>]/.exec(flags)?.[1]
  const told = /\(default: ([^()]+)\)/.exec(description)?.[1]
  const listed = /^comma-separated: ([\w, -]+)$/.exec(description)?.[1]?.split(', ')
  const choices = argChoices ?? listed
  const values = knownValues(option)
  const isNumber = value !== undefined && !variadic && readsNumber(option)
  return {
    long: long ?? short ?? '',
    ...(short && long && { short }),
    description,
    type: value === undefined ? 'boolean' : variadic ? 'list' : isNumber ? 'number' : 'text',
    ...(value !== undefined && { value: value.replace(/\.\.\.$/, '') }),
    ...(choices && { choices }),
    ...(values && { values }),
    ...defaultOf(defaultValue === undefined ? told : String(defaultValue), { choices, isNumber }),
  }
}

/** Whether the option’s parser makes a number of its value. */
function readsNumber({ parseArg }: Option): boolean {
  return ['1', '8443'].some((text) => {
    try {
      return typeof parseArg?.(text, undefined) === 'number'
    } catch {
      return false
    }
  })
}

/** Returns the default of a help text, such as `8443`, as a value; as words when it is no value, or more than that. */
function defaultOf(
  told: string | undefined,
  { choices, isNumber }: { readonly choices: readonly string[] | undefined; readonly isNumber: boolean },
): Pick<TreeOption, 'default' | 'defaultText'> {
  if (told === undefined) return {}
  const [first = ''] = told.split(/[,;] /)
  const isValue = isNumber ? /^\d+$/.test(first) : choices ? choices.includes(first) : !/\s/.test(first)
  return {
    ...(isValue && { default: isNumber ? Number(first) : first }),
    ...(first !== told || !isValue ? { defaultText: told } : {}),
  }
}

/** Returns the command lines below “Examples:” in the help. */
function examplesOf(command: Command): string[] {
  let text = ''
  command.configureOutput({ writeOut: (part) => (text += part), getOutHelpWidth: () => 10_000 })
  command.outputHelp()
  const [, examples = ''] = text.split(/^Examples:\n/m)
  const lines = examples.split('\n')
  const end = lines.indexOf('')
  return lines
    .slice(0, end === -1 ? undefined : end)
    .filter((line) => /^ {2}\S/.test(line))
    .map((line) => line.trim())
}
