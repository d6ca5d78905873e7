import { once } from 'node:events'
import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DoctorCheck } from '../../../src/commands/doctor/check-result.ts'
import { nextFor } from '../../../src/commands/doctor/network.ts'
import { portOwner } from '../../../src/net/port-owner.ts'
import { networkError } from '../../../src/slack/client/network-error.ts'
import { createMachine, type Machine, type Over } from '../../support/cli.ts'
import { freePort } from '../../support/program.ts'
import { sampleInstallation } from '../../support/sample.ts'
import { startWeb } from '../../support/web.ts'

async function examine(machine: Machine, argv: string[] = ['--offline'], over: Over = {}) {
  const port = argv.includes('--port') ? [] : ['--port', String(await freePort())]
  const { code, json, stderr } = await machine.run(['doctor', '--json', ...port, ...argv], over)
  const checks = json as DoctorCheck[]
  return { code, stderr, checks, of: (name: string) => checks.find(({ check }) => check === name) }
}

function keep(machine: Machine, content: unknown, mode = 0o600): string {
  mkdirSync(machine.directory, { recursive: true, mode: 0o700 })
  const path = join(machine.directory, 'config.json')
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  chmodSync(path, mode)
  return path
}

const acme = { ...sampleInstallation('acme'), simulator: false, apiUrl: 'https://slack.com/api/' }
const one = { version: 1, active: 'acme', profiles: { acme } }

describe('doctor, on a machine without problems', () => {
  it('exits with 0, reports no check as failed and creates no config folder when nothing is stored yet', async () => {
    using machine = createMachine()
    const started = performance.now()
    const { code, checks, of, stderr } = await examine(machine)
    expect(performance.now() - started).toBeLessThan(10_000)
    expect([code, stderr]).toEqual([0, ''])
    expect(checks.map(({ state }) => state)).not.toContain('fail')
    expect(of('config file')?.message).toBe('nothing is stored yet')
    expect(() => statSync(machine.directory)).toThrow('ENOENT')
    for (const found of checks) expect(Object.keys(found)).toEqual(['check', 'state', 'message', 'next'])
  })

  it('prints one line for each check', async () => {
    using machine = createMachine()
    keep(machine, one)
    const { code, stdout } = await machine.run(['doctor', '--offline', '--port', String(await freePort())])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^✓ {2}Node\.js +v\d+/)
    expect(stdout).toMatch(/^✓ {2}config file +1 installation stored \(mode 0600\)$/m)
    expect(stdout).toMatch(/^✓ {2}port +\d+ is free on 127\.0\.0\.1 and ::1$/m)
  })

  it('calls api.test without a token, and compares the clocks', async () => {
    using machine = createMachine()
    await using web = await startWeb((_request, response) => response.end('{"ok":true}'))
    const { code, of } = await examine(machine, ['--api-url', `${web.url}/api/`])
    expect(code).toBe(0)
    expect(of('Slack')).toMatchObject({ state: 'ok' })
    expect(of('clock')).toMatchObject({ state: 'ok', message: 'agrees with Slack’s' })
    expect(web.arrived.map(({ path, headers }) => [path, headers.authorization])).toEqual([
      ['/api/api.test', undefined],
    ])
  })
})

describe('doctor, on a machine with a problem', () => {
  it('exits with 1 and reports a damaged config file (fault R20)', async () => {
    using machine = createMachine()
    keep(machine, '{"version":1,')
    const { code, of, stderr } = await examine(machine)
    expect(code).toBe(1)
    expect(of('config file')).toMatchObject({ state: 'fail', message: expect.stringContaining('is damaged') })
    expect(stderr).toContain('Failed: config file')
  })

  it('exits with 1 and names `npm install` when a newer version of the tool wrote the config file', async () => {
    using machine = createMachine()
    keep(machine, { version: 7 })
    const { code, of } = await examine(machine)
    expect(code).toBe(1)
    expect(of('config file')).toMatchObject({ state: 'fail', next: expect.stringContaining('npm install') })
  })

  it('warns about a config file that other users can read, and does not change the mode of the file (threat C9)', async () => {
    using machine = createMachine()
    const path = keep(machine, one, 0o644)
    const { code, of } = await examine(machine)
    expect(code).toBe(0)
    expect(of('config file')).toEqual({
      check: 'config file',
      state: 'warn',
      message: `${path} is open to other users (mode 0644)`,
      next: `chmod 600 ${path}`,
    })
    expect(statSync(path).mode & 0o777).toBe(0o644)
  })

  it.each(['127.0.0.1', '::1'])(
    'exits with 1 when the port is in use on %s, and names the program that uses the port and the next port (threat C3, fault R3)',
    async (host) => {
      using machine = createMachine()
      const server = createServer().listen(0, host)
      await once(server, 'listening')
      const { port } = server.address() as { port: number }
      const { code, of } = await examine(machine, ['--offline', '--port', String(port)])
      const owner = portOwner(port)
      server.close()
      expect(code).toBe(1)
      // The port behind it can be in use, too: other tests run at the same time.
      const next = Number(/--port (\d+)/.exec(String(of('port')?.next))?.[1])
      expect(of('port')?.state).toBe('fail')
      expect(next).toBeGreaterThan(port)
      expect(of('port')?.message).toContain(owner ? `${owner.name} (pid ${owner.pid})` : 'another program')
      expect(owner?.pid).toBe(process.platform === 'linux' ? process.pid : undefined)
    },
  )

  it('warns that an exported token takes precedence over the active installation, but not with --profile', async () => {
    using machine = createMachine({ SLACK_BOT_TOKEN: 'xoxb-sim-exported' })
    keep(machine, one)
    expect((await examine(machine)).of('environment')).toMatchObject({
      state: 'warn',
      message: 'SLACK_BOT_TOKEN takes precedence over “acme”',
      next: 'unset SLACK_BOT_TOKEN, or add --profile acme',
    })
    const named = await examine(machine, ['--offline', '--profile', 'acme'])
    expect(named.of('environment')?.state).toBe('ok')
    const unknown = await examine(machine, ['--offline', '--profile', 'nobody'])
    expect([unknown.code, unknown.of('environment')?.state]).toEqual([1, 'fail'])
  })

  it('warns when BROWSER names a program that does not exist', async () => {
    using machine = createMachine({ BROWSER: 'no-such-browser %s' })
    expect((await examine(machine)).of('launcher')).toEqual({
      check: 'launcher',
      state: 'warn',
      message: 'BROWSER is no-such-browser %s, which is not on the path',
      next: 'unset BROWSER, or BROWSER=none',
    })
    using named = createMachine({ BROWSER: process.execPath })
    expect((await examine(named)).of('launcher')).toMatchObject({ state: 'ok' })
  })

  it('exits with 1 when nothing listens at the API URL', async () => {
    using machine = createMachine()
    const { code, of } = await examine(machine, ['--api-url', `http://127.0.0.1:${await freePort()}/api/`])
    expect(code).toBe(1)
    expect(of('Slack')).toMatchObject({ state: 'fail', message: expect.stringContaining('nothing listens there') })
    expect(of('clock')).toBeUndefined()
  })

  it('suggests to check --api-url only when the user gave an API URL, and otherwise to check HTTPS_PROXY', () => {
    const spelled = (code: string, apiUrl: boolean) => {
      const error = networkError(Object.assign(new Error('no'), { code }), {
        host: apiUrl ? 'slack.example' : 'slack.com',
        timeout: 1,
      })
      return nextFor(
        error,
        apiUrl ? { apiUrl: { url: 'https://slack.example/api/', source: '--api-url' } } : { apiUrl: undefined },
      )
    }
    for (const code of ['ENOTFOUND', 'HPE_INVALID_CONSTANT', 'ERR_TLS_CERT_ALTNAME_INVALID']) {
      expect(spelled(code, true)).toContain('--api-url')
      expect(spelled(code, false)).toMatch(/^(?!.*--api-url).*HTTPS_PROXY/)
    }
  })

  it('exits with 1 after 2.5 seconds when the API does not answer', async () => {
    using machine = createMachine()
    await using web = await startWeb(() => {})
    const started = performance.now()
    const { code, of } = await examine(machine, ['--api-url', `${web.url}/api/`])
    expect(performance.now() - started).toBeLessThan(15_000)
    expect(code).toBe(1)
    expect(of('Slack')?.message).toContain('no answer within 2.5 s')
  })

  it('exits with 1 when neither a home folder nor SLACK_TOKENS_CONFIG_DIR is set, and still checks the port', async () => {
    using machine = createMachine({ HOME: '', SLACK_TOKENS_CONFIG_DIR: '' })
    const { code, of } = await examine(machine)
    expect([code, of('config folder')?.state, of('port')?.state]).toEqual([1, 'fail', 'ok'])
  })
})
