import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'
import { driveApp, found } from '../../support/drive.ts'
import { freePort } from '../../support/program.ts'

const plain = { app: 'plain', scenarios: 'allow' } as const

describe('drive reports every hop', () => {
  it('with its cookies, the app’s calls to Slack, and a verdict', async () => {
    const { code, stdout, stderr } = await driveApp({ ...plain, json: false })
    const lines = stderr.split('\n')
    expect(code).toBe(0)
    expect(stdout).toBe('1 scenario: 1 ok\n')
    for (const [verb, url, status, says] of [
      ['GET', '/install', 302, '→ https://slack.com/oauth/v2/authorize'],
      ['GET', 'slack.com/oauth/v2/authorize', 200, 'bot chat:write,users:read; user search:read; with state'],
      ['POST', 'slack.com/oauth/v2/authorize', 302, 'Allow → /callback?code&state'],
      ['GET', '/callback?code&state', 200, '“Installed”'],
      ['app', 'slack.com/api/oauth.v2.access', 'ok', ''],
    ] as const) {
      const words = lines.map((line) => line.trim().split(/\s{2,}/))
      expect(words).toContainEqual([verb, url, String(status), says].filter(Boolean))
    }
    expect(stderr).toMatch(/cookie set install_state/)
    expect(stderr).toMatch(/cookie sent install_state/)
  })

  it('also as JSON, without codes, states or tokens', async () => {
    const drove = await driveApp({ ...plain, defect: 'leaks-token', scenarios: 'allow,uninstall' })
    const [allow] = drove.report.scenarios
    expect(allow?.hops.map(({ status, sent, set }) => [status, sent, set])).toEqual([
      [302, [], ['install_state']],
      [200, [], []],
      [302, [], []],
      [200, ['install_state'], []],
    ])
    expect(allow?.calls).toEqual([{ what: 'oauth.v2.access', as: null, ok: true, error: null }])
    expect(allow?.output.join('\n')).toMatch(/stored xoxb-…/)
    expect(drove.stdout + drove.stderr).not.toMatch(/xox[bp]-[\w-]{8}|simulated-client-secret|[?&](code|state)=\w/)
  })

  it('of every scenario with --verbose', async () => {
    const scenarios = 'allow,deny'
    const callbacks = async (more: readonly string[]) => {
      const { stderr } = await driveApp({ app: 'plain', scenarios, json: false, more })
      return stderr.match(/GET +\/callback/g)
    }
    expect(await callbacks([])).toHaveLength(1)
    expect(await callbacks(['--verbose'])).toHaveLength(2)
  })

  it('S3 masks the app’s output', async () => {
    const drove = await driveApp({ ...plain, defect: 'leaks-token,bot-only-crash', scenarios: 'bot-only', json: false })
    expect(drove.stderr).toMatch(/app │ stored xoxb-…/)
    expect(drove.stdout + drove.stderr).not.toMatch(/xox[bp]-[\w-]{8}/)
  })

  it('names a lost cookie and the reason', async () => {
    const lost = async (defect: string) => {
      const { report } = await driveApp({ ...plain, defect })
      return report.scenarios[0]?.hops.at(-1)?.lost
    }
    expect(await lost('state-lost-host')).toEqual([
      { name: 'install_state', why: 'it was set for localhost, and this is 127.0.0.1' },
    ])
    expect(await lost('state-lost-path')).toEqual([
      { name: 'install_state', why: 'its Path is /install, and this is /callback' },
    ])
    expect(await lost('state-lost-strict')).toEqual([
      { name: 'install_state', why: 'it is SameSite=Strict, and the browser comes from Slack' },
    ])
  })

  it('reports a Secure cookie that is lost over http on another host', async () => {
    const env = { HOST: '0.0.0.0' }
    const port = await freePort()
    const drove = await driveApp({
      ...{ app: 'plain', scenarios: 'allow', tellUrl: false, env: { ...env, PORT: String(port) } },
      more: [`http://0.0.0.0:${port}/install`, '--allow-host', '0.0.0.0'],
    })
    expect(found(drove)).toEqual(['allow: state-lost'])
    expect(drove.report.scenarios[0]?.findings[0]?.evidence).toMatch(
      /^install_state: it is Secure, and 0\.0\.0\.0:\d+ was reached over http: browsers drop it/,
    )
  })
})

describe('drive --start', () => {
  it('finds the address that the app prints, and its install page', async () => {
    const drove = await driveApp({ ...plain, tellUrl: false })
    expect([drove.code, drove.report.scenarios[0]?.hops[0]?.url]).toEqual([0, `http://localhost:${drove.port}/install`])
  })

  it('shows the output of an app that ends before it listens', async () => {
    const drove = await driveApp({ ...plain, defect: 'dies-at-start' })
    expect([drove.code, drove.json]).toMatchObject([
      1,
      { error: 'app_ended', output: ['Error: no database at postgres://db.example'] },
    ])
    expect(drove.stderr).toMatch(/app │ Error: no database/)
    expect(drove.stderr).toMatch(/ended with exit code 3 before it accepted a connection/)
  })

  it('gives up on an app that never listens', async () => {
    using machine = createMachine()
    const ran = await machine.run(
      ['drive', '--start', 'echo waiting for a database; sleep 60', '--wait', '2', '--json'],
      { cwd: process.cwd(), env: { PATH: process.env['PATH'] ?? '' } },
    )
    expect([ran.code, ran.json]).toMatchObject([7, { error: 'app_not_ready', output: ['waiting for a database'] }])
  })

  it('gives up on an app that listens and never answers', async () => {
    const { code, json } = await driveApp({ ...plain, defect: 'never-answers', more: ['--http-timeout', '0.5'] })
    expect([code, json]).toMatchObject([7, { error: 'no_answer' }])
    expect((json as { hint: string }).hint).not.toContain('--start')
  })

  it('asks for the install address when it finds none', async () => {
    const nowhere = `require('http').createServer((q, r) => { r.statusCode = 404; r.end() }).listen(process.env.PORT)`
    const ran = await startScript(`${nowhere}; console.log('Listening on port ' + process.env.PORT)`)
    expect([ran.code, ran.json]).toMatchObject([2, { error: 'install_url_missing', message: /\/slack\/install/ }])
  })

  it('reports an app that breaks the connection', async () => {
    const breaks = `require('net').createServer((s) => s.destroy()).listen(process.env.PORT)`
    const ran = await startScript(`${breaks}; console.log('Listening on port ' + process.env.PORT)`)
    expect([ran.code, ran.json]).toMatchObject([1, { error: 'no_answer' }])
  })

  it('does not start the app when another program uses its port', async () => {
    await using taken = await listenAnywhere()
    using machine = createMachine()
    const url = `http://localhost:${taken.port}/install`
    const ran = await machine.run(['drive', '--start', 'exit 9', url, '--json'], { cwd: process.cwd() })
    expect([ran.code, ran.json]).toMatchObject([1, { error: 'port_in_use' }])
  })

  it('restarts an app that a scenario ended, and ends all processes it started', async () => {
    const drove = await driveApp({ ...plain, defect: 'denial-500,dies-on-error', scenarios: 'deny,allow' })
    expect([drove.code, found(drove)]).toEqual([1, ['deny: denial-500']])
    expect(drove.report.scenarios[0]?.findings[0]?.evidence).toMatch(/; it ended with exit code 1/)
    expect(drove.report.scenarios[1]?.outcome).toBe('ok')
    expect(drove.stderr).toMatch(/The app ended with exit code 1, and was started again/)
    await expectNobody(drove.port)
  })

  it('S3 reports exit code and last lines of an app that ended, masked', async () => {
    const drove = await driveApp({ ...plain, defect: 'dies-later' })
    const [evidence] = drove.report.scenarios[0]?.findings.map((one) => one.evidence) ?? []
    expect(evidence).toMatch(/exit code 7.*Error: no database for xoxb-…/)
    expect(drove.report.scenarios[0]?.output.join('\n')).toMatch(/Error: no database for xoxb-…/)
    expect(drove.stdout + drove.stderr).not.toContain('1111111111')
    await expectNobody(drove.port)
  })

  it('reports no defect when an app exits after a completed install', async () => {
    const drove = await driveApp({ ...plain, defect: 'ends-when-done', scenarios: 'allow,deny' })
    expect([drove.code, found(drove)], drove.stderr).toEqual([0, []])
  })

  it('reports that the app ended, when it ends before its first page', async () => {
    const ends = `require('net').createServer(() => process.exit(4)).listen(process.env.PORT)`
    const ran = await startScript(`${ends}; console.log('Listening on port ' + process.env.PORT)`)
    expect([ran.code, ran.json]).toMatchObject([
      1,
      { error: 'app_ended', message: /exit code 4/, output: [/Listening/] },
    ])
  })

  it('leaves no process behind when it is interrupted', async () => {
    using machine = createMachine()
    const port = await freePort()
    const over = new AbortController()
    const running = machine.run(
      ['drive', '--start', `"${process.execPath}" -e "${listensAndHangs(port)}"`, `http://localhost:${port}/install`],
      { cwd: process.cwd(), env: { PATH: process.env['PATH'] ?? '' }, signal: over.signal },
    )
    await expect.poll(() => isTaken(port), { timeout: 20_000 }).toBe(true)
    const { Interruption } = await import('../../../src/errors.ts')
    over.abort(new Interruption('interrupted'))
    expect((await running).code).toBe(130)
    await expectNobody(port)
  })
})

describe('drive refuses', () => {
  const refusal = async (...argv: string[]) => {
    using machine = createMachine()
    const { code, json } = await machine.run(['drive', ...argv, '--json'], { cwd: process.cwd() })
    return [code, json]
  }

  it('a missing install address', async () => {
    expect(await refusal()).toMatchObject([2, { error: 'nothing_to_drive', hint: /slack-tokens drive --start/ }])
  })

  it('an invalid address', async () => {
    expect(await refusal('localhost/install')).toMatchObject([2, { error: 'not_a_url' }])
    expect(await refusal('http://localhost:1/', '--use', 'hello')).toMatchObject([2, { error: 'not_a_url' }])
  })

  it('an unknown scenario, and names the known ones', async () => {
    expect(await refusal('http://localhost:1/', '--scenario', 'alow')).toMatchObject([2, { message: /wrong-state/ }])
  })

  it('to leave this computer unless the host is allowed', async () => {
    const hint = /slack-tokens drive --allow-host app\.example\.com/
    expect(await refusal('http://app.example.com/install')).toMatchObject([2, { error: 'not_loopback', hint }])
    const drove = await driveApp({ ...plain, defect: 'foreign-redirect' })
    expect([drove.code, drove.json]).toMatchObject([2, { error: 'not_loopback', hint }])
  })

  it('to guess the redirect URL that the app’s settings have', async () => {
    const which = { ...plain, defect: 'no-redirect-uri' }
    const missing = { error: 'redirect_url_missing', hint: /--redirect-url/ }
    const { code, json } = await driveApp(which)
    expect([code, json]).toMatchObject([2, missing])
  })

  it('to drive where nothing listens', async () => {
    const url = `http://localhost:${await freePort()}/install`
    expect(await refusal(url)).toMatchObject([1, { error: 'nothing_there', message: /nothing listens at localhost/ }])
  })
})

const listensAndHangs = (port: number) => `require('http').createServer(() => {}).listen(${port})`

/** Drives an app of one line, started by its command alone. */
async function startScript(script: string) {
  using machine = createMachine()
  const env = { PATH: process.env['PATH'] ?? '', PORT: String(await freePort()) }
  return await machine.run(['drive', '--start', `"${process.execPath}" -e "${script}"`, '--json'], {
    cwd: process.cwd(),
    env,
  })
}

async function isTaken(port: number): Promise<boolean> {
  const server = createServer()
  return await new Promise((resolve) => {
    server.once('error', () => resolve(true))
    server.listen(port, () => server.close(() => resolve(false)))
  })
}

async function expectNobody(port: number): Promise<void> {
  await expect.poll(() => isTaken(port), { timeout: 5000 }).toBe(false)
}

async function listenAnywhere(): Promise<AsyncDisposable & { readonly port: number }> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, () => resolve()))
  const { port } = server.address() as { port: number }
  return {
    port,
    async [Symbol.asyncDispose]() {
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
