import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command, CommanderError } from 'commander'
import { describe, expect, it } from 'vitest'
import { commands } from '../../src/runtime/command-list.ts'
import { commonOptions } from '../../src/runtime/common-options.ts'
import { sentenceMeaning } from '../../src/slack/facts/known-errors/sentence-meaning.ts'
import { allCodes, allMeanings, knownSentences } from '../../src/slack/facts/known-errors/tables.ts'
import { commandsInAnswer, commandsInDocument, printedCommands } from '../support/printed-commands.ts'
import { unused } from '../support/unused.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const source = join(root, 'src')

/** The documents for people who use the program. */
const documents = [
  'README.md',
  'SECURITY.md',
  'examples/README.md',
  'skills/slack-tokens/SKILL.md',
  ...readdirSync(join(root, 'docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
]

/** Returns a parser with the program’s commands and options, but without their actions. */
async function parser(): Promise<Command> {
  const program = new Command('slack-tokens').helpCommand(false)
  for (const option of commonOptions()) program.addOption(option)
  for (const { name, alias, load } of commands) {
    const command = program.command(name)
    if (alias) command.alias(alias)
    const { define } = await load()
    define(command, unused, unused)
  }
  const quiet = (command: Command) => {
    command.exitOverride().configureOutput({ writeErr: () => {}, writeOut: () => {} })
    // `drive` has an action of its own in addition to its subcommand.
    if (command.commands.length === 0 || command.registeredArguments.length > 0) command.action(() => {})
    for (const one of command.commands) quiet(one)
  }
  quiet(program)
  return program
}

async function problem(words: readonly string[]): Promise<string | undefined> {
  try {
    await (await parser()).parseAsync(words, { from: 'user' })
    return undefined
  } catch (error) {
    if (error instanceof CommanderError && (error.exitCode === 0 || error.code === 'commander.help')) return undefined
    return error instanceof Error ? error.message : String(error)
  }
}

/** Whether a sentence only names a command, without its arguments. */
function isOnlyNamed(message: string, words: readonly string[]): boolean {
  return message.includes('missing required argument') && words.every((word) => /^[a-z]+$/.test(word))
}

describe('command lines that the program prints', () => {
  it("are valid for the program's parser", async () => {
    const printed = printedCommands(source)
    expect(printed.length).toBeGreaterThan(250)
    const wrong: string[] = []
    for (const { place, words } of printed) {
      const message = await problem(words)
      if (message && !isOnlyNamed(message, words)) wrong.push(`${place}: slack-tokens ${words.join(' ')} – ${message}`)
    }
    expect(wrong).toEqual([])
  })

  it('are valid in every next step that why prints', async () => {
    const answers = [
      ...allCodes().flatMap((code) => allMeanings(code).map(({ next }) => ({ about: code, next }))),
      ...knownSentences.map((sentence) => ({ about: sentence.id, next: sentenceMeaning(sentence).next })),
    ]
    const printed = answers.flatMap(({ about, next }) => commandsInAnswer(next).map((words) => ({ about, words })))
    expect(printed.length).toBeGreaterThan(150)
    const lines = new Map(printed.map(({ about, words }) => [words.join('\u0000'), { about, words }]))
    const wrong: string[] = []
    for (const { about, words } of lines.values()) {
      const message = await problem(words)
      if (message && !isOnlyNamed(message, words)) wrong.push(`${about}: slack-tokens ${words.join(' ')} – ${message}`)
    }
    expect(wrong).toEqual([])
  })

  it.each(documents)('are valid where a document names them, also in indented code: %s', async (name) => {
    const wrong: string[] = []
    for (const words of commandsInDocument(readFileSync(join(root, name), 'utf8'))) {
      const message = await problem(words)
      if (message && !isOnlyNamed(message, words)) wrong.push(`slack-tokens ${words.join(' ')} – ${message}`)
    }
    expect(wrong).toEqual([])
  })

  it('are found in all code of a document, also in front of a remark and with a choice of subcommands', () => {
    const text = [
      '    npx slack-tokens drive --strat "a b"     starts it',
      'See `slack-tokens app add|list NAME`, in prose',
    ].join('\n')
    expect(commandsInDocument(text)).toEqual([
      ['drive', '--strat', 'a b'],
      ['app', 'add', 'NAME'],
    ])
    const all = documents.flatMap((name) => commandsInDocument(readFileSync(join(root, name), 'utf8')))
    expect(all.length).toBeGreaterThan(100)
  })

  it('are checked by problem(), which reports each invalid command line', async () => {
    expect(await problem(['logn'])).toContain('logn')
    expect(await problem(['login', '--scope', 'chat:write'])).toContain('--scope')
    expect(await problem(['app', 'forget', 'NAME'])).toContain('forget')
    expect(await problem(['use', 'NAME', 'OTHER'])).toContain('too many arguments')
  })
})
