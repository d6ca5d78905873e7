import { afterAll, beforeAll, expect, it } from 'vitest'
import { practiceScopes } from '../../src/oauth/on-simulator.ts'
import { commandTree } from '../../src/runtime/command-tree.ts'
import type { TreeCommand } from '../../src/runtime/tree-types.ts'
import { chromiumPath } from './chromium.ts'
import type { RealOutput } from './console-blocks.ts'
import { type ExampleFiles, projectFiles, readersPrograms } from './help-files.ts'
import { presupposed } from './help-presupposed.ts'
import { decide, visit } from './login.ts'
import { startApp } from './people-app.ts'
import { freePort } from './program.ts'
import { createReaderPlace, type ReaderOptions, type ReaderPlace } from './reader-place.ts'
import { controlHeaders } from './simulator.ts'
import { startTlsSlack } from './tls-slack.ts'

/** An example in the help of a command. */
export interface HelpExample {
  /** The command, without `slack-tokens`: `app push`. */
  readonly command: string
  /** The line as the help prints it. */
  readonly line: string
}

/** Returns every example of the help, from the tree of all commands. */
export async function helpExamples(): Promise<HelpExample[]> {
  return examplesIn(await commandTree(), '')
}

function examplesIn({ examples, commands }: TreeCommand, command: string): HelpExample[] {
  return [
    ...examples.map((line) => ({ command, line })),
    ...commands.flatMap((one) => examplesIn(one, `${command} ${one.name}`.trim())),
  ]
}

/** Returns the names of all commands that have no subcommands. */
export async function leafCommands(): Promise<string[]> {
  const leaves = ({ name, commands }: TreeCommand, before: string): string[] =>
    commands.length === 0
      ? [`${before}${name}`]
      : commands.flatMap((one) => leaves(one, before === '' && name === 'slack-tokens' ? '' : `${before}${name} `))
  return leaves(await commandTree(), '')
}

const seed = (redirect: string) => `workspaces:
  - name: Acme
    id: T0123456789
    people:
      - { name: dana, admin: true }
      - { name: lee }
    channels:
      - { name: general, id: C012AB3CD, messages: [{ from: dana, text: hello }] }
      - { name: ops }
      - { name: design }
      - { name: builds }
      - { name: releases, id: C0RELEASES }
  - { name: Beta, id: T0BETA, people: [{ name: kim, admin: true }] }
  - { name: Acme Dev, id: T0ACMEDEV, people: [{ name: kim, admin: true }] }
apps:
  - name: My App
    id: A0123456789
    clientId: '1234567890.1234567890123'
    clientSecret: simulated-client-secret
    redirectUrls: ['${redirect}', 'https://localhost:3000/slack/callback']
`

const { bot, user } = practiceScopes('v2', false)

/** Whether an example is about the simulator, or a program in front of it. The others need an app at Slack. */
export function usesSimulator({ command }: HelpExample): boolean {
  return /^(?:sim|drive|demo|trace)\b/.test(command)
}

/** Adds a test for each example, which runs it as it is typed. */
export function examplesRun(examples: readonly HelpExample[]): void {
  let world: ExampleWorld
  beforeAll(async () => {
    world = await createExampleWorld()
  })
  afterAll(() => world[Symbol.asyncDispose]())
  const needsChromium = ({ line }: HelpExample) => line.includes('--browser') && chromiumPath === undefined
  it.skipIf(process.platform === 'win32').each(examples.filter((one) => !needsChromium(one)))(
    'work as $command --help shows them: $line',
    async (example) => {
      for (const { code, output } of await world.run(example)) expect(code, output.join('\n')).toBe(0)
    },
  )
}

/** Where examples run: two homes with what earlier commands stored, and the ports of what they talk to. */
export interface ExampleWorld extends AsyncDisposable {
  /** Runs an example where what it presupposes exists. Returns how all commands ended: those before it, and its own. */
  run(example: HelpExample): Promise<RealOutput[]>
}

/**
 * Prepares the home of a person who has installed an app in three workspaces of Slack (which is the simulator, on a
 * port), and the home of a person who uses the simulator.
 */
export async function createExampleWorld(): Promise<ExampleWorld> {
  const [slackPort, loginPort, app] = [await freePort(), await freePort(), await startApp()]
  const redirect = `https://localhost:${loginPort}/slack/callback`
  const apiUrl = `http://localhost:${slackPort}/api/`
  let pair: string[] = []
  const options = (which: 'slack' | 'simulator'): ReaderOptions => ({
    project: { port: loginPort },
    env: {
      EVENTS_URL: app.url,
      CONFIG_ACCESS: pair[0] ?? '',
      CONFIG_REFRESH: pair[1] ?? '',
      SLACK_CLIENT_SECRET: 'simulated-client-secret',
      SIM_PORT: String(slackPort),
      ...(which === 'slack' && { SLACK_API_URL: apiUrl }),
    },
    inProcess: { openBrowser: pressAllow },
  })
  const slack = await createReaderPlace({ ...options('slack'), files: { 'seed.yaml': seed(redirect) } })
  await succeed(slack, ['slack-tokens sim start --detach --port $SIM_PORT --seed seed.yaml --json'])
  pair = await configTokens(slack, apiUrl)
  await succeed(slack, [
    `printf '${pair.join('\\n')}' | slack-tokens app config-token`,
    `slack-tokens app add --name my-app --app-id A0123456789 --client-id 1234567890.1234567890123 --scopes ${bot.join(',')} --user-scopes ${user.join(',')}`,
    ...[
      ['beta', 'T0BETA'],
      ['acme-dev', 'T0ACMEDEV'],
      ['acme', 'T0123456789'],
    ].map(([name, team]) => `slack-tokens login --app my-app --profile ${name} --team ${team}`),
  ])
  // Storing a pair uses its refresh token, so the examples get the next one.
  pair = await configTokens(slack, apiUrl)
  await slack.stop()
  const simulator = await createReaderPlace(options('simulator'))
  await succeed(simulator, ['slack-tokens login --sim --approve'])
  await simulator.stop()
  const tls = await startTlsSlack()
  const own = (typed: string) => pair[['$CONFIG_ACCESS', '$CONFIG_REFRESH'].indexOf(typed)] ?? typed
  return {
    async run(example) {
      const { before = [], at = 'slack', types, until, files, webhookIn } = presupposed(example)
      const inProcess = {
        openBrowser: (url: string) => pressAllow(url, webhookIn),
        ...(types && { types: types.map(own) }),
        ...(until && { until }),
      }
      await using place = await createReaderPlace({
        ...(at === 'slack over TLS'
          ? { env: { ...tls.environment, TOKEN: tls.botToken } }
          : { ...options(at), inProcess, home: at === 'slack' ? slack.home : simulator.home }),
        files: present({ ...projectFiles, ...files }),
        programs: readersPrograms,
      })
      const lines = typedLines(example.line, { apiUrl, PORT: place.env['PORT'] ?? '' })
      const start = at === 'slack' ? ['slack-tokens sim start --detach --port $SIM_PORT >/dev/null 2>&1'] : []
      return await place.run([...start, ...before, ...lines])
    },
    async [Symbol.asyncDispose]() {
      await slack[Symbol.asyncDispose]()
      await simulator[Symbol.asyncDispose]()
      await tls[Symbol.asyncDispose]()
      app.close()
    },
  }
}

function present(files: ExampleFiles): NonNullable<ReaderOptions['files']> {
  return Object.fromEntries(Object.entries(files).flatMap(([name, file]) => (file === undefined ? [] : [[name, file]])))
}

async function pressAllow(url: string, webhookIn?: string): Promise<void> {
  await visit(await decide(url, { decision: 'allow', ...(webhookIn !== undefined && { channel: webhookIn }) }))
}

async function succeed(place: ReaderPlace, commands: readonly string[]): Promise<void> {
  for (const [index, { code, output }] of (await place.run(commands)).entries())
    if (code !== 0) throw new Error(`${commands[index]}\n${output.join('\n')}`)
}

/** Returns a configuration token of the simulator and its refresh token, which a person makes on Slack’s page. */
async function configTokens(place: ReaderPlace, apiUrl: string): Promise<string[]> {
  const [status] = await place.run(['slack-tokens sim status --json'])
  const { controlToken } = JSON.parse(status?.output.join('') ?? '') as { controlToken: string }
  const answer = await fetch(new URL('/_sim', apiUrl), { headers: controlHeaders({ controlToken }) })
  const { configToken, configRefreshToken } = (await answer.json()) as Record<string, string>
  return [configToken ?? '', configRefreshToken ?? '']
}

/**
 * Returns the command lines of an example as a reader types them: without the remark behind the command, with the
 * reader’s own values for what differs from reader to reader (`…`, ids of messages, ports).
 */
function typedLines(line: string, { apiUrl, PORT }: { apiUrl: string; PORT: string }): string[] {
  const [command = '', remark = ''] = line.split(/\s{3,}/)
  // The other “then” names `drive`, which has examples of its own.
  const [, then] = /^then: (.*)$/.exec(remark) ?? []
  return [command, ...(then === undefined ? [] : [then])].map((one) =>
    one
      .replace(
        'https://slack.com/oauth/v2/authorize?client_id=…&scope=…',
        `${new URL('/oauth/v2/authorize', apiUrl).href}?client_id=1234567890.1234567890123&scope=chat:write`,
      )
      .replace(/C0…\/p(?:17)?…/, 'C012AB3CD/p$(echo $TS | tr -d .)')
      .replace(/\b1700000000\.\d{6}/, '$TS')
      .replace('localhost:3000/slack/install', `localhost:${PORT}/install`)
      .replace('localhost:3000', `localhost:${PORT}`)
      .replace('--finish ID', '--finish $ID'),
  )
}
