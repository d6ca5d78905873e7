import { subcommandOf } from '../../runtime/tree-lookup.ts'
import type { TreeArgument, TreeNode, TreeOption } from '../../runtime/tree-types.ts'

/** A word that can follow, with what it means. */
export interface OfferedWord {
  readonly value: string
  readonly description: string
}

/** What a shell can offer for the word that the user completes. */
export interface Completions {
  readonly candidates: readonly OfferedWord[]
  /** Whether the shell should offer its files too. */
  readonly files: boolean
  /**
   * The number of words, the program’s name included, before the command line of another program, as in `run -- git`. The
   * shell completes that command line.
   */
  readonly program?: number
}

/** What takes a value: an option or an argument of a command. */
export interface Taker {
  /** The full name of the command, such as `app show`. */
  readonly path: string
  /** The option, such as `--profile`; undefined for an argument. */
  readonly option: string | undefined
  /** The placeholder of the value, such as `method`. */
  readonly placeholder: string
  /** The arguments of the command that are already typed. */
  readonly typed: readonly string[]
}

/** Returns the known values of an option or argument, and whether the value can be the name of a file. */
export type ValueSource = (taker: Taker) => Promise<Completions>

/**
 * Returns the candidates for the last word of a command line.
 * @param words the words after the program’s name; the last one is the one to complete, `''` for a new word
 */
export async function complete(words: readonly string[], tree: TreeNode, values: ValueSource): Promise<Completions> {
  const { candidates, ...rest } = await offersFor(words, tree, values)
  // Two installations can have a webhook of one channel, or a user of one name.
  const once = new Map(candidates.toReversed().map((one) => [one.value, one]))
  return { candidates: [...once.values()].toReversed(), ...rest }
}

async function offersFor(words: readonly string[], tree: TreeNode, values: ValueSource): Promise<Completions> {
  const last = words.at(-1) ?? ''
  const place = placeOf(words.slice(0, -1), tree)
  const { command, awaits, typed } = place
  if (place.program !== undefined) return { candidates: [], files: true, program: place.program }
  if (place.isEnded) return { candidates: [], files: true }
  const offered = optionsOf(command, tree)
  const [, long = '', begun] = /^(--[^=]+)=(.*)$/s.exec(last) ?? []
  if (begun !== undefined) {
    const option = offered.find((one) => one.long === long)
    const found = await valuesOf(option, begun, place, values)
    return { ...found, candidates: found.candidates.map((one) => ({ ...one, value: `${long}=${one.value}` })) }
  }
  if (awaits && !last.startsWith('-')) return await valuesOf(awaits, last, place, values)
  if (last.startsWith('-')) return { candidates: optionCandidates(offered, last), files: false }
  const subcommands = typed.length === 0 ? command.commands : []
  const candidates = subcommands.flatMap(({ name, aliases, description }) => {
    return [name, ...aliases].map((value) => ({ value, description }))
  })
  if (takesProgram(command)) return { candidates: [], files: true, program: words.length }
  const argument = command.arguments[typed.length] ?? command.arguments.findLast(({ variadic }) => variadic)
  const found = await valuesOf(argument, last, place, values)
  return { ...found, candidates: [...startingWith(candidates, last), ...found.candidates] }
}

interface TypedPlace {
  readonly command: TreeNode
  /** The full name of the command, without the program’s name. */
  readonly path: string
  /** The option whose value is next. */
  readonly awaits: TreeOption | undefined
  /** The arguments so far. */
  readonly typed: readonly string[]
  /** Whether `--` has ended the options. */
  readonly isEnded: boolean
  /** The number of words before the program that the command starts, when the next word belongs to that program. */
  readonly program: number | undefined
}

/** Finds the command and the argument to which the next word belongs. */
function placeOf(words: readonly string[], tree: TreeNode): TypedPlace {
  let command = tree
  const names: string[] = []
  let awaits: TreeOption | undefined
  const typed: string[] = []
  for (const [index, word] of words.entries()) {
    const place = { command, path: names.join(' '), awaits: undefined, typed, isEnded: true }
    if (word === '--') return { ...place, program: takesProgram(command) ? index + 2 : undefined }
    if (word.startsWith('-') && word !== '-') {
      const option =
        optionsOf(command, tree).find(({ long, short }) => long === word || short === word) ?? unknownOption(word)
      awaits = option && option.type !== 'boolean' ? option : undefined
    } else if (awaits) {
      // An option with a list takes further words until the next option.
      if (awaits.type !== 'list') awaits = undefined
    } else {
      const next = typed.length === 0 ? subcommandOf(command, word) : undefined
      if (next) {
        command = next
        names.push(next.name)
      } else if (takesProgram(command)) return { ...place, program: index + 1 }
      else typed.push(word)
    }
  }
  return { command, path: names.join(' '), awaits, typed, isEnded: false, program: undefined }
}

/** Whether the arguments of a command are the command line of another program. */
function takesProgram({ arguments: [first] }: TreeNode): boolean {
  return first?.name === 'program'
}

/** An option that the command does not have: its value, if it takes one, is no argument of the command. */
function unknownOption(word: string): TreeOption | undefined {
  return word.includes('=') ? undefined : { long: word, description: '', type: 'text' }
}

/** Returns the options that a command accepts, its own first. */
function optionsOf(command: TreeNode, tree: TreeNode): readonly TreeOption[] {
  if (command === tree) return tree.options
  const own = new Set(command.options.map(({ long }) => long))
  const common = tree.options.filter(({ long }) => command.globalOptions.includes(long) && !own.has(long))
  return [...command.options, ...common]
}

function optionCandidates(options: readonly TreeOption[], last: string): readonly OfferedWord[] {
  const help = { value: '--help', description: 'print the help' }
  return startingWith([...options.map(({ long, description }) => ({ value: long, description })), help], last)
}

async function valuesOf(
  taker: TreeOption | TreeArgument | undefined,
  last: string,
  { path, typed }: Pick<TypedPlace, 'path' | 'typed'>,
  values: ValueSource,
): Promise<Completions> {
  if (!taker) return { candidates: [], files: false }
  const option = 'long' in taker ? taker.long : undefined
  const placeholder = 'long' in taker ? (taker.value ?? '') : taker.name
  const known =
    taker.choices?.map((value) => ({ value, description: '' })) ?? ('long' in taker ? taker.values : undefined)
  const found = known ? { candidates: known, files: false } : await values({ path, option, placeholder, typed })
  // In a list with commas, only the last part is completed.
  const comma = isList(placeholder) ? last.lastIndexOf(',') + 1 : 0
  const [before, begun] = [last.slice(0, comma), last.slice(comma)]
  const candidates = startingWith(found.candidates, begun).map((one) => ({ ...one, value: before + one.value }))
  return { candidates, files: found.files }
}

function isList(placeholder: string): boolean {
  return /^(?:findings|list|methods|names|scopes)$/.test(placeholder)
}

function startingWith(candidates: readonly OfferedWord[], begun: string): readonly OfferedWord[] {
  return candidates.filter(({ value }) => value.startsWith(begun))
}
