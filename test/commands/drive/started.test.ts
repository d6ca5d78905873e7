import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { setInside, withoutSettings } from '../../../src/commands/drive/start-line.ts'
import { createMachine } from '../../support/cli.ts'
import { driveApp } from '../../support/drive.ts'

// Only Linux shows which process listens on a port, and with which environment a process started.
const onLinux = process.platform === 'linux'

/** Runs drive with a Node.js program whose source is `script`. */
async function driveScript(script: string, more: readonly string[] = [], before = '') {
  using machine = createMachine()
  const start = `${before}"${process.execPath}" -e "${script}"`
  const env = { PATH: process.env['PATH'] ?? '', PLACE: machine.directory }
  const ran = await machine.run(['drive', '--start', start, '--scenario', 'allow', ...more, '--json'], {
    cwd: process.cwd(),
    env,
  })
  return { ...ran, json: ran.json, stderr: ran.stderr, start }
}

const serve = (status: number) =>
  `require('http').createServer((q, r) => { r.statusCode = ${status}; r.end() }).listen(0, 'localhost')`

describe.runIf(onLinux)('drive --start, for an app that does not print its URL', () => {
  it.each(['bolt 4, Socket Mode, silent', 'bolt 5, Socket Mode, silent'] as const)(
    'finds the port on which the app %s listens',
    async (app) => {
      const drove = await driveApp({ app, scenarios: 'allow', tellUrl: false })
      expect([drove.code, drove.report.ok], drove.stderr).toEqual([0, true])
      expect(drove.stderr).toContain(`http://localhost:${drove.port}\n`)
    },
  )

  it('exits with 2 (app_not_ready) and names both ports when the app listens on two ports', async () => {
    const { code, json, start } = await driveScript(`${serve(200)}; ${serve(200)}`, ['--wait', '2'])
    const { message, hint } = json as { message: string; hint: string }
    const [first, second] = message.match(/\d{4,5}/g) ?? []
    expect([code, json]).toMatchObject([2, { error: 'app_not_ready' }])
    expect(second).not.toBe(first)
    expect(hint).toContain(`http://localhost:${first}/`)
    expect(hint).toContain(`--start '${start.replaceAll("'", "'\\''")}'`)
  })

  it('exits with 2 (install_url_missing) and prints the complete command with the port when it finds no install page', async () => {
    const { code, json, start } = await driveScript(serve(404), ['--wait', '4'])
    const { message, hint } = json as { message: string; hint: string }
    expect([code, json]).toMatchObject([2, { error: 'install_url_missing' }])
    expect(hint).toContain(/http:\/\/localhost:\d+/.exec(message)?.[0])
    expect(hint).toContain(start.slice(0, 20))
    expect(hint).not.toContain('…')
  })
})

it('drive --start prints a hint with the command of the app and without a port when the app listens on no port', async () => {
  const { json } = await driveScript('setTimeout(() => {}, 60000)', ['--wait', '1'])
  const { hint } = json as { hint: string }
  expect(hint).toContain('setTimeout(() => {}, 60000)')
  expect(hint).not.toMatch(/…|localhost:3000/)
})

describe('drive --start, when the command itself sets a variable of drive', () => {
  it('names this variable in the hint, without its value, when the app exits', async () => {
    const { json } = await driveScript('process.exit(3)', [], 'SLACK_APP_TOKEN=xapp-sim-made-up ')
    const { error, hint } = json as { error: string; hint: string }
    expect([error, hint]).toEqual(['app_ended', expect.stringContaining('SLACK_APP_TOKEN')])
    expect(hint).not.toContain('xapp-')
  })

  it.each([
    ['SLACK_APP_TOKEN=xapp-1 npm start', ['SLACK_APP_TOKEN'], 'npm start'],
    ['cd app && SLACK_API_URL="http://a b" node .', ['SLACK_API_URL'], 'cd app && node .'],
    ['PORT=1 MY_SLACK_APP_TOKEN=x npm start', [], 'PORT=1 MY_SLACK_APP_TOKEN=x npm start'],
    ['NO_PROXY=* HTTPS_PROXY= python3 app.py', [], 'python3 app.py'],
  ])('finds the variables of drive in the command, and removes them: %s', (command, names, rest) => {
    expect([setInside(command), withoutSettings(command)]).toEqual([names, rest])
  })
})

it.runIf(onLinux)(
  'drive ends a process of the app that has its own session, and does not end a process of another program',
  async () => {
    using machine = createMachine()
    const place = join(machine.directory, '..', 'pid')
    const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { detached: true, stdio: 'ignore' })
    try {
      const leave = `require('child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { detached: true, stdio: 'ignore' })`
      const script = `require('fs').writeFileSync(process.env.PLACE, String(${leave}.pid)); process.exit(3)`
      const ran = await machine.run(['drive', '--start', `"${process.execPath}" -e "${script}"`, '--json'], {
        cwd: process.cwd(),
        env: { PATH: process.env['PATH'] ?? '', PLACE: place },
      })
      expect(ran.json).toMatchObject({ error: 'app_ended' })
      const pid = Number(readFileSync(place, 'utf8'))
      await expect.poll(() => runs(pid)).toBe(false)
      expect(runs(other.pid ?? 0)).toBe(true)
    } finally {
      other.kill()
    }
  },
)

/** Returns whether the process runs. A process that exited but was not reaped counts as gone. */
function runs(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
