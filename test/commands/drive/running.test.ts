import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scenarioNames } from '../../../src/commands/drive/scenarios/names.ts'
import { createMachine } from '../../support/cli.ts'
import type { DriveReport } from '../../support/drive.ts'
import { isAlive } from '../../support/is-alive.ts'
import { createPlace, freePort, node } from '../../support/program.ts'
import { credentials, startPlain, startSim } from '../../support/running-app.ts'

const plain = join(import.meta.dirname, '..', '..', 'subjects', 'plain.mjs')

describe('drive, for an app that is already running', () => {
  it('uses the running simulator, adds an app with the link’s client id, and reports every scenario as ok', async () => {
    using machine = createMachine()
    await using sim = await startSim(machine)
    await using app = await startPlain(sim.api)
    const ran = await machine.run(['drive', `${app.url}/install`, '--use', '/hello', '--json'], {
      env: { SLACK_SIGNING_SECRET: credentials.SLACK_SIGNING_SECRET },
    })
    const report = ran.json as DriveReport
    expect(report.scenarios, ran.stdout + ran.stderr).toBeDefined()
    expect(report.scenarios.filter(({ outcome }) => outcome !== 'ok' && outcome !== 'skipped')).toEqual([])
    expect([ran.code, report.scenarios.length]).toEqual([0, scenarioNames.length])
    expect(ran.stdout + ran.stderr).not.toContain(credentials.SLACK_CLIENT_SECRET)
  })

  it('uses the redirect URL of the simulated app when the install link has none', async () => {
    using machine = createMachine()
    const port = await freePort()
    const told = `http://localhost:${port}/callback`
    await using sim = await startSim(machine, ['--redirect-url', told])
    // The app has the client id of the simulated app, as after `sim start`.
    const own = { SLACK_CLIENT_ID: sim.app.clientId, SLACK_CLIENT_SECRET: sim.app.clientSecret }
    await using app = await startPlain(sim.api, { ...own, PORT: String(port), DEFECT: 'no-redirect-uri' })
    expect(sim.app.redirectUrls[0]).toBe(told)
    const ran = await machine.run(['drive', `${app.url}/install`, '--scenario', 'allow', '--json'])
    expect([ran.code, (ran.json as DriveReport).scenarios[0]?.hops.at(-1)?.url]).toMatchObject([
      0,
      expect.stringContaining(told) as string,
    ])
  })

  it('exits with 2 (redirect_url_missing) when the install link has no redirect URL, and suggests one at the origin of the app', async () => {
    using machine = createMachine()
    await using sim = await startSim(machine)
    await using app = await startPlain(sim.api, { DEFECT: 'no-redirect-uri' })
    const ran = await machine.run(['drive', `${app.url}/install`, '--scenario', 'allow', '--json'])
    expect([ran.code, ran.json]).toMatchObject([2, { error: 'redirect_url_missing' }])
    expect((ran.json as { hint: string }).hint).toContain(`--redirect-url ${app.url}/`)
  })

  it('reports wrong-secret when the app sends another secret than the one in SLACK_CLIENT_SECRET', async () => {
    using machine = createMachine()
    await using sim = await startSim(machine)
    await using app = await startPlain(sim.api)
    const ran = await machine.run(['drive', `${app.url}/install`, '--scenario', 'allow', '--json'], {
      env: { SLACK_CLIENT_ID: credentials.SLACK_CLIENT_ID, SLACK_CLIENT_SECRET: 'another-secret' },
    })
    expect((ran.json as DriveReport).scenarios[0]?.findings).toMatchObject([{ id: 'wrong-secret' }])
  })

  it('exits with 0 and reports the remark removal-untold when it cannot sign the uninstall event for the app', async () => {
    using machine = createMachine()
    await using sim = await startSim(machine)
    await using app = await startPlain(sim.api, { DEFECT: 'dead-token-used' })
    const ran = await machine.run(
      ['drive', `${app.url}/install`, '--scenario', 'uninstall-reinstall', '--use', '/hello', '--json'],
      {},
    )
    expect((ran.json as DriveReport).scenarios[0]?.findings).toMatchObject([
      { id: 'removal-untold', weight: 'remark', cure: /SLACK_SIGNING_SECRET/ },
    ])
    expect(ran.code).toBe(0)
  })

  it.each([
    ['crashes at its callback', {}],
    ['reports success', { DEFECT: 'never-exchanges' }],
  ])(
    'exits with 2 (app_not_turned) and names --start when no request comes from an app that %s',
    async (_says, more) => {
      using machine = createMachine()
      await using sim = await startSim(machine)
      await using app = await startPlain('http://localhost:1/api', more)
      const ran = await machine.run(['drive', `${app.url}/install`, '--scenario', 'allow', '--json'], {
        cwd: process.cwd(),
      })
      expect(ran.stderr).toContain(` at ${new URL(sim.api).origin}\n`)
      expect(ran.stderr).toContain('eval "$(slack-tokens sim env)"')
      expect([ran.code, ran.json]).toMatchObject([
        2,
        { error: 'app_not_turned', hint: expect.stringContaining(`drive ${app.url}/install --start `) as string },
      ])
      // On Linux, `drive` can read the command of the running app.
      const command = process.platform === 'linux' ? plain : 'npm start'
      expect((ran.json as { hint: string }).hint).toContain(command)
    },
  )
})

describe('drive, in the built program', () => {
  it('makes the requests of an ES module and of a CommonJS app reach the simulator', async () => {
    using place = createPlace()
    for (const [file, path] of [
      ['plain.mjs', '/install'],
      ['oauth.cjs', '/slack/install'],
    ] as const) {
      const port = await freePort()
      const command = `"${node}" "${join(import.meta.dirname, '..', '..', 'subjects', file)}"`
      const argv = ['drive', '--start', command, `http://localhost:${port}${path}`, '--scenario', 'allow', '--json']
      const program = place.start(argv, { PORT: String(port) })
      expect([file, await program.ended], program.stderr()).toEqual([file, 0])
      const { scenarios } = JSON.parse(program.stdout()) as DriveReport
      expect(scenarios.map(({ calls }) => calls[0]?.what)).toEqual(['oauth.v2.access'])
    }
  })

  const outliving: readonly (readonly [string, (pidFile: string) => string])[] = [
    ['an app in Node.js', (pidFile: string) => `"${node}" "${plain}" & echo $! > "${pidFile}"; wait`],
    ['any other program', (pidFile: string) => `sleep 600 & echo $! > "${pidFile}"; wait`],
    [
      'a program that ignores SIGTERM',
      (pidFile: string) => `trap '' TERM; echo $$ > "${pidFile}"; while :; do sleep 1; done`,
    ],
    // Only on Linux can drive see which processes have the environment variable that marks a run.
    ...(process.platform === 'linux'
      ? [
          [
            'a process in a session of its own',
            (pidFile: string) => `setsid sh -c 'echo $$ > "${pidFile}"; exec sleep 600' & wait`,
          ] as const,
        ]
      : []),
  ]
  it.each(outliving)('ends %s when drive itself is killed', { timeout: 30_000 }, async (_what, command) => {
    using place = createPlace()
    const pidFile = join(place.directory, 'pid')
    const port = await freePort()
    const argv = ['drive', '--start', command(pidFile), `http://localhost:${port}/nowhere`, '--wait', '600']
    const program = place.start(argv, { PORT: '0' })
    const pid = () => Number(readFileSync(pidFile, 'utf8'))
    await expect.poll(() => existsSync(pidFile) && pid() > 0, { timeout: 20_000 }).toBe(true)
    expect(isAlive(pid())).toBe(true)
    program.child.kill('SIGKILL')
    expect(await program.ended).toBe('SIGKILL')
    await expect.poll(() => isAlive(pid()), { timeout: 20_000 }).toBe(false)
  })
})
