import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { topics } from '../src/commands/help/topics.ts'
import { isSame, shownCommands, withRealOutput } from './support/console-blocks.ts'
import { launcher } from './support/program.ts'
import { createReaderPlace, type ReaderOptions } from './support/reader-place.ts'

const root = join(dirname(launcher), '..')

/** The manifest of test/subjects/deploy.mjs. */
const deployManifest = {
  display_information: { name: 'Deploy' },
  features: {
    bot_user: { display_name: 'deploy' },
    slash_commands: [{ command: '/deploy', url: 'http://localhost:$PORT/slack/events', description: 'Deploys' }],
  },
  oauth_config: { scopes: { bot: ['commands', 'app_mentions:read', 'chat:write'] } },
  settings: {
    event_subscriptions: { request_url: 'http://localhost:$PORT/slack/events', bot_events: ['app_mention'] },
    interactivity: { is_enabled: true, request_url: 'http://localhost:$PORT/slack/events' },
  },
}

/** The documents whose commands run. Each has what its reader already has, such as files and environment variables. */
const documents: readonly (readonly [string, ReaderOptions])[] = [
  ['README.md', { slack: /login 'https/, env: { SLACK_CLIENT_SECRET: 'simulated-client-secret' } }],
  [
    'docs/your-app.md',
    {
      files: { 'app.mjs': { from: 'test/subjects/plain.mjs' }, 'calls.mjs': { from: 'test/subjects/three-calls.mjs' } },
      env: { DEFECT: 'state-lost-strict', SLACK_CLIENT_SECRET: 'simulated-client-secret' },
      slack: /login 'https/,
    },
  ],
  [
    'docs/simulator.md',
    { files: { 'app.mjs': { from: 'test/subjects/deploy.mjs' }, 'manifest.json': JSON.stringify(deployManifest) } },
  ],
  ['docs/login.md', { env: { SLACK_CLIENT_SECRET: 'simulated-client-secret' } }],
  ['docs/config-file.md', {}],
  ['docs/errors.md', {}],
  [
    'docs/ci.md',
    {
      files: {
        'app.mjs': { from: 'test/subjects/plain.mjs' },
        '.slack-tokens.json': JSON.stringify({ drive: { start: 'npm start', scenarios: ['allow'] } }),
      },
    },
  ],
  [
    'skills/slack-tokens/SKILL.md',
    {
      files: {
        'app.mjs': { from: 'test/subjects/plain.mjs' },
        'test.mjs': 'await fetch("https://slack.com/api/api.test")',
      },
      env: { SLACK_CLIENT_SECRET: 'simulated-client-secret' },
    },
  ],
]

describe.skipIf(process.platform === 'win32')('the commands that a document shows', () => {
  // `npm run docs` replaces the output that the document shows with the real output.
  it.each(documents)('print the output that the document shows below them: %s', async (name, options) => {
    const path = join(root, name)
    const document = readFileSync(path, 'utf8')
    const commands = shownCommands(document)
    expect(commands.length).toBeGreaterThan(0)
    await using place = await createReaderPlace(options)
    const real = await place.run(commands.map(({ command }) => command))
    await expect(withRealOutput(document, commands, real)).toMatchFileSnapshot(path)
  })
})

describe('the skill', () => {
  it('has the front matter of the public format', () => {
    const [, head = ''] =
      /^---\n(.*?)\n---\n/s.exec(readFileSync(join(root, 'skills/slack-tokens/SKILL.md'), 'utf8')) ?? []
    const { name, description, ...others } = parse(head) as Record<string, string>
    // The name must be the name of the folder.
    expect([name, Object.keys(others)]).toEqual(['slack-tokens', ['license']])
    expect(description?.length).toBeGreaterThan(50)
    expect(description?.length).toBeLessThan(1024)
  })
})

describe('help agents', () => {
  it('names no option or command that the skill does not name', () => {
    const skill = readFileSync(join(root, 'skills/slack-tokens/SKILL.md'), 'utf8').replace(/'https:[^']*' /g, '')
    const named = topics['agents']?.(200).match(/(?<=^ {2})\S+(?: \S+)*/gm) ?? []
    expect(named.length).toBeGreaterThan(8)
    expect(named.filter((one) => !skill.includes(one))).toEqual([])
  })
})

describe('the code that reads the console blocks of a document', () => {
  const document = ['```console', '$ echo a \\', '> b', 'a …', '', '$ true', '```', '', '```sh', 'x', '```'].join('\n')

  it('finds commands, continued lines and output', () => {
    expect(shownCommands(document)).toMatchObject([
      { command: 'echo a \\\nb', output: ['a …'] },
      { command: 'true', output: [] },
      { command: 'x', language: 'sh' },
    ])
    expect(() => shownCommands('```console\necho\n```')).toThrow('begins with a command')
  })

  it('replaces an output that differs, and keeps an output that is the same', () => {
    const commands = shownCommands(document)
    const came = (...output: string[]) => withRealOutput(document, commands, [{ code: 0, output }, ok, ok])
    const ok = { code: 0, output: [] }
    expect(came('a b')).toBe(document)
    expect(came('c')).toContain('> b\nc\n\n$ true')
    expect(() => withRealOutput(document, commands, [ok, ok, { code: 3, output: ['no'] }])).toThrow('ended with 3')
  })

  it.each([
    ['xoxb-…1234 x', 'xoxb-…abcd x', true],
    ['xoxb-…1234', 'xoxp-…1234', false],
    ['a\n…\nd', 'a\nb\nc\nd', true],
    ['a\n…', 'b\nc', false],
    ['a', 'a\nb', false],
    ['ts 1795897321.371000 of U0SIMDANA', 'ts 1795897321.371001 of U0SIMDAN2', true],
  ])('judges %j against %j', (shown, came, same) => {
    const [command] = shownCommands(`\`\`\`console\n$ x\n${shown}\n\`\`\``)
    if (!command) throw new Error('no command')
    expect(isSame(command, { code: 0, output: came.split('\n') })).toBe(same)
  })

  it('accepts a command without shown output only when it succeeds', () => {
    const [command] = shownCommands('```console\n$ x\n```')
    if (!command) throw new Error('no command')
    expect([0, 1].map((code) => isSame(command, { code, output: ['any'] }))).toEqual([true, false])
  })
})
