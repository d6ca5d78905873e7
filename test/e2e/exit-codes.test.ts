import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { exitReasons } from '../../src/errors.ts'
import { createMachine, type Machine } from '../support/cli.ts'
import { decide } from '../support/login.ts'
import { createPlace, freePort, launcher, node } from '../support/program.ts'
import { startScene } from '../support/rotating-machine.ts'
import { startWeb } from '../support/web.ts'

const simulated = ['login', '--sim', '--approve', '--no-browser']

/** Creates a machine with an installation on its simulator. */
async function installed(): Promise<Machine> {
  const machine = createMachine()
  const login = await machine.run([...simulated, '--port', String(await freePort())], { input: '' })
  expect(login.code, login.stderr).toBe(0)
  return machine
}

/** Each exit code, a command that exits with it, and a function that runs the command and returns its code. */
const produced: readonly (readonly [code: number, what: string, run: () => Promise<number>])[] = [
  [0, 'whoami', () => after(['whoami'])],
  [0, 'login --sim', async () => await fresh([...simulated, '--port', String(await freePort())])],
  [1, 'call, when no server listens', async () => fresh(['call', 'auth.test'], await nobody())],
  [1, 'env --output with a folder that does not exist', () => after(['env', '--output', 'nowhere/x'])],
  [2, 'an unknown command', () => fresh(['lgin'])],
  [2, 'an unknown option', () => after(['post', '--frobnicate'])],
  [2, 'login without options and without a terminal', () => fresh(['login'])],
  [2, 'drive, when the app does not start', () => fresh(['drive', '--start', 'exit 9'])],
  [2, 'an unknown profile', () => after(['whoami', '--profile', 'nobody'])],
  [2, 'run with a program that does not exist', () => program(['run', '--', 'no-such-program'])],
  [3, 'call, when Slack answers channel_not_found', () => after(['call', 'conversations.info', 'channel=C0NOWHERE'])],
  [4, 'post, when nothing is installed', () => fresh(['post'])],
  [4, 'call, when Slack answers token_revoked', () => answered('token_revoked')],
  [4, 'call, when Slack answers account_inactive', () => answered('account_inactive')],
  [
    5,
    'call search.messages --as bot, which is refused before it is sent',
    () => after(['call', 'search.messages', 'query=x', '--as', 'bot']),
  ],
  [
    5,
    'call search.messages --as bot --force, which Slack refuses',
    () => after(['call', 'search.messages', 'query=x', '--as', 'bot', '--force']),
  ],
  [5, 'call, when Slack answers missing_scope', () => answered('missing_scope')],
  [6, 'login, when the person presses Cancel', () => cancelled()],
  [7, 'login, when no callback arrives in time', () => unanswered()],
  [42, 'run with a program that exits with 42', () => program(['run', '--', 'sh', '-c', 'exit 42'])],
  [137, 'run with a program that SIGKILL ends', () => program(['run', '--', 'sh', '-c', 'kill -KILL $$'])],
  [129, 'login, when SIGHUP ends it', () => signalled('SIGHUP')],
  [130, 'login, when SIGINT (Ctrl-C) ends it', () => signalled('SIGINT')],
  [143, 'login, when SIGTERM ends it', () => signalled('SIGTERM')],
  [0, 'sim start, when SIGTERM ends it', () => signalled('SIGTERM', ['sim', 'start'], /It runs until/)],
  [0, 'why --list, when the next program of the pipe closes it', async () => closedPipe()],
]

async function fresh(argv: readonly string[], env: Record<string, string> = {}): Promise<number> {
  using machine = createMachine(env)
  return (await machine.run(argv, { input: '' })).code
}

async function after(argv: readonly string[]): Promise<number> {
  using machine = await installed()
  const { code, stdout } = await machine.run([...argv, '--json'], { input: '' })
  // With --json a failure is a JSON object. The object comes from the tool or from Slack.
  if (code !== 0) expect(JSON.parse(stdout)).toMatchObject({ ok: false, error: expect.any(String) as string })
  return code
}

async function nobody(): Promise<Record<string, string>> {
  return { SLACK_BOT_TOKEN: 'xoxb-sim-x', SLACK_API_URL: `http://127.0.0.1:${await freePort()}/api/` }
}

async function answered(error: string): Promise<number> {
  await using web = await startWeb((_request, response) => response.end(JSON.stringify({ ok: false, error })))
  return await fresh(['call', 'auth.test'], { SLACK_BOT_TOKEN: 'xoxb-sim-x', SLACK_API_URL: `${web.url}/api/` })
}

async function cancelled(): Promise<number> {
  await using scene = await startScene(null)
  const link = `${scene.slack.authorizeUrl}?client_id=${scene.slack.app.clientId}&scope=chat:write`
  const started = await scene.run(['login', link, '--client-secret', '--start', '--json'], {
    input: `${scene.slack.app.clientSecret}\n`,
  })
  const { id, url } = started.json as { id: string; url: string }
  const { searchParams } = new URL(url)
  scene.slack.app.redirectUrls.push(searchParams.get('redirect_uri') ?? '')
  const home = await decide(url, { decision: 'cancel' })
  return (await scene.run(['login', '--finish', id], { input: `${home}\n` })).code
}

async function unanswered(): Promise<number> {
  using machine = createMachine()
  // With this clock, the time-out of login takes no time.
  const clock = { now: () => Date.now(), sleep: () => Promise.resolve() }
  const argv = ['login', '--sim', '--no-browser', '--port', String(await freePort())]
  return (await machine.run(argv, { input: '', clock })).code
}

async function program(argv: string[]): Promise<number> {
  using place = createPlace()
  const login = place.start([...simulated, '--port', String(await freePort())])
  expect(await login.ended, login.stderr()).toBe(0)
  return Number(await place.start(argv).ended)
}

async function signalled(
  signal: NodeJS.Signals,
  argv = ['login', '--sim', '--no-browser'],
  said = /oauth\/v2\/authorize/,
): Promise<number> {
  using place = createPlace()
  const waiting = place.start([...argv, '--port', String(await freePort())])
  await waiting.said(said)
  waiting.child.kill(signal)
  return Number(await waiting.ended)
}

function closedPipe(): number {
  using place = createPlace()
  const line = `set -o pipefail; "${node}" "${launcher}" why --list | head -n 1`
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: place.directory,
    SLACK_TOKENS_CONFIG_DIR: join(place.directory, 'config'),
  }
  const { status, stderr } = spawnSync('bash', ['-c', line], { encoding: 'utf8', env })
  expect(stderr).toBe('')
  return status ?? -1
}

describe('the exit code of a command', () => {
  it.each(produced)('is %i for: %s', async (code, _what, run) => expect(await run()).toBe(code))
})

describe('help exit-codes', () => {
  let text = ''
  beforeAll(async () => {
    using machine = createMachine()
    text = (await machine.run(['help', 'exit-codes'])).stdout
  })

  it('lists the codes of exitReasons, and each of them is the result of a test above', () => {
    const listed = [...text.matchAll(/^(\d+) {2,}\S/gm)].map(([, code]) => Number(code))
    expect(listed).toEqual(Object.values(exitReasons).map(({ code }) => code))
    expect(listed.filter((code) => !produced.some(([one]) => one === code))).toEqual([])
  })

  it('explains that run exits with the exit code of the program that it ran', () => {
    expect(text).toMatch(
      /slack-tokens run ends with the exit code of the program it ran, 128 \+ n where signal n ended it/,
    )
  })
})
