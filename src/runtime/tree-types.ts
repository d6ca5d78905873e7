import type { KnownValue } from './known-values.ts'

/** An argument of a command. */
export interface TreeArgument {
  readonly name: string
  readonly description: string
  readonly required: boolean
  /** Whether the argument takes all remaining words of the command line. */
  readonly variadic: boolean
  /** The only allowed values; undefined when every value is allowed. */
  readonly choices?: readonly string[]
  /** Values that the argument accepts, with what they mean; undefined when none are listed. */
  readonly values?: readonly KnownValue[]
}

/** An option of a command. */
export interface TreeOption {
  readonly long: string
  readonly short?: string
  readonly description: string
  /** `boolean`: without a value; `list`: takes one value or more. */
  readonly type: 'boolean' | 'text' | 'number' | 'list'
  /** The placeholder of the value, such as `file`; undefined for a boolean. */
  readonly value?: string
  /** The only allowed values, or the allowed parts of a value with commas; undefined when every value is allowed. */
  readonly choices?: readonly string[]
  /** Values that the option accepts, with what they mean; undefined when none are listed. */
  readonly values?: readonly KnownValue[]
  /** The value that is used without the option. */
  readonly default?: string | number
  /** What is used without the option, in words, when `default` does not say it all. */
  readonly defaultText?: string
}

/** The part of a command that completion reads. */
export interface TreeNode
  extends Pick<TreeCommand, 'name' | 'aliases' | 'description' | 'arguments' | 'options' | 'globalOptions'> {
  readonly commands: readonly TreeNode[]
}

/** A command with everything that its help shows, and its subcommands. */
export interface TreeCommand {
  readonly name: string
  readonly aliases: readonly string[]
  /** The group in the help of the program; undefined for a subcommand. */
  readonly group?: string
  readonly description: string
  readonly usage: string
  readonly arguments: readonly TreeArgument[]
  readonly options: readonly TreeOption[]
  /** The global options that apply to the command; the program’s own `options` describe them. */
  readonly globalOptions: readonly string[]
  /** The command lines of the help’s examples. */
  readonly examples: readonly string[]
  readonly commands: readonly TreeCommand[]
}
