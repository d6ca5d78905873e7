import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { freePort, launcher } from '../support/program.ts'
import { temporaryFolder } from '../support/temporary.ts'

const root = join(dirname(launcher), '..')

/** Runs one of the examples as its README describes, with a separate port and config folder. */
async function runExample(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  using folder = temporaryFolder()
  const port = String(await freePort())
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: folder.path,
      SLACK_TOKENS_CONFIG_DIR: folder.path,
      PORT: port,
      ...env,
    },
  })
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code: code as number | null, stdout, stderr, lines: stdout.trimEnd().split('\n') }
}

describe('examples/', () => {
  it('contains five programs, and npm publishes none of them', () => {
    const folders = readdirSync(join(root, 'examples'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
    expect(folders.map(({ name }) => name).sort()).toEqual([
      'bolt-app',
      'drive-in-ci',
      'explain-install',
      'go-app',
      'pytest-app',
    ])
    expect(manifest.files).toEqual(['bin', 'dist'])
  })

  it('contains bolt-app, whose own tests pass', async () => {
    const { code, stdout, stderr } = await runExample(['--test', 'examples/bolt-app/app.test.mjs'])
    expect({ code, stderr }, stdout).toMatchObject({ code: 0 })
    // The format of the summary depends on the Node.js version.
    expect(stdout).toMatch(/^(?:#|ℹ) pass 3$/m)
  })

  it('finds no defect in the app of bolt-app, with drive-in-ci', async () => {
    const { code, stdout, stderr, lines } = await runExample(['examples/drive-in-ci/drive.mjs'])
    expect({ code, stderr }, stdout).toMatchObject({ code: 0 })
    expect(lines.map((line) => line.split(/\s+/))).toEqual(
      ['allow', 'deny', 'wrong-state', 'double-callback', 'user-only', 'bot-only', 'uninstall', 'org'].map((name) => [
        'ok',
        name,
      ]),
    )
  })

  it('annotates the build with a defect and fails it, with drive-in-ci', async () => {
    const port = String(await freePort())
    const app = `"${process.execPath}" "${join(root, 'test', 'subjects', 'plain.mjs')}"`
    const drive = ['examples/drive-in-ci/drive.mjs', app, `http://localhost:${port}/install`]
    const { code, stdout } = await runExample(drive, { PORT: port, DEFECT: 'state-not-checked' })
    expect(code, stdout).toBe(1)
    expect(stdout).toMatch(/^::error title=wrong-state state-not-checked::\S/m)
  })

  it('fails the build when the app does not start, with drive-in-ci', async () => {
    const { code, stdout } = await runExample(['examples/drive-in-ci/drive.mjs', `"${process.execPath}" none.mjs`])
    expect(code).toBe(1)
    expect(stdout).toMatch(/^::error title=\w+::\S/m)
  })

  it('prints what each secret is, in the v1 and the v2 flow, with explain-install', async () => {
    const { code, stderr, lines } = await runExample(['examples/explain-install/explain.mjs'])
    expect(code, stderr).toBe(0)
    const secrets = lines.filter((line) => line.startsWith('  ')).map((line) => line.trim().split(/\s+/).slice(0, 2))
    expect(secrets).toEqual([
      ['access_token', 'user'],
      ['bot.bot_access_token', 'bot'],
      ['incoming_webhook.url', 'webhook'],
      ['access_token', 'bot'],
      ['authed_user.access_token', 'user'],
      ['incoming_webhook.url', 'webhook'],
    ])
  })
})
