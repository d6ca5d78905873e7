import { existsSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { createPlace, launcher, node } from '../../support/program.ts'

/** Runs a program through `sim run`. Returns its exit code and both streams. */
async function simRun(words: readonly string[], options: readonly string[] = []) {
  using place = createPlace()
  const program = place.start(['sim', 'run', ...options, '--', ...words])
  const code = await program.ended
  return { code, stdout: program.stdout(), stderr: program.stderr() }
}

describe('sim run', () => {
  it('exits with the exit code of the program, and names the command `why` for the refused call', async () => {
    const script = `fetch('https://slack.com/api/team.info', { headers: { authorization: 'Bearer ' + process.env.SLACK_BOT_TOKEN } }).then(() => process.exit(7))`
    const { code, stderr } = await simRun([node, '-e', script])
    expect([code, stderr]).toEqual([7, expect.stringContaining(' why missing_scope')])
    expect(stderr).toContain('1 request for Slack reached the simulator')
  })

  it('prints with --json only the output of the program to stdout', async () => {
    const script = `fetch('https://slack.com/api/api.test').then(() => process.stdout.write('its own', () => process.exit(3)))`
    const { code, stdout, stderr } = await simRun([node, '-e', script], ['--json'])
    expect([code, stdout]).toEqual([3, 'its own'])
    expect(stderr).toContain('1 request for Slack reached the simulator')
  })

  it('writes no private key, credentials or token into the folder of the certificates', async () => {
    // Prints the content of each file, and the passwords in the environment.
    const script = `
      const { readdirSync, readFileSync } = require('node:fs'), { dirname, join } = require('node:path')
      const folder = dirname(process.env.SSL_CERT_FILE)
      const files = readdirSync(folder, { recursive: true }).map((name) => readFileSync(join(folder, name), 'latin1'))
      console.log(JSON.stringify({ files, env: process.env }))`
    const { stdout } = await simRun([node, '-e', script])
    const { files, env } = JSON.parse(stdout) as { files: string[]; env: Record<string, string> }
    const { password } = new URL(env['HTTPS_PROXY'] ?? '')
    const secrets = [password, env['SLACK_BOT_TOKEN'], env['SLACK_CLIENT_SECRET'], env['SLACK_SIGNING_SECRET']]
    expect([files.length, ...secrets.map((one = '') => one.length)].every((size) => size >= 5)).toBe(true)
    for (const text of [...files, env['JAVA_TOOL_OPTIONS'] ?? '']) {
      expect(text).not.toMatch(/PRIVATE KEY/)
      expect(secrets.filter((secret = '') => text.includes(secret))).toEqual([])
      expect(text).not.toContain(Buffer.from(`slack-tokens:${password}`).toString('base64'))
    }
  })

  it('removes its temporary files, and does not put the credentials of its proxy into JAVA_TOOL_OPTIONS', async () => {
    const script = 'console.log(JSON.stringify([process.env.SSL_CERT_FILE, process.env.JAVA_TOOL_OPTIONS]))'
    const { stdout } = await simRun([node, '-e', script])
    const [bundle = '', java = ''] = JSON.parse(stdout) as string[]
    expect(bundle).toContain(tmpdir())
    expect(existsSync(bundle)).toBe(false)
    expect(java).not.toMatch(/slack-tokens:/)
    const left = readdirSync(tmpdir()).filter((name) => bundle.includes(name) && name.startsWith('slack-tokens-proxy'))
    expect(left).toEqual([])
  })

  it('counts a request that the program sends after it has reset the simulator', async () => {
    const script = `
      const { execFileSync } = require('node:child_process')
      execFileSync(process.execPath, [process.argv[2], 'sim', 'reset'])
      fetch('https://slack.com/api/api.test').then((answer) => answer.text())`
    const { stderr } = await simRun([node, '-e', script, '-', launcher])
    expect(stderr).toContain('1 request for Slack reached the simulator')
  })

  it.each(['socks5://u:canary@localhost:1', '::garbage', ' ', 'http://u:p%zz@localhost:1'])(
    'exits with 2, as trace and sim env do, when HTTPS_PROXY is not an http URL: %s',
    async (proxy) => {
      using place = createPlace()
      for (const command of [['sim', 'run'], ['trace']]) {
        const program = place.start([...command, '--', node, '-e', ''], { HTTPS_PROXY: proxy })
        expect(await program.ended, program.stderr()).toBe(2)
        expect(program.stderr()).toContain('HTTPS_PROXY is not an http or https URL')
        expect(program.stderr()).not.toContain('canary')
      }
      const printed = place.start(['sim', 'env'], { HTTPS_PROXY: proxy })
      expect(await printed.ended, printed.stderr()).toBe(2)
      const status = place.start(['sim', 'status'])
      expect(await status.ended, 'no simulator was started in the background').toBe(1)
    },
  )

  it('has a simulator that sim stop does not end (not_kept)', async () => {
    const script = `
      const { spawnSync } = require('node:child_process')
      const { stdout } = spawnSync(process.execPath, [process.argv[2], 'sim', 'stop', '--json'])
      process.stdout.write(stdout)`
    const { stdout } = await simRun([node, '-e', script, '-', launcher])
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, error: 'not_kept' })
  })

  it('forwards SIGTERM to the program', async () => {
    using place = createPlace()
    const script = `process.on('SIGTERM', () => process.exit(31)); console.log('ready'); setInterval(() => {}, 1000)`
    const program = place.start(['sim', 'run', '--', node, '-e', script])
    await expect.poll(() => program.stdout(), { timeout: 20_000 }).toContain('ready')
    program.child.kill('SIGTERM')
    expect(await program.ended, program.stderr()).toBe(31)
  })

  it.each([
    ['no program', ['sim', 'run'], /the program is missing/],
    ['a program without two dashes', ['sim', 'run', 'npm', '--test'], /sim run -- npm --test/],
    ['a program that does not exist', ['sim', 'run', '--', 'no-such-program-here'], /no program called/],
  ])('exits with 2 for %s', async (_case, argv, message) => {
    using place = createPlace()
    const program = place.start(argv)
    expect(await program.ended).toBe(2)
    expect(program.stderr()).toMatch(message)
  })
})
