import { once } from 'node:events'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { parseConfig } from '../../src/config/schema.ts'
import { commands } from '../../src/runtime/command-list.ts'
import { oneLine } from '../../src/slack/facts/one-line.ts'
import { exportedSecrets, plantedIn, said } from '../support/canaries.ts'
import { type CanaryRow, canaryRows } from '../support/canary-rows.ts'
import { createMachine } from '../support/cli.ts'
import { controlCharacters } from '../support/control-characters.ts'
import { keep } from '../support/kept.ts'
import { freePort } from '../support/program.ts'

/** A name with characters that start lines, erase or reverse text, or are invisible. */
const hostile =
  'W\r\nFAKE\u2028FAKE\u2029F\u0085F\u000bF\u001b[2K\u001b[1GF\u009b1GF\u202eF\u2066F\u200bF\u2060F\ufeffF\u001b]0;F\u0007\u061c\u{e0041}.'

/**
 * The fields that contain names, and those that contain ids. The tool may refuse an answer with invalid ids, but must
 * not print lines from them.
 */
const kinds = {
  names: [
    'name',
    'user',
    'team',
    'userName',
    'appName',
    'app_name',
    'channel',
    'title',
    'permalink',
    'warning',
    'code',
  ],
  ids: [
    'id',
    'team_id',
    'user_id',
    'app_id',
    'bot_id',
    'bot_user_id',
    'channel_id',
    'appId',
    'userId',
    'botId',
    'channelId',
    'scope',
  ],
} as const

/** Returns the value with the hostile text appended to every string in a field of `keys`. */
function spoiled<T>(value: T, keys: readonly string[]): T {
  const walk = (one: unknown, key: string): unknown => {
    if (Array.isArray(one)) return one.map((inner) => walk(inner, key))
    if (typeof one === 'object' && one !== null)
      return Object.fromEntries(Object.entries(one).map(([name, inner]) => [name, walk(inner, name)]))
    return typeof one === 'string' && keys.includes(key) ? `${one} ${hostile}` : one
  }
  return walk(value, '') as T
}

type Way = keyof typeof kinds | 'refusals'

/** Starts a Slack whose answers contain hostile names or hostile ids, or are refusals. */
async function startHostile(way: Way) {
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      const { port } = server.address() as { port: number }
      response.setHeader('content-type', 'application/json')
      response.setHeader('x-oauth-scopes', 'chat:write,channels:read,users:read,files:write')
      if (request.url?.startsWith('/services/')) return void response.end('ok')
      const body = said(`http://127.0.0.1:${port}`, '')
      const refused = {
        ok: false,
        error: `missing_scope ${hostile}`,
        needed: hostile,
        provided: hostile,
        response_metadata: { messages: [`[ERROR] ${hostile}`] },
      }
      response.end(JSON.stringify(way === 'refusals' ? refused : spoiled(body, kinds[way])))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await once(server.close(), 'close')
    },
  }
}

/** Returns the lines that a hostile name has started, and the lines with control characters. */
function forgeries(text: string): string[] {
  const lines = text.split(/\r\n|[\n\r\u0085\u2028\u2029\u000b]/)
  return [...lines.filter((line) => /^\s*"?FAKE/.test(line)), ...lines.filter((line) => controlCharacters.test(line))]
}

const clock = { now: () => Date.now(), sleep: () => Promise.resolve() }

/**
 * Returns the output of one row of the table when all names in stored data, in answers and in pasted text are hostile.
 */
async function printed(name: string, row: CanaryRow, way: Way): Promise<string> {
  await using slack = await startHostile(way)
  const env = exportedSecrets(slack.url)
  using machine = createMachine(env)
  const stored = plantedIn(slack.url)
  keep(machine.directory, { ...spoiled(stored, way === 'refusals' ? kinds.names : kinds[way]), active: 'acme' })
  const run = async ({ argv, input = '' }: Pick<CanaryRow, 'argv' | 'input'>) =>
    await machine.run([...name.split(' '), ...argv], {
      input:
        way !== 'refusals' && input.startsWith('{"ok":true') && input.endsWith('}') ? spoiledText(input, way) : input,
      clock,
      runProgram: () => Promise.resolve(0),
      env: { ...env, GITHUB_ENV: join(machine.directory, 'github-env') },
      ...(row.stops && { signal: AbortSignal.timeout(500) }),
    })
  const ran = [await run(row)]
  if (row.next && ran[0]?.code === 0) ran.push(await run(row.next(ran[0].json as Record<string, string>)))
  return ran.map(({ stdout, stderr }) => `${stdout}\n${stderr}`).join('\n')
}

function spoiledText(json: string, way: keyof typeof kinds): string {
  return JSON.stringify(spoiled(JSON.parse(json) as unknown, kinds[way]))
}

/** Commands that print no names, and commands that use the simulator. Another test below covers the simulator. */
const elsewhere = /^(?:demo|sim |drive|doctor|help|which|why)/

const rows = Object.entries(canaryRows)
  .filter(([name]) => !elsewhere.test(name))
  .flatMap(([name, all]) => all.map((row) => ({ name, row })))
  .filter(({ row }) => !row.argv.includes('--sim'))

describe('hostile names (with line breaks and control characters)', () => {
  it.each(Object.keys({ ...kinds, refusals: [] }) as Way[])(
    'do not start a line in the output of any command, when Slack sends the hostile values as %s',
    { timeout: 120_000 },
    async (way) => {
      const found: Record<string, readonly string[]> = {}
      for (const { name, row } of rows) {
        const wrong = forgeries(await printed(name, row, way))
        if (wrong.length > 0) found[[name, ...row.argv].join(' ')] = wrong
      }
      expect(found).toEqual({})
    },
  )

  it('do not start a line in the output of any command from login to the log, when a simulated workspace contains them', {
    timeout: 60_000,
  }, async () => {
    using machine = createMachine()
    const seed = {
      workspaces: [
        {
          name: hostile,
          people: [{ name: 'dana', realName: hostile }],
          channels: [{ name: 'general', topic: hostile }],
        },
      ],
      apps: [{ name: hostile }],
    }
    const seeded = await machine.run(['sim', 'seed', '-', '--yes'], { input: JSON.stringify(seed) })
    const lines: Record<string, readonly string[]> = {}
    let all = ''
    const argvs = [
      ['login', '--sim', '--approve', '--port', String(await freePort())],
      ['list'],
      ['show'],
      ['whoami'],
      ['check'],
      ['scopes'],
      ['post', '#general', hostile],
      ['call', 'team.info'],
      ['env'],
      ['sim', 'log'],
      ['sim', 'status'],
      ['logout', '--yes'],
    ]
    for (const argv of argvs) {
      const { stdout, stderr } = await machine.run(argv, { input: '' })
      all += stdout + stderr
      const wrong = forgeries(stdout + stderr)
      if (wrong.length > 0) lines[argv.join(' ')] = wrong
    }
    expect([seeded.code, lines]).toEqual([0, {}])
    expect(all).toContain(`${oneLine(hostile)} (T`)
  })

  it('are cleaned when the tool reads a config file that contains them', () => {
    const text = JSON.stringify({
      version: 1,
      active: 'acme',
      ...spoiled(plantedIn('http://127.0.0.1:9'), kinds.names),
    })
    const reading = parseConfig(text)
    const { workspace, users, webhooks } = (reading.state === 'read' && reading.config.profiles['acme']) || {}
    for (const name of [workspace?.name, users?.[0]?.userName, webhooks?.[0]?.channel])
      expect(name).toBe(oneLine(name ?? ''))
  })

  it('are tested with every command', () => {
    const named = new Set(Object.keys(canaryRows).map((name) => name.split(' ')[0]))
    expect(
      commands.map(({ name }) => name).filter((name) => !named.has(name) && new Command(name).name() === name),
    ).toEqual([])
  })
})
