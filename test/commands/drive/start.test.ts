import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'
import { driveApp, found } from '../../support/drive.ts'
import { createPlace, freePort } from '../../support/program.ts'

const plain = { app: 'plain', scenarios: 'allow' } as const
describe('drive --start', () => {
  it('reads the URL from the output of the app, and finds its install page', async () => {
    const drove = await driveApp({ ...plain, tellUrl: false })
    expect([drove.code, drove.report.scenarios[0]?.hops[0]?.url]).toEqual([0, `http://localhost:${drove.port}/install`])
  })

  it('exits with 2 (app_ended) and prints the output of the app when the app exits before it listens', async () => {
    const drove = await driveApp({ ...plain, defect: 'dies-at-start' })
    expect([drove.code, drove.json]).toMatchObject([
      2,
      { error: 'app_ended', output: ['Error: no database at postgres://db.example'] },
    ])
    expect(drove.stderr).toMatch(/app │ Error: no database/)
    expect(drove.stderr).toMatch(/ended with exit code 3 before it accepted a connection/)
  })

  it('prints no part of a secret when it shortens a line of the app’s output to 80 columns (threat S3)', async () => {
    using machine = createMachine()
    const secret = 'f00dfeed'.repeat(4)
    const script = `console.error('x'.repeat(60) + process.env.SLACK_CLIENT_SECRET); process.exit(3)`
    const ran = await machine.run(['drive', '--start', `"${process.execPath}" -e "${script}"`], {
      cwd: process.cwd(),
      env: { PATH: process.env['PATH'] ?? '', SLACK_CLIENT_SECRET: secret },
      columns: 80,
    })
    expect(ran.code).toBe(2)
    expect(ran.stderr).toContain('xxxx')
    expect(ran.stderr).not.toContain('f00d')
  })

  it('cuts no line of the app’s output in a pipe', async () => {
    const ran = await startScript(`console.error('Error: ' + 'long '.repeat(100) + 'end'); process.exit(3)`)
    expect(ran.stderr).toMatch(/^ {2}app │ Error: (?:long ){100}end$/m)
  })

  it('exits with 2 (app_not_ready) when the app does not listen within --wait', async () => {
    using machine = createMachine()
    const ran = await machine.run(
      ['drive', '--start', 'echo waiting for a database; sleep 60', '--wait', '2', '--json'],
      { cwd: process.cwd(), env: { PATH: process.env['PATH'] ?? '' } },
    )
    expect([ran.code, ran.json]).toMatchObject([2, { error: 'app_not_ready', output: ['waiting for a database'] }])
  })

  it('keeps the path of the install address in the hint when the app listens on another port', async () => {
    const ran = await startScript(`require('http').createServer().listen(0)`, '/connect?a=1', ['--wait', '1'])
    expect([ran.code, ran.json]).toMatchObject([2, { error: 'app_not_ready' }])
    expect((ran.json as { hint: string }).hint).toMatch(/drive 'http:\/\/localhost:\d+\/connect\?a=1' /)
  })

  it('exits with 2 (no_answer) when the app listens but does not answer', async () => {
    const { code, json } = await driveApp({ ...plain, defect: 'never-answers', more: ['--http-timeout', '0.5'] })
    expect([code, json]).toMatchObject([2, { error: 'no_answer' }])
    expect((json as { hint: string }).hint).not.toContain('--start')
  })

  it('exits with 2 (install_url_missing) when the app has no install page', async () => {
    const nowhere = `require('http').createServer((q, r) => { r.statusCode = 404; r.end() }).listen(process.env.PORT)`
    const ran = await startScript(`${nowhere}; console.log('Listening on port ' + process.env.PORT)`)
    expect([ran.code, ran.json]).toMatchObject([2, { error: 'install_url_missing', message: /\/slack\/install/ }])
  })

  const answering = (status: number) =>
    `require('http').createServer((q, r) => { r.statusCode = q.url === '/wrong' ? ${status} : q.url === '/install' ? 200 : 404; r.end() }).listen(process.env.PORT)`

  it.each([404, 405, 410, 501])(
    'exits with 2 (install_url_wrong) when the install address is answered with %i, and names the page that the app has',
    async (status) => {
      const ran = await startScript(answering(status), '/wrong')
      expect([ran.code, ran.json]).toMatchObject([
        2,
        { error: 'install_url_wrong', message: new RegExp(`/wrong was answered with ${status}`) },
      ])
      expect((ran.json as { hint: string }).hint).toMatch(
        /^The app has a page at \/install: slack-tokens drive http:\S+\/install --start /,
      )
    },
  )

  it.each([401, 500])('reports a defect of the app when its install page is answered with %i', async (status) => {
    const ran = await startScript(answering(status), '/wrong')
    expect([ran.code, ran.json]).toMatchObject([1, { scenarios: [{ findings: [{ id: 'no-link-to-slack' }] }] }])
  })

  it('exits with 2 (install_url_missing) when the page that drive found itself does not lead to Slack', async () => {
    const home = `require('http').createServer((q, r) => { r.statusCode = q.url === '/' ? 200 : 404; r.end('Home') }).listen(process.env.PORT)`
    const ran = await startScript(`${home}; console.log('Listening on port ' + process.env.PORT)`)
    expect([ran.code, ran.json]).toMatchObject([2, { error: 'install_url_missing', message: /does not lead to Slack/ }])
    expect((ran.json as { hint: string }).hint).toMatch(/in place of PATH: slack-tokens drive http:\S+\/PATH /)
  })

  it('says after how many installs the app ended, and prints a command that reproduces this', async () => {
    const dies = { ...plain, defect: 'dies-at-third-install' } as const
    const drove = await driveApp({ ...dies, scenarios: 'allow,user-only' })
    expect([drove.code, found(drove)], drove.stderr).toEqual([1, ['user-only: crash-after-installs']])
    expect(drove.report.scenarios[1]?.findings[0]?.evidence).toMatch(
      /exit code 7; its last lines: Error: no database .*; in the scenario user-only, after 2 installs since the app was started/,
    )
    const [, scenarios = ''] =
      /^! Play what led to it again: slack-tokens drive .* --scenario (\S+)/m.exec(drove.stderr) ?? []
    expect(scenarios).toBe('allow,user-only')
    const again = await driveApp({ ...dies, scenarios })
    expect([again.code, found(again)]).toEqual([1, ['user-only: crash-after-installs']])
  })

  it('exits with 2 (no_answer) when the app closes every connection', async () => {
    const breaks = `require('net').createServer((s) => s.destroy()).listen(process.env.PORT)`
    const ran = await startScript(`${breaks}; console.log('Listening on port ' + process.env.PORT)`)
    expect([ran.code, ran.json]).toMatchObject([2, { error: 'no_answer' }])
  })

  it('exits with 2 (port_in_use) and does not start the app when another program uses its port', async () => {
    await using taken = await listenAnywhere()
    using machine = createMachine()
    const url = `http://localhost:${taken.port}/install`
    const ran = await machine.run(['drive', '--start', 'exit 9', url, '--json'], { cwd: process.cwd() })
    expect([ran.code, ran.json]).toMatchObject([2, { error: 'port_in_use' }])
  })

  it('ends by itself when another program uses the port of the app', async () => {
    await using taken = await listenAnywhere()
    using place = createPlace()
    const drive = place.start(['drive', '--start', 'exit 9', `http://localhost:${taken.port}/install`])
    expect([await drive.ended, drive.stderr()]).toEqual([2, expect.stringContaining('already listens')])
  })

  it('restarts an app that exited during a scenario, and leaves no process that uses its port', async () => {
    const drove = await driveApp({ ...plain, defect: 'denial-500,dies-on-error', scenarios: 'deny,allow' })
    expect([drove.code, found(drove)]).toEqual([1, ['deny: denial-500']])
    expect(drove.report.scenarios[0]?.findings[0]?.evidence).toMatch(/; it ended with exit code 1/)
    expect(drove.report.scenarios[1]?.outcome).toBe('ok')
    expect(drove.stderr).toMatch(/The app ended with exit code 1, and was started again/)
    await expectNobody(drove.port)
  })

  it('reports the exit code and the last lines of an app that exits during a scenario, with the tokens masked (threat S3)', async () => {
    const drove = await driveApp({ ...plain, defect: 'dies-later' })
    const [evidence] = drove.report.scenarios[0]?.findings.map((one) => one.evidence) ?? []
    expect(evidence).toMatch(/exit code 7.*Error: no database for xoxb-…/)
    expect(drove.report.scenarios[0]?.output.join('\n')).toMatch(/Error: no database for xoxb-…/)
    expect(drove.stdout + drove.stderr).not.toContain('1111111111')
    await expectNobody(drove.port)
  })

  it('exits with 0 when the app exits after a completed install', async () => {
    const drove = await driveApp({ ...plain, defect: 'ends-when-done', scenarios: 'allow,deny' })
    expect([drove.code, found(drove)], drove.stderr).toEqual([0, []])
  })

  it('exits with 2 (app_ended) when the app exits before it sends its first page', async () => {
    const ends = `require('net').createServer(() => process.exit(4)).listen(process.env.PORT)`
    const ran = await startScript(`${ends}; console.log('Listening on port ' + process.env.PORT)`)
    expect([ran.code, ran.json]).toMatchObject([
      2,
      { error: 'app_ended', message: /exit code 4/, output: [/Listening/] },
    ])
  })

  it('exits with 130 and ends the app when Ctrl-C is pressed', async () => {
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
const listensAndHangs = (port: number) => `require('http').createServer(() => {}).listen(${port})`

/** Runs `drive` with the command of a one-line app, without a URL. */
async function startScript(script: string, path?: string, more: readonly string[] = []) {
  using machine = createMachine()
  const port = await freePort()
  const env = { PATH: process.env['PATH'] ?? '', PORT: String(port) }
  const url = path === undefined ? [] : [`http://localhost:${port}${path}`, '--scenario', 'allow']
  const start = `"${process.execPath}" -e "${script}"`
  return await machine.run(['drive', ...url, ...more, '--start', start, '--json'], { cwd: process.cwd(), env })
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
