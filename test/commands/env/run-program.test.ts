import { existsSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { acme, keep } from '../../support/kept.ts'
import { createPlace, freePort, launcher, node } from '../../support/program.ts'
import { hasPty, startAtTerminal } from '../../support/pty.ts'

/**
 * Creates a folder for the built program, with a stored installation at the real Slack. No test calls the real Slack.
 */
function placeWithAcme() {
  const place = createPlace()
  keep(join(place.directory, 'config'), acme())
  return place
}

// Source of a program that prints `ready`, then the signal that it receives, and exits with `code`.
const patient = (signal: string, code: number) =>
  `process.on('${signal}', () => { console.log('got ${signal}'); process.exit(${code}) }); console.log('ready'); setInterval(() => {}, 1000)`

describe('run, in the built program', () => {
  it('passes stdin, stdout, stderr, the arguments and the exit code unchanged', async () => {
    using place = placeWithAcme()
    const script = `process.stdin.on('data', (text) => { console.log(process.env.SLACK_BOT_TOKEN, process.argv[1], String(text)); console.error('to stderr'); process.exitCode = 42 })`
    const file = join(place.directory, 'made')
    const program = place.start(['run', '--', node, '-e', script, `$(touch ${file})`])
    program.child.stdin.end('typed')
    expect(await program.ended, program.stderr()).toBe(42)
    expect(program.stdout()).toBe(`xoxb-sim-acme-bot $(touch ${file}) typed\n`)
    expect(program.stderr()).toMatch(/^→ Acme acme[^\n]*\n +SLACK_BOT_TOKEN acts[^\n]*\nto stderr\n$/)
    // No shell interpreted the arguments, so the file was not created.
    expect(existsSync(file)).toBe(false)
  })

  it.each([
    ['SIGINT', 30],
    ['SIGTERM', 31],
    ['SIGHUP', 32],
  ] as const)('forwards %s to the program, and exits with the exit code of the program, %i', async (signal, code) => {
    using place = placeWithAcme()
    const program = place.start(['run', '--', node, '-e', patient(signal, code)])
    await program.said(/ready/)
    program.child.kill(signal)
    expect(await program.ended, program.stderr()).toBe(code)
    expect(program.stdout()).toBe(`ready\ngot ${signal}\n`)
  })

  it('forwards SIGINT three times to a program that exits only after the third', async () => {
    using place = placeWithAcme()
    const script = `let times = 0; process.on('SIGINT', () => { console.log('got', ++times); if (times === 3) process.exit(5) }); console.log('ready'); setInterval(() => {}, 1000)`
    const program = place.start(['run', '--', node, '-e', script])
    await program.said(/ready/)
    for (const times of [1, 2, 3]) {
      program.child.kill('SIGINT')
      await program.said(new RegExp(`got ${times}`))
    }
    expect(await program.ended).toBe(5)
  })

  it.each([
    ['TERM', 143],
    ['KILL', 137],
    ['INT', 130],
  ])('when SIG%s ended the program, exits with %i', async (signal, code) => {
    using place = placeWithAcme()
    expect(await place.start(['run', '--', 'sh', '-c', `kill -${signal} $$`]).ended).toBe(code)
  })

  it('exits with 2 for a program that does not exist, and with 1 for a file that cannot be run', async () => {
    using place = placeWithAcme()
    const plain = join(place.directory, 'plain.txt')
    writeFileSync(plain, 'no program', { mode: 0o644 })
    for (const [word, code, said] of [
      ['no-such-program', 2, /There is no program called no-such-program/],
      [plain, 1, /you may not run it/],
    ] as const) {
      const program = place.start(['run', '--', word])
      expect([await program.ended, program.stdout()]).toEqual([code, ''])
      expect(program.stderr()).toMatch(said)
    }
  })

  it('exits with 0 when the reader of the program’s output stops', async () => {
    using place = placeWithAcme()
    const program = place.start(['run', '--', 'sh', '-c', `"${node}" "${launcher}" env | head -n 1`])
    expect(await program.ended, program.stderr()).toBe(0)
    expect(program.stdout()).toBe('# Acme acme (T0ACME), app Release bot (A0APP)\n')
  })

  it.runIf(hasPty)('passes Ctrl-C to the program only once', async () => {
    using place = placeWithAcme()
    const script = `let times = 0; process.on('SIGINT', () => { times += 1; setTimeout(() => { console.log('times', times); process.exit(9) }, 300) }); console.log('ready', process.stdin.isTTY, process.stdout.isTTY); setInterval(() => {}, 1000)`
    const terminal = startAtTerminal(['run', '--', node, '-e', script], {
      HOME: place.directory,
      SLACK_TOKENS_CONFIG_DIR: join(place.directory, 'config'),
    })
    await terminal.said(/ready true true/)
    terminal.type('\u0003')
    await terminal.said(/times 1\r/)
    expect(await terminal.ended).toBe(9)
  })
})

const require = createRequire(import.meta.url)

it.each(['@slack/bolt', 'bolt-5'])(
  'run starts an app of %s that reads its tokens only from the environment',
  async (name) => {
    using place = createPlace()
    const login = place.start([
      'login',
      '--sim',
      '--scopes',
      'chat:write,channels:history',
      '--approve',
      '--port',
      String(await freePort()),
    ])
    expect(await login.ended, login.stderr()).toBe(0)
    const app = join(place.directory, 'app.cjs')
    writeFileSync(
      app,
      `const { App } = require(${JSON.stringify(require.resolve(name))})
const { SLACK_BOT_TOKEN: token, SLACK_SIGNING_SECRET: signingSecret, SLACK_API_URL: slackApiUrl } = process.env
const app = new App({ token, signingSecret, clientOptions: { slackApiUrl } })
async function main() {
  await app.start(0)
  const { user } = await app.client.auth.test()
  await app.client.chat.postMessage({ channel: 'general', text: 'started by run' })
  console.log('I am', user)
  await app.stop()
}
main().catch((error) => { console.error(error); process.exitCode = 1 })
`,
    )
    const program = place.start(['run', '--', node, app])
    expect(await program.ended, program.stderr()).toBe(0)
    expect(program.stdout()).toMatch(/^I am sim-app$/m)
    // The simulator stored the message, as after any other command.
    const history = place.start(['call', 'conversations.history', 'channel=C0SIMGENL'])
    expect(await history.ended, history.stderr()).toBe(0)
    expect(history.stdout()).toContain('started by run')
  },
)

describe('run, in the built program, with a simulated installation', () => {
  // The program calls slack.com, so it would get no answer here without the simulator.
  const authTest = `fetch('https://slack.com/api/auth.test', { method: 'POST', headers: { authorization: 'Bearer ' + process.env.SLACK_BOT_TOKEN } }).then((answer) => answer.json()).then(({ ok, team_id }) => console.log(ok, team_id))`

  it('sends the calls of an unchanged Node.js program to the simulator, even when a shell starts the program', async () => {
    using place = createPlace()
    const login = place.start(['login', '--sim', '--approve', '--port', '0', '--no-input'])
    expect(await login.ended, login.stderr()).toBe(0)
    for (const words of [
      [node, '-e', authTest],
      ['sh', '-c', `"${node}" -e "${authTest}"`],
    ]) {
      const program = place.start(['run', '--', ...words])
      expect(await program.ended, program.stderr()).toBe(0)
      expect(program.stdout()).toBe('true T0SIM0001\n')
    }
  })

  it('does not set SLACK_TOKENS_SIMULATOR_URL for the program of an inner run with an installation at the real Slack', async () => {
    using place = createPlace()
    keep(join(place.directory, 'config'), acme())
    const login = place.start(['login', '--sim', '--approve', '--port', '0', '--no-input'])
    expect(await login.ended, login.stderr()).toBe(0)
    const script = `console.log(process.env.SLACK_TOKENS_SIMULATOR_URL)`
    const inner = [node, launcher, 'run', '--profile', 'acme', '--', node, '-e', script]
    const program = place.start(['run', '--profile', 'sandbox-inc', '--', ...inner])
    expect(await program.ended, program.stderr()).toBe(0)
    expect(program.stdout()).toBe('undefined\n')
  })
})
