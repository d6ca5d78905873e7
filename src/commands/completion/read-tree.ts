import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { systemCode } from '../../errors.ts'
import type { TreeNode } from '../../runtime/tree-types.ts'

type Head = Pick<TreeNode, 'name' | 'aliases' | 'description'>

/**
 * Reads the tree of all commands that the build wrote (see `commandTree` in build.js); undefined in the source, which has
 * no such file. Its first line has the options of the program and the heads of its commands; each further line has the
 * rest of one command, which is parsed when something of it is read: a key press needs one command of forty.
 */
export function readTree(): TreeNode | undefined {
  const text = written()
  if (text === undefined) return undefined
  const [first = '', ...rest] = text.split('\n')
  const program = JSON.parse(first) as Omit<TreeNode, 'commands'> & { readonly commands: readonly Head[] }
  return { ...program, commands: program.commands.map((head, at) => commandOf(head, rest[at] ?? '')) }
}

function written(): string | undefined {
  try {
    return readFileSync(fileURLToPath(new URL('./completion.jsonl', import.meta.url)), 'utf8')
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw error
  }
}

function commandOf(head: Head, line: string): TreeNode {
  let parsed: Omit<TreeNode, keyof Head> | undefined
  const rest = () => {
    parsed ??= JSON.parse(line) as Omit<TreeNode, keyof Head>
    return parsed
  }
  return {
    ...head,
    get arguments() {
      return rest().arguments
    },
    get options() {
      return rest().options
    },
    get globalOptions() {
      return rest().globalOptions
    },
    get commands() {
      return rest().commands
    },
  }
}
