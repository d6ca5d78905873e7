import { Argument, type Command, Option } from 'commander'
import type { Context } from '../../runtime/context.ts'
import type { TreeCommand, TreeNode } from '../../runtime/tree-types.ts'
import { bashWords, linesForBash, splitLine } from './bash-line.ts'
import { complete } from './complete.ts'
import { readTree } from './read-tree.ts'
import { type CompletionShell, installLines, script, shells } from './script.ts'
import { valueSource } from './sources.ts'

const help = `
Completes commands, options, choices, the names of stored installations and apps, methods, scopes, events and error codes.
It needs the program on the path: npm install --global slack-tokens

To turn it on:
${shells.map((shell) => `  ${installLines[shell]}`).join('\n')}

Examples:
  slack-tokens completion bash
  slack-tokens completion bash | head -n 3`

interface CompletionOptions {
  /** Print candidates in place of the script. */
  readonly complete?: boolean
  /** The half-typed command line, for bash. */
  readonly line?: string
  readonly breaks?: string
}

/** Adds the argument, the help and the action; and the hidden options with which the scripts ask for candidates. */
export function define(command: Command, context: () => Context, tree: () => Promise<TreeCommand>): void {
  command
    .addArgument(new Argument('<shell>', 'the shell that you use').choices(shells))
    // The words after --complete are the half-typed command line.
    .addOption(new Option('--complete').hideHelp())
    .addOption(new Option('--line <line>').hideHelp())
    .addOption(new Option('--breaks <characters>').hideHelp())
    .allowExcessArguments()
    .addHelpText('after', help)
    .action(async (shell: CompletionShell, options: CompletionOptions) => {
      const words = command.args.slice(1)
      if (options.complete) {
        const given = shell === 'fish' ? lastUnquoted(words) : words
        await answer(given, options, { tree: readTree() ?? (await tree()), context: context() })
      } else if (words.length > 0) command.error(`error: too many arguments: ${words.join(' ')}`)
      else printScript(shell, context())
    })
}

/** Returns the words of fish, which has removed the quotes of all words except the one to complete. */
function lastUnquoted(words: readonly string[]): string[] {
  return [...words.slice(0, -1), ...splitLine(words.at(-1) ?? '').words.slice(-1)]
}

/** Prints the script with which a shell asks for completions. */
function printScript(shell: CompletionShell, { terminal, typedName }: Context): void {
  if (typedName() !== 'slack-tokens')
    terminal.warn(
      'The script completes slack-tokens, which is not on your path. First: npm install --global slack-tokens',
    )
  if (terminal.wide) terminal.note(terminal.paint.dim(`To turn it on in every new shell: ${installLines[shell]}\n`))
  const text = script(shell)
  terminal.result({ ok: true, shell, install: installLines[shell], script: text }, () => text, { exact: true })
}

/**
 * Prints what can follow on a command line, one candidate a line, with a tab before its description. The last line is
 * `:0` if files can follow too; `:1 N` if the words after the first N are the command line of another program; otherwise
 * `:4`. For bash, prints the candidates without descriptions.
 */
async function answer(
  given: readonly string[],
  { line, breaks = '' }: CompletionOptions,
  { tree, context }: { readonly tree: TreeNode; readonly context: Context },
): Promise<void> {
  const typed = line === undefined ? undefined : splitLine(line)
  const found = await complete(typed?.words.slice(1) ?? given, tree, valueSource(context, tree))
  const { candidates, files, program } = found
  const lines = typed
    ? linesForBash(found, typed, breaks)
    : candidates.map(({ value, description }) => `${value}\t${description.replace(/\s+/g, ' ')}`)
  const before = typed && program !== undefined ? bashWords(typed.words.slice(0, program), breaks) : program
  lines.push(before === undefined ? (files ? ':0' : ':4') : `:1 ${before}`)
  context.terminal.result({ ok: true, ...found }, () => lines.join('\n'), { exact: true })
}
