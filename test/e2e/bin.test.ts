import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { createMachine } from '../support/cli.ts'
import { decide } from '../support/login.ts'
import { createPlace, freePort } from '../support/program.ts'

describe('the built program', () => {
  it('prints its version and its help on stdout', async () => {
    using place = createPlace()
    const version = place.start(['--version'])
    expect([await version.ended, version.stdout(), version.stderr()]).toEqual([0, `${manifest.version}\n`, ''])
    const help = place.start([])
    expect(await help.ended).toBe(0)
    expect(help.stdout()).toMatch(/Install:\n {2}login, install/)
    expect(help.stderr()).toBe('')
  })

  it('exits with 2 for wrong usage, with 4 when no token is stored, and prints nothing on stdout', async () => {
    using place = createPlace()
    for (const [argv, code, said] of [
      [['lgin'], 2, /login/],
      [['login', '--frobnicate'], 2, /frobnicate/],
      [['login', '--port', 'x'], 2, /port/],
      [['token'], 4, /node \S+slack-tokens\.js login/],
      [['token', '--profile', 'nobody'], 2, /slack-tokens\.js login/],
      [['call', 'https://evil.example/x'], 2, /chat\.postMessage/],
    ] as const) {
      const program = place.start([...argv])
      expect([argv, await program.ended, program.stdout()]).toEqual([argv, code, ''])
      expect(program.stderr()).toMatch(said)
      expect(program.stderr()).not.toMatch(/\bat .*\.js:/)
    }
  })

  it('names the option of Node.js that keeps it from its work', async () => {
    using place = createPlace()
    const login = place.start(['login', '--sim', '--approve'])
    expect(await login.ended).toBe(0)
    const called = place.start(['whoami'], { NODE_OPTIONS: '--jitless' })
    expect(await called.ended).toBe(1)
    expect(called.stderr()).toContain('Node.js runs without WebAssembly')
    expect(called.stderr()).toContain('Remove --jitless')
  })

  it.each([
    ['drive', '--explain', 'state-not-checked'],
    ['why', '--list'],
  ])('prints the same as the source for %s %s, whose texts the build compresses', async (...words) => {
    using place = createPlace()
    using machine = createMachine()
    const argv = [...words, '--json']
    const program = place.start(argv)
    expect(await program.ended).toBe(0)
    // Only the built program is started with a path, which it puts into the commands that it advises.
    const printed = program.stdout().replaceAll(/(?:npx|node) \S*slack-tokens(?:\.js)?/g, 'slack-tokens')
    expect(JSON.parse(printed)).toEqual((await machine.run(argv)).json)
  })

  it('logs in on the simulator, and then calls as bot and as person, with a new process for each command', async () => {
    using place = createPlace()
    const port = await freePort()
    const login = place.start(['login', '--sim', '--approve', '--port', String(port), '--json'])
    expect(await login.ended, login.stderr()).toBe(0)
    expect(JSON.parse(login.stdout())).toMatchObject({ ok: true, active: true, workspace: { name: 'Sandbox Inc' } })
    const who = place.start(['whoami', '--as', 'user'])
    expect(await who.ended, who.stderr()).toBe(0)
    expect(who.stdout()).toMatch(/user {2}@dana/)
    const post = place.start(['post', '--as', 'bot'])
    expect(await post.ended, post.stderr()).toBe(0)
    expect(post.stderr()).toMatch(/→ Sandbox Inc \(T0SIM0001\) as @sim-app/)
    const token = place.start(['token', '--as', 'bot'])
    expect(await token.ended).toBe(0)
    expect(token.stdout()).toMatch(/^xoxb-sim-\S+\n$/)
  })

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('receives %s while login waits, and exits with %i (faults R14, R15)', async (signal, code) => {
    using place = createPlace()
    const login = place.start(['login', '--sim', '--no-browser', '--port', String(await freePort())])
    await login.said(/oauth\/v2\/authorize/)
    login.child.kill(signal)
    expect(await login.ended).toBe(code)
    const list = place.start(['list', '--json'])
    expect([await list.ended, list.stdout()]).toEqual([0, '[]\n'])
  })

  it.runIf(process.platform === 'linux')(
    'starts the program in BROWSER with only the URL, and without a secret in its environment (threat S6)',
    async () => {
      using place = createPlace()
      const [browser, seen] = [join(place.directory, 'browser'), join(place.directory, 'seen')]
      writeFileSync(browser, `#!/bin/sh\n{ echo "$# $1"; env; } > "${seen}.part"; mv "${seen}.part" "${seen}"\n`, {
        mode: 0o755,
      })
      const login = place.start(['login', '--sim', '--port', String(await freePort()), '--timeout', '20'], {
        BROWSER: browser,
        SLACK_BOT_TOKEN: 'xoxb-sim-canary',
        SLACK_CLIENT_SECRET: 'canary-secret',
      })
      const [url] = await login.said(/http:\/\/localhost:\d+\/oauth\S+(?=\s)/)
      await expect.poll(() => existsSync(seen)).toBe(true)
      const text = readFileSync(seen, 'utf8')
      expect(text.split('\n')[0]).toBe(`1 ${url}`)
      expect(text).not.toContain('canary')
      login.child.kill('SIGINT')
      expect(await login.ended).toBe(130)
    },
  )

  it.runIf(process.platform === 'linux')(
    'continues the login with a message when the browser does not open (fault R2)',
    async () => {
      using place = createPlace()
      const login = place.start(['login', '--sim', '--port', String(await freePort())], { BROWSER: '/bin/false' })
      await login.said(/No browser could be opened/)
      const [url] = await login.said(/http:\/\/localhost:\d+\/oauth\S+(?=\s)/)
      await fetch(await decide(url))
      expect(await login.ended, login.stderr()).toBe(0)
    },
  )
})
