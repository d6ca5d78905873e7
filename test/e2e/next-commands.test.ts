import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { shownCommands } from '../support/console-blocks.ts'
import { decide, visit } from '../support/login.ts'
import { commandsInAnswer } from '../support/printed-commands.ts'
import { freePort, launcher } from '../support/program.ts'
import { createReaderPlace, type ReaderOptions } from '../support/reader-place.ts'

const readme = readFileSync(join(dirname(launcher), '..', 'README.md'), 'utf8')
const [, afterHeading = ''] = readme.split('## The first hour\n')
const [firstHour = ''] = afterHeading.split(/^## /m)

/** The printed commands that show how Slack refuses a call, with the exit code that the same text announces. */
const refusals: Readonly<Record<string, number>> = {
  'slack-tokens call search.messages query=hello --as bot --force': 5,
}

/** Whether a printed line is a form: a person replaces the words in capitals. */
const isForm = (line: string) => / (?:[A-Z]{2,}|…)(?: |$)/.test(line)

/** Returns the command lines in the output of a command. In a table, two spaces are between a command and its meaning. */
function printedIn(output: readonly string[]): string[] {
  const lines = output.flatMap((line) => commandsInAnswer(line.replace(/(slack-tokens \S.*?) {2,}.*/, '$1')))
  return [...new Set(lines.map((words) => ['slack-tokens', ...words.map(quoted)].join(' ')))].filter(
    (line) => !isForm(line),
  )
}

const quoted = (word: string) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)

describe.skipIf(process.platform === 'win32')('the first hour of README.md', () => {
  it('prints no next command that is a dead end', async () => {
    const [slackPort, port] = [await freePort(), await freePort()]
    const options: ReaderOptions = {
      project: { port },
      files: { 'notes.txt': 'a file to upload' },
      env: { SLACK_CLIENT_SECRET: 'simulated-client-secret' },
      inProcess: {
        openBrowser: async (url) => void (await visit(await decide(url))),
        until: /It runs until you stop it/,
      },
    }
    const redirect = `https://localhost:${port}/slack/callback`
    const slack = `slack-tokens sim start --detach --port ${slackPort} --redirect-url ${redirect} >/dev/null 2>&1`
    await using place = await createReaderPlace(options)
    const dead: string[] = []
    const tried: string[] = []
    for (const { command } of shownCommands(firstHour)) {
      // The simulator is also the Slack at which the reader’s own app is installed.
      const typed = command.replace(/^npx /, '').replace('https://slack.com/', `http://localhost:${slackPort}/`)
      const ahead = command.includes('https://slack.com/') ? [slack] : []
      const ran = (await place.run([...ahead, typed])).at(-1)
      await place.stop()
      for (const line of printedIn(ran?.output ?? [])) {
        await using state = await createReaderPlace({ ...options, home: place.home })
        const next = (await state.run([...ahead, line])).at(-1)
        tried.push(line)
        if (next?.code !== (refusals[line] ?? 0))
          dead.push([typed, line, next?.code, ...(next?.output ?? [])].join('\n'))
      }
    }
    expect(tried.length).toBeGreaterThan(12)
    expect(dead).toEqual([])
  })
})
