import { spawnSync } from 'node:child_process'
import { afterAll, describe, expect, it } from 'vitest'
import { complete } from '../../../src/commands/completion/complete.ts'
import { commandTree } from '../../../src/runtime/command-tree.ts'
import type { TreeNode } from '../../../src/runtime/tree-types.ts'
import { launcher } from '../../support/program.ts'
import { temporaryFolder } from '../../support/temporary.ts'

const folder = temporaryFolder()
afterAll(() => folder[Symbol.dispose]())

/** Returns the lines that the built program prints for a half-typed line. */
function built(words: readonly string[]): readonly string[] {
  const { stdout } = spawnSync(process.execPath, [launcher, 'completion', 'zsh', '--complete', ...words], {
    encoding: 'utf8',
    env: { ...process.env, SLACK_TOKENS_CONFIG_DIR: folder.path },
  })
  return stdout.split('\n').slice(0, -2)
}

/** Returns the words that lead to each command of the tree. */
function paths(node: TreeNode, before: readonly string[] = []): (readonly string[])[] {
  return [before, ...node.commands.flatMap((one) => paths(one, [...before, one.name]))]
}

describe('the tree of commands that the build wrote', async () => {
  const tree = await commandTree()
  const none = () => Promise.resolve({ candidates: [], files: false })

  it('offers the options and subcommands of every command as the source does', async () => {
    const all = paths(tree)
    expect(all.length).toBeGreaterThan(60)
    for (const words of all) {
      const { candidates } = await complete([...words, '--'], tree, none)
      const expected = candidates.map(({ value, description }) => `${value}\t${description.replace(/\s+/g, ' ')}`)
      expect(built(['--', ...words, '--']), words.join(' ')).toStrictEqual(expected)
    }
  })
})
