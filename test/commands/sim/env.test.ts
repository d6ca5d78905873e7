import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseEnv, promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { createMachine, type Machine, type Over } from '../../support/cli.ts'
import { createPlace, freePort, launcher, node } from '../../support/program.ts'

interface Printed {
  readonly url: string
  readonly proxy: string
  readonly browserProxy: string
  readonly publicKeyHash: string
  readonly expires: string
  readonly variables: Readonly<Record<string, string>>
  readonly removed: readonly string[]
}

/** Runs `use` on a machine with a simulator; `print` returns what `sim env --json` prints. Then stops the simulator. */
async function withSimulator(use: (machine: Machine, print: (over?: Over) => Promise<Printed>) => Promise<void>) {
  using machine = createMachine()
  const ending = new AbortController()
  const running = machine.run(['sim', 'start', '--port', String(await freePort())], { signal: ending.signal })
  await expect.poll(async () => (await machine.run(['sim', 'status'])).code, { timeout: 10_000 }).toBe(0)
  try {
    await use(machine, async (over = {}) => {
      const { code, stderr, json } = await machine.run(['sim', 'env', '--json'], over)
      expect(code, stderr).toBe(0)
      return json as Printed
    })
  } finally {
    ending.abort()
    expect((await running).code).toBe(0)
  }
}

/** Calls auth.test at Slack's own URL through the proxy. */
const callSlack = `fetch('https://slack.com/api/auth.test', { headers: { authorization: 'Bearer ' + process.env.SLACK_BOT_TOKEN } }).then((answer) => answer.text()).then(console.log)`

describe('sim env', () => {
  it('prints the same proxy each time, and another one when HTTPS_PROXY has a proxy of the user', async () => {
    await withSimulator(async (_machine, print) => {
      const [first, again, behind] = [
        await print(),
        await print(),
        await print({ env: { HTTPS_PROXY: 'http://proxy.example:3128' } }),
      ]
      expect(again.proxy).toBe(first.proxy)
      expect(behind.proxy).not.toBe(first.proxy)
      expect(first.variables['HTTPS_PROXY']).toBe(first.proxy)
      expect(first.variables['SSL_CERT_FILE']).toBe(again.variables['SSL_CERT_FILE'])
      expect(Date.parse(first.expires) - Date.now()).toBeGreaterThan(12 * 3_600_000)
      const port = /https\.proxyPort=(\d+)/.exec(first.variables['JAVA_TOOL_OPTIONS'] ?? '')?.[1]
      expect(first.browserProxy).toBe(`127.0.0.1:${port}`)
    })
  })

  it('writes its certificates, without a private key, into a folder that no longer exists when the simulator has stopped', async () => {
    let folder = ''
    await withSimulator(async (_machine, print) => {
      const { variables } = await print()
      folder = dirname(variables['SSL_CERT_FILE'] ?? '')
      const files = readdirSync(folder)
      expect(files).toContain('authority.pem')
      for (const name of files) expect(readFileSync(join(folder, name), 'latin1')).not.toContain('PRIVATE KEY')
    })
    expect(existsSync(folder)).toBe(false)
  })

  it('ignores the variables of an earlier sim env when it stores the values that the user had before', async () => {
    await withSimulator(async (_machine, print) => {
      const own = { NODE_OPTIONS: '--no-warnings', SLACK_USER_TOKEN: 'xoxp-real-sample' }
      const first = await print({ env: own })
      const second = await print({ env: { ...own, ...first.variables } })
      expect(second.proxy).toBe(first.proxy)
      expect(second.variables['NODE_OPTIONS']).toBe(first.variables['NODE_OPTIONS'])
      expect(JSON.parse(second.variables['SLACK_TOKENS_EARLIER_ENV'] ?? '')).toEqual(
        JSON.parse(first.variables['SLACK_TOKENS_EARLIER_ENV'] ?? ''),
      )
      expect(second.variables['SLACK_TOKENS_EARLIER_ENV']).not.toContain('xoxp-')
    })
  })

  it('restores with --unset the variables that the user had, and removes all others that sim env set', async () => {
    await withSimulator(async (machine, print) => {
      const own = { NODE_OPTIONS: '--no-warnings' }
      const { variables } = await print({ env: own })
      const undone = (await machine.run(['sim', 'env', '--unset', '--json'], { env: { ...own, ...variables } })).json
      const { variables: restored, removed } = undone as Printed
      expect(restored).toEqual(own)
      expect([...removed].sort()).toEqual(
        Object.keys(variables)
          .filter((name) => name !== 'NODE_OPTIONS')
          .sort(),
      )
    })
  })

  it('prints an unset command for an exported variable of another app, and names the variable on stderr', async () => {
    await withSimulator(async (machine) => {
      const env = { SLACK_ENTERPRISE_ID: 'E0OTHER' }
      const { stdout, stderr } = await machine.run(['sim', 'env'], { env })
      expect(stdout).toContain('\nunset SLACK_ENTERPRISE_ID\n')
      expect(stderr).toContain('SLACK_ENTERPRISE_ID')
    })
  })

  it.each([
    ['dotenv', (text: string) => parseEnv(text)],
    ['fish', (text: string) => assignments(text, /^set -gx (\w+) '(.*)'$/gm)],
    ['powershell', (text: string) => assignments(text, /^\$env:(\w+) = '(.*)'$/gm)],
  ])('prints with --shell %s the same variables as with --json', async (shell, read) => {
    await withSimulator(async (machine, print) => {
      const { variables } = await print()
      const { stdout } = await machine.run(['sim', 'env', '--shell', shell])
      const { SLACK_TOKENS_EARLIER_ENV: _note, ...others } = variables
      const credentials = { SLACK_BOT_TOKEN: expect.any(String), SLACK_USER_TOKEN: expect.any(String) }
      const webhook = { SLACK_WEBHOOK_URL: expect.any(String) }
      expect(read(stdout)).toMatchObject({ ...others, ...credentials, ...webhook })
    })
  })

  it('fails with not_kept when the running simulator belongs to sim log --follow', async () => {
    using machine = createMachine()
    const ending = new AbortController()
    const following = machine.run(['sim', 'log', '--follow'], { signal: ending.signal })
    await expect
      .poll(async () => (await machine.run(['sim', 'env', '--json'])).stdout, { timeout: 10_000 })
      .toContain('"not_kept"')
    ending.abort()
    expect((await following).code).toBe(0)
  })

  it('starts a simulator in the background when none runs, and exits with 1 when its port is in use', async () => {
    using machine = createMachine()
    const started: string[][] = []
    const startDetached = async (argv: readonly string[]) => {
      started.push([...argv])
      return '{"ok":false,"error":"port_in_use","message":"Port 4717 is in use"}'
    }
    const { code, stderr } = await machine.run(['sim', 'env'], { startDetached })
    expect([code, stderr]).toEqual([1, expect.stringContaining('Port 4717 is in use')])
    expect(started).toEqual([['sim', 'start', '--json']])
  })
})

function assignments(text: string, pattern: RegExp): Readonly<Record<string, string>> {
  return Object.fromEntries([...text.matchAll(pattern)].map(([, name = '', value = '']) => [name, value]))
}

describe('a shell that has evaluated sim env', () => {
  it('starts programs that reach the simulator, and has the earlier variables again after sim env --unset', {
    timeout: 60_000,
  }, async () => {
    using place = createPlace()
    const script = `
      set -e
      eval "$("$NODE" "$CLI" sim env --quiet)"
      "$NODE" -e "$CALL"
      "$NODE" "$CLI" sim status >/dev/null
      echo "$SSL_CERT_FILE"
      "$NODE" "$CLI" sim stop --quiet
      eval "$("$NODE" "$CLI" sim env --unset)"
      echo "left: $HTTPS_PROXY$SLACK_BOT_TOKEN$NODE_OPTIONS"`
    const stdout = execFileSync('sh', ['-c', script], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: place.directory,
        SLACK_TOKENS_CONFIG_DIR: join(place.directory, 'config'),
        BROWSER: 'none',
        NODE: node,
        CLI: launcher,
        CALL: callSlack,
      },
    })
    const [answer = '', bundle = '', left] = stdout.trim().split('\n')
    expect(JSON.parse(answer)).toMatchObject({ ok: true, url: 'https://sandbox-inc.slack.com/' })
    await expect.poll(() => existsSync(bundle), { timeout: 10_000 }).toBe(false)
    expect(left).toBe('left:')
  })

  it('has a folder of certificates; when the simulator is killed, the next simulator removes the folder', {
    timeout: 60_000,
  }, async () => {
    using place = createPlace()
    const start = place.start(['sim', 'start', '--json', '--port', String(await freePort())])
    await start.said(/controlToken/)
    const env = place.start(['sim', 'env', '--json'])
    expect(await env.ended, env.stderr()).toBe(0)
    const { variables } = JSON.parse(env.stdout()) as Printed
    const bundle = variables['SSL_CERT_FILE'] ?? ''
    expect(existsSync(bundle)).toBe(true)
    start.child.kill('SIGKILL')
    await start.ended
    const next = place.start(['sim', 'reset'])
    expect(await next.ended, next.stderr()).toBe(0)
    expect(existsSync(bundle)).toBe(false)
  })

  it('starts a curl that reaches the simulator at https://slack.com', { timeout: 60_000 }, async (context) => {
    context.skip(spawnSync('curl', ['--version']).status !== 0, 'curl is not installed')
    await withSimulator(async (_machine, print) => {
      const { variables } = await print()
      const words = [
        '-s',
        '-H',
        `Authorization: Bearer ${variables['SLACK_BOT_TOKEN']}`,
        'https://slack.com/api/auth.test',
      ]
      const { stdout } = await promisify(execFile)('curl', words, {
        env: { PATH: process.env['PATH'] ?? '', ...variables },
      })
      expect(JSON.parse(stdout)).toMatchObject({ ok: true, user: 'sim-app' })
    })
  })
})
