import { describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'
import { createPlace, freePort } from '../../support/program.ts'

describe('sim start --detach', () => {
  it('starts a simulator that runs in the background until sim stop, and keeps its data', async () => {
    using place = createPlace()
    const run = async (...argv: string[]) => {
      const program = place.start(argv)
      return { code: await program.ended, stdout: program.stdout(), stderr: program.stderr() }
    }
    const port = String(await freePort())
    const redirect = 'http://localhost:3999/back'
    const started = await run('sim', 'start', '--detach', '--port', port, '--redirect-url', redirect, '--json')
    expect(started.code, started.stderr).toBe(0)
    const {
      url,
      run: running,
      controlToken,
      app,
    } = JSON.parse(started.stdout) as {
      url: string
      run: { pid: number }
      controlToken: string
      app: { appToken: string }
    }
    try {
      expect(url).toBe(`http://localhost:${port}`)
      expect((await fetch(`${url}/api/api.test`)).status).toBe(200)
      const status = await run('sim', 'status', '--json')
      expect([status.code, JSON.parse(status.stdout)]).toEqual([
        0,
        {
          url,
          apiUrl: `${url}/api/`,
          pid: running.pid,
          since: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
          requests: 1,
          failures: 0,
          appToken: app.appToken,
          controlToken,
        },
      ])
      const shown = (await run('sim', 'status')).stdout
      expect(shown).not.toContain(app.appToken)
      expect(shown).not.toContain(controlToken)
      expect(shown).toMatch(
        /Local Slack simulator +http.*\n {2}pid +\d+\n {2}app-level token +xapp-.*\n {2}since .* \(UTC[+-]\d\d:\d\d\), \d+ s ago\n/,
      )
      expect((await run('sim', 'fail', 'api.test', '500')).code).toBe(0)
      expect((await fetch(`${url}/api/api.test`)).status).toBe(500)
      expect(await run('sim', 'open')).toMatchObject({ code: 0, stdout: `${url}/#control=${controlToken}\n` })
      const again = await run('sim', 'start', '--detach')
      expect([again.code, again.stderr]).toEqual([
        1,
        expect.stringMatching(/already runs.*\n.*sim status --json.*sim stop/),
      ])
    } finally {
      const stopped = await run('sim', 'stop')
      expect([stopped.code, stopped.stderr]).toEqual([0, expect.stringContaining(`pid ${running.pid}`)])
    }
    await expect.poll(async () => await run('sim', 'status').then(({ code }) => code), { timeout: 10_000 }).toBe(1)
    await expect(fetch(`${url}/api/api.test`)).rejects.toThrow('fetch failed')
    expect((await run('sim', 'log', '--expect', 'api.test', '--count', '1')).code).toBe(0)
  })

  it('exits with 1 and prints “Port … is in use” when another program uses the port', async () => {
    using place = createPlace()
    using other = createPlace()
    const port = String(await freePort())
    const first = other.start(['sim', 'start', '--port', port])
    await first.said(/It runs until/)
    const start = place.start(['sim', 'start', '--detach', '--port', port])
    expect(await start.ended).toBe(1)
    expect(start.stderr()).toMatch(new RegExp(`Port ${port} is in use`))
    const stop = other.start(['sim', 'stop'])
    expect(await stop.ended, stop.stderr()).toBe(0)
    expect(await first.ended, first.stderr()).toBe(0)
  })

  it.each([
    [['--seed', '-'], /read a seed from standard input/],
    [['--seed', 'nowhere.yaml'], /nowhere\.yaml does not exist/],
    [['--redirect-url', 'back'], /is not a redirect URL/],
  ])('exits with 2 and names the mistake for the arguments %j', async (argv, said) => {
    using machine = createMachine()
    const { code, stderr } = await machine.run(['sim', 'start', '--detach', ...argv])
    expect([code, stderr]).toEqual([2, expect.stringMatching(said)])
  })

  it('exits with 1 when the started process ends without output', async () => {
    using machine = createMachine()
    const requested: string[][] = []
    const startDetached = async (argv: readonly string[]) => {
      requested.push([...argv])
      return ''
    }
    const argv = ['sim', 'start', '--detach', '--port', '4800', '--token-lifetime', '60']
    const { code, stderr } = await machine.run(argv, { startDetached })
    expect([code, stderr]).toEqual([1, expect.stringMatching(/did not start.*\n.*slack-tokens sim start/)])
    expect(requested).toEqual([['sim', 'start', '--json', '--port', '4800', '--token-lifetime', '60']])
  })
})

describe('when sim start has started no simulator', () => {
  it.each(['status', 'stop', 'open'])('sim %s exits with 1 and names sim start --detach', async (name) => {
    using machine = createMachine()
    const { code, stderr, stdout } = await machine.run(['sim', name])
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/No simulator is running here[\s\S]*sim start --detach/)
  })

  it('sim stop does not stop the simulator that sim log --follow runs for itself', async () => {
    using machine = createMachine()
    const ending = new AbortController()
    const following = machine.run(['sim', 'log', '--follow'], { signal: ending.signal })
    await expect
      .poll(async () => JSON.parse((await machine.run(['sim', 'stop', '--json'])).stdout), { timeout: 10_000 })
      .toMatchObject({ error: 'not_kept' })
    ending.abort()
    expect((await following).code).toBe(0)
  })
})

describe('sim open', () => {
  it('opens the page of the simulator in the browser, and reports when no browser could be opened', async () => {
    using machine = createMachine({ BROWSER: '' })
    const ending = new AbortController()
    const running = machine.run(['sim', 'start', '--port', String(await freePort())], { signal: ending.signal })
    const opened: string[] = []
    const openBrowser = async (url: string) => void opened.push(url)
    const env = { DISPLAY: ':0' }
    await expect.poll(async () => (await machine.run(['sim', 'open'], { openBrowser, env })).code).toBe(0)
    expect(opened).toEqual([expect.stringMatching(/^http:\/\/localhost:\d+\/#control=[\w-]{22}$/)])
    const refusing = { openBrowser: () => Promise.reject(new Error('none')), env }
    expect((await machine.run(['sim', 'open'], refusing)).stderr).toContain('No browser could be opened')
    ending.abort()
    expect((await running).code).toBe(0)
  })
})
