import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { afterAll, describe, expect, it } from 'vitest'
import { commands } from '../../src/runtime/command-list.ts'
import { systemClock } from '../../src/runtime/process-host.ts'
import {
  canaries,
  exportedSecrets,
  exportedTokens,
  plantedIn,
  type SlackWay,
  seenIn,
  slackWays,
  startTalkativeSlack,
} from '../support/canaries.ts'
import { type CanaryRow, canaryRows } from '../support/canary-rows.ts'
import { createMachine } from '../support/cli.ts'
import { keep } from '../support/kept.ts'
import { unused } from '../support/unused.ts'

/**
 * Where the secrets of a run are: only in the config file, in the config file and the environment, in a damaged config
 * file, or behind the credential commands of the config file.
 */
const places = ['stored', 'exported', 'damaged', 'commanded'] as const
const modes = [[], ['--json'], ['--verbose'], ['--json', '--verbose']] as const
const clock = { now: () => Date.now(), sleep: () => Promise.resolve() }

const count = { runs: 0, leaks: 0 }

interface Scene {
  readonly name: string
  readonly row: CanaryRow
  readonly way: SlackWay
  readonly place: (typeof places)[number]
}

/** Returns everything that a row of the table prints in this scene. */
async function shown({ name, row, way, place }: Scene, mode: readonly string[]): Promise<string> {
  await using slack = await startTalkativeSlack(way)
  const env = { ...exportedSecrets(slack.url), ...(place === 'exported' && exportedTokens(slack.url)) }
  using machine = createMachine(env)
  keep(machine.directory, plantedIn(slack.url))
  if (place === 'commanded') hide(machine.directory)
  if (place === 'damaged') cut(join(machine.directory, 'config.json'))
  const run = async ({ argv, input = '' }: Pick<CanaryRow, 'argv' | 'input'>) => {
    count.runs += 1
    return await machine.run([...name.split(' '), ...mode, ...argv], {
      input,
      // With this clock the pauses between retries take no time. Offline commands have no such pauses but other waits,
      // so they have the real clock.
      clock: row.offline ? systemClock : clock,
      runProgram: (program) => (program === 'true' ? Promise.resolve(0) : Promise.reject(notFound())),
      env: { ...env, GITHUB_ENV: join(machine.directory, 'github-env') },
      ...(row.stops && { signal: AbortSignal.timeout(500) }),
    })
  }
  const ran = [await run(row)]
  if (row.next && ran[0]?.code === 0) ran.push(await run(row.next(ran[0].json as Record<string, string>)))
  const text = ran.map(({ code, stdout, stderr }) => `${code}\n${stdout}\n${stderr}`).join('\n')
  if (process.env['PRINT'] === 'canary')
    process.stdout.write(`${[name, ...mode, ...row.argv].join(' ')} (${way}, ${place}): ${text}`)
  return text
}

function notFound(): Error {
  return Object.assign(new Error('There is none'), { code: 'ENOENT' })
}

/** Puts a command that prints the secret in the place of each token and each secret of an app. */
function hide(directory: string): void {
  const path = join(directory, 'config.json')
  let count = 0
  const behind = (key: string, value: unknown) => {
    if (typeof value !== 'string' || !['token', 'clientSecret', 'signingSecret', 'appToken'].includes(key)) return value
    count += 1
    writeFileSync(join(directory, `${count}.secret`), value)
    return { command: ['cat', join(directory, `${count}.secret`)] }
  }
  const { configTokens, ...config } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
  writeFileSync(path, JSON.stringify({ ...(JSON.parse(JSON.stringify(config, behind)) as object), configTokens }), {
    mode: 0o600,
  })
}

/** Cuts the JSON file in the middle of a token. */
function cut(path: string): void {
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, text.slice(0, text.lastIndexOf(canaries.storedUser) + 20), { mode: 0o600 })
}

/** Returns every command that the table must have: the subcommands of a command group, and every other command. */
async function everyCommand(): Promise<string[]> {
  const names: string[] = []
  for (const { name, load } of commands) {
    const command = new Command(name)
    const { define } = await load()
    define(command, unused, unused)
    const below = command.commands.map((one) => `${name} ${one.name()}`)
    // A command that has subcommands and takes arguments, such as `drive`, also runs by itself.
    const runs = below.length === 0 || command.registeredArguments.length > 0
    names.push(...below, ...(runs ? [name] : []))
  }
  return names
}

it('each command has a row in canaryRows, which says how the command is called with secrets (threat S2)', async () => {
  const there = await everyCommand()
  const listed = Object.keys(canaryRows)
  expect(
    there.filter((name) => !listed.includes(name)),
    'New commands: add how they are called to test/support/canary-rows.ts, so that what they print is searched for secrets',
  ).toEqual([])
  expect(
    listed.filter((name) => !there.includes(name)),
    'These are gone: take them out of canary-rows.ts',
  ).toEqual([])
})

it('seenIn, the search for secrets in a text, finds each secret, also in Basic credentials', () => {
  for (const [name, secret] of Object.entries(canaries)) {
    for (const before of ['', '1', '12', '1111111111.2222222222:']) {
      expect(seenIn(Buffer.from(before + secret).toString('base64')), name).toContain(name)
    }
    expect(seenIn(`a ${encodeURIComponent(secret)} b`)).toContain(name)
  }
})

describe('the output of a command, when it succeeds or fails (threats S2, S3, S4)', () => {
  it.each(Object.entries(canaryRows))(
    'contains no secret when the command is %s',
    { timeout: 120_000 },
    async (name, rows) => {
      const leaks: string[] = []
      for (const row of rows.filter(({ shows }) => shows === undefined)) {
        for (const way of row.offline ? (['fine'] as const) : slackWays) {
          for (const place of places) {
            for (const mode of place === 'commanded' ? modes.slice(2) : modes) {
              const text = await shown({ name, row, way, place }, mode)
              for (const canary of seenIn(text))
                leaks.push(`${canary}: ${name} ${[...mode, ...row.argv].join(' ')} (${way}, ${place})\n${text}`)
            }
          }
        }
      }
      count.leaks += leaks.length
      expect(leaks).toEqual([])
    },
  )

  afterAll(() => {
    const kinds = Object.keys(canaries).length
    process.stdout.write(`${count.leaks} leaks of ${count.runs * kinds} (${count.runs} runs, ${kinds} secrets each)\n`)
  })
})

describe('the output of a command that may print secrets', () => {
  const rows = Object.entries(canaryRows).flatMap(([name, some]) =>
    some.filter(({ shows }) => shows).map((row) => [[name, ...row.argv].join(' '), name, row] as const),
  )
  it.each(rows)('contains a secret for the command line %s', async (_line, name, row) => {
    expect(seenIn(await shown({ name, row, way: 'fine', place: 'stored' }, []))).not.toEqual([])
  })
})
