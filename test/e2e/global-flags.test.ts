import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Interruption } from '../../src/errors.ts'
import { exportedSecrets, plantedIn, startTalkativeSlack } from '../support/canaries.ts'
import { type CanaryRow, canaryRows } from '../support/canary-rows.ts'
import { createMachine, type Over } from '../support/cli.ts'
import { keep } from '../support/kept.ts'
import { startWeb } from '../support/web.ts'

const names = Object.entries(canaryRows)
const instant = { now: () => Date.now(), sleep: () => Promise.resolve() }

/** Runs a row of the table with these global flags, on a machine with two installations whose API URL is `url`. */
async function ranAt(url: string, { name, row, flags }: Asked, over: Over = {}) {
  const env: Record<string, string> = { ...exportedSecrets(url) }
  for (const [variable, value] of Object.entries(over.env ?? {})) if (value !== undefined) env[variable] = value
  using machine = createMachine(env)
  keep(machine.directory, plantedIn(url))
  const ended = new AbortController()
  if (row.stops) setImmediate(() => ended.abort(new Interruption('interrupted')))
  const ran = await machine.run([...name.split(' '), ...flags, ...row.argv], {
    input: row.input ?? '',
    runProgram: () => Promise.resolve(0),
    signal: ended.signal,
    ...over,
    env,
  })
  const { code, stdout, stderr } = ran
  const config = readFileSync(join(machine.directory, 'config.json'), 'utf8')
  return { code, stdout, stderr, error: errorIn(stdout), config }
}

interface Asked {
  readonly name: string
  readonly row: CanaryRow
  readonly flags: readonly string[]
}

function errorIn(stdout: string): unknown {
  try {
    return (JSON.parse(stdout) as { error?: unknown } | null)?.error
  } catch {
    return undefined
  }
}

/** For each flag, a value that matches nothing in this test, so a command that applies the flag must fail. */
const unservable = [
  ['--profile', 'nosuch'],
  ['--user', '@nosuch'],
  ['--api-url', 'http://localhost:1/api/'],
] as const

/** Whether the flag names a new installation, as `login --profile` does, so that any value is possible. */
const givesName = (name: string, row: CanaryRow, flag: string) =>
  name === 'login' && flag === '--profile' && !row.argv.includes('--finish')

describe('a global flag that chooses an installation, a user or an API (--profile, --user, --api-url)', () => {
  it.each(names)(
    'changes the result of the command %s, or is refused by the command',
    { timeout: 60_000 },
    async (name, rows) => {
      const wrong: string[] = []
      await using slack = await startTalkativeSlack('fine')
      for (const row of rows) {
        const over = row.offline ? {} : { clock: instant }
        const plain = await ranAt(slack.url, { name, row, flags: ['--json'] }, over)
        // Without the flag, this command already fails because of its arguments.
        if (plain.code === 2) continue
        for (const [flag, value] of unservable) {
          if (givesName(name, row, flag)) continue
          const ran = await ranAt(slack.url, { name, row, flags: [flag, value, '--json'] }, over)
          const used = ran.code !== plain.code || (ran.stdout + ran.config).includes(value.replace('/api/', '/'))
          if (!used) {
            wrong.push(
              `${name} ${row.argv.join(' ')}: ${flag} changes nothing (exit ${ran.code}, ${JSON.stringify(ran.error)})`,
            )
          }
        }
      }
      expect(wrong).toEqual([])
    },
  )

  it('is in the help of a command only if the command applies the flag', async () => {
    const wrong: string[] = []
    for (const [name, [row = { argv: [] }]] of names.filter(([one]) => one !== 'help')) {
      using machine = createMachine()
      const { stdout } = await machine.run([...name.split(' '), '--help'])
      for (const [flag, value] of unservable) {
        const ran = await ranAt('http://localhost:1', { name, row, flags: [flag, value, '--json'] })
        const [, common = ''] = /^Global options[^:]*:([\s\S]*?)\n\n/m.exec(`${stdout}\n\n`) ?? []
        const offered = common.split(/[\s,]+/).includes(flag)
        if (offered === (ran.error === 'flag_refused') && name !== 'login') wrong.push(`${name} ${flag}: ${offered}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('is the name of the new installation for login --profile', async () => {
    await using slack = await startTalkativeSlack('fine')
    const [row] = canaryRows['login'] ?? []
    if (!row) throw new Error('no row')
    const ran = await ranAt(slack.url, { name: 'login', row, flags: ['--profile', 'mine', '--json'] })
    expect(JSON.parse(ran.stdout)).toMatchObject({ ok: true, name: 'mine' })
  })
})

describe('a global flag that limits how long a command waits', () => {
  const online = names.flatMap(([name, rows]) => rows.filter(({ offline }) => !offline).map((row) => ({ name, row })))

  it.each(online)(
    'ends the request of $name $row.argv with --http-timeout 0.05, when the server never answers',
    { timeout: 20_000 },
    async ({ name, row }) => {
      // The server never answers. Without the limit, the command would take half a minute.
      await using silent = await startWeb(() => {})
      const ran = await ranAt(silent.url, { name, row, flags: ['--http-timeout', '0.05', '--json'] })
      expect(silent.arrived.length > 0 && ran.code === 0, ran.stdout).toBe(false)
    },
  )

  it.each(online)(
    'prevents that $name $row.argv waits 30 seconds after a rate limit, with --max-wait 0',
    { timeout: 20_000 },
    async ({ name, row }) => {
      await using busy = await startWeb((_request, response) =>
        response.writeHead(429, { 'retry-after': '30' }).end('{"ok":false,"error":"ratelimited"}'),
      )
      const slept: number[] = []
      const sleep = (ms: number) => Promise.resolve(void slept.push(ms))
      await ranAt(
        busy.url,
        { name, row, flags: ['--max-wait', '0', '--json'] },
        { clock: { now: () => Date.now(), sleep } },
      )
      expect(slept.filter((ms) => ms >= 30_000)).toEqual([])
    },
  )
})

describe('a global flag for output (--no-color, --quiet)', () => {
  it.each(names)(
    'is applied by %s, which then prints no colours and no progress lines',
    { timeout: 60_000 },
    async (name, rows) => {
      await using slack = await startTalkativeSlack('fine')
      for (const row of rows) {
        const over = { env: { FORCE_COLOR: '1' }, ...(!row.offline && { clock: instant }) }
        const ran = await ranAt(slack.url, { name, row, flags: ['--no-color', '--quiet'] }, over)
        expect(ran.stdout + ran.stderr, row.argv.join(' ')).not.toContain('\u001b[')
        expect(ran.stderr, row.argv.join(' ')).not.toMatch(/^[✓→]/m)
      }
    },
  )
})
