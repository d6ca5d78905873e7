import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createMachine, type Machine } from '../support/cli.ts'
import { advisedTexts } from '../support/forms/advised.ts'
import { commandForms, exchangeForms, terraformForms } from '../support/forms/app-credentials.ts'
import { commentForms, templateForms } from '../support/forms/placeholders.ts'
import { clientId, secret } from '../support/forms/types.ts'
import { commandsInAnswer } from '../support/printed-commands.ts'

/** Commands that this test does not run, because they need a token in the environment or the network. */
const elsewhere: ReadonlySet<string> = new Set(['post', 'call', 'upload', 'whoami', 'webhook'])

/** Returns the commands in a screen as lists of words, with a real client id for the placeholder ID. */
function commandsOf(screen: string): readonly string[][] {
  return screen
    .split('\n')
    .filter((line) => line.includes('slack-tokens '))
    .flatMap((line) => commandsInAnswer(line.trim()))
    .map((words) => words.map((word) => (word === 'ID' ? clientId : word)))
    .filter(([name = '', option]) => !elsewhere.has(name) && !(name === 'login' && option === '--sim'))
}

/** Runs a command as a person would. Returns what is wrong; null when the command works. */
async function problemOf(machine: Machine, words: readonly string[], text: string): Promise<string | null> {
  const [name = ''] = words
  const read = words.includes('<') ? words.slice(0, words.indexOf('<')) : words
  const more = name === 'import' ? ['--offline'] : name === 'login' ? ['--start', '--json'] : []
  const input = name === 'login' ? '' : text
  const ran = await machine.run([...read, ...more], { input })
  const { code, stderr } = ran
  // At a terminal, this login would ask what to install. Without a terminal it exits with a usage error.
  const asks = name === 'login' && (ran.json as { readonly error?: string }).error === 'usage'
  // Only Slack can check a configuration token, and there is no network, so exit code 1 counts as success.
  const sent = words.join(' ').startsWith('app config-token') && code === 1
  return code === 0 || asks || sent ? null : `${words.join(' ')}: ${code} ${stderr.split('\n').slice(0, 2).join(' ')}`
}

/** Returns every problem with the commands that `explain` prints, and with the commands that these print in turn. */
async function problemsWith(text: string, way: 'file' | 'pipe'): Promise<readonly string[]> {
  using machine = createMachine({ SLACK_CLIENT_SECRET: secret })
  mkdirSync(machine.directory, { recursive: true })
  writeFileSync(join(machine.directory, 'in.txt'), text)
  const { stdout, stderr } = await machine.run(['explain', way === 'file' ? 'in.txt' : '-'], { input: text })
  const problems: (string | null)[] = []
  for (const words of commandsOf(`${stdout}\n${stderr}`)) {
    problems.push(await problemOf(machine, words, text))
    if (words[0] !== 'import' && words[1] !== 'add') continue
    using other = createMachine({ SLACK_CLIENT_SECRET: secret })
    mkdirSync(other.directory, { recursive: true })
    writeFileSync(join(other.directory, 'in.txt'), text)
    const argv = words.includes('<') ? words.slice(0, words.indexOf('<')) : words
    const stored = await other.run(words[0] === 'import' ? [...argv, '--offline'] : argv, { input: text })
    for (const next of commandsOf(`${stored.stdout}\n${stored.stderr}`)) {
      if (stored.code === 0) problems.push(await problemOf(other, next, text))
    }
  }
  return problems.filter((one) => one !== null)
}

const others = [...terraformForms, ...commandForms, ...exchangeForms, ...templateForms, ...commentForms]
const texts = [...advisedTexts, ...others.map(({ name, text }) => [name, text] as const)]

describe('each command that explain prints', () => {
  it.each(texts)('exits with 0 when explain has read the sample “%s” from a file', async (_name, text) => {
    expect(await problemsWith(text, 'file')).toEqual([])
  })

  it.each(texts)('exits with 0 when explain has read the sample “%s” from a pipe', async (_name, text) => {
    expect(await problemsWith(text, 'pipe')).toEqual([])
  })

  it.each([
    'a censored answer',
    'an answer with stars',
    'a masked webhook',
    'stars in a .env',
    'a masked client secret',
  ])('is not import when explain has read the sample “%s”', async (name) => {
    using machine = createMachine()
    const [, text = ''] = advisedTexts.find(([one]) => one === name) ?? []
    const { stdout } = await machine.run(['explain', '-'], { input: text })
    expect(commandsOf(stdout).filter(([first]) => first === 'import')).toEqual([])
  })
})

describe('the command line of login --sim, when nothing is installed', () => {
  it.each([
    ['which', ['which', 'search.messages'], ''],
    ['scopes', ['scopes', 'search:read'], ''],
    [
      'why, for an answer',
      ['why'],
      '{"ok":false,"error":"missing_scope","needed":"chat:write","provided":"users:read"}',
    ],
    ['why, for an error code', ['why', 'missing_scope'], ''],
  ])('is in the output of %s', async (_name, argv, input) => {
    using machine = createMachine()
    const { stdout, stderr } = await machine.run(argv, { input })
    expect(stdout + stderr).toMatch(/slack-tokens login --(?:user-)?scopes/)
    expect(stdout + stderr).toContain('slack-tokens login --sim')
  })

  it('is in the hint of login --add-scope for the mistyped scope chat:wirte, with the question “chat:write?”', async () => {
    using machine = createMachine()
    const { code, json } = await machine.run(['login', '--add-scope', 'chat:wirte', '--json'], { input: '' })
    expect([code, json]).toMatchObject([2, { error: 'usage' }])
    const { hint } = json as { readonly hint: string }
    expect(hint).toContain('chat:write?')
    expect(hint).toContain('slack-tokens login --sim --scopes chat:wirte')
  })
})
