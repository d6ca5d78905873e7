import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { scenarioNames } from '../../src/commands/drive/scenarios/names.ts'
import { readJunit } from '../support/junit.ts'
import { freePort, launcher } from '../support/program.ts'
import { temporaryFolder } from '../support/temporary.ts'
import { workflowCommands } from '../support/workflow-commands.ts'

const root = join(dirname(launcher), '..')

/** Runs an example as its README says, with its own port and config folder. Returns exit code, output and lines. */
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

describe('the folder examples/', () => {
  it('contains six programs, of which the npm package has only the one for `slack-tokens/install`', () => {
    const folders = readdirSync(join(root, 'examples'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
    expect(folders.map(({ name }) => name).sort()).toEqual([
      'bolt-app',
      'drive-in-ci',
      'explain-install',
      'go-app',
      'install-in-cli',
      'pytest-app',
    ])
    expect(manifest.files.filter((file) => file.startsWith('examples'))).toEqual(['examples/install-in-cli'])
  })

  it('contains bolt-app, whose tests pass', async () => {
    const { code, stdout, stderr } = await runExample(['--test', 'examples/bolt-app/app.test.mjs'])
    expect({ code, stderr }, stdout).toMatchObject({ code: 0 })
    // The format of the summary depends on the version of Node.js.
    expect(stdout).toMatch(/^(?:#|ℹ) pass 3$/m)
  })

  it('contains drive-in-ci, which finds no defect in bolt-app, and writes a JUnit report', async () => {
    using folder = temporaryFolder()
    const report = join(folder.path, 'junit.xml')
    const { code, stdout, stderr } = await runExample(['examples/drive-in-ci/drive.mjs'], { REPORT: report })
    expect(code, stdout + stderr).toBe(0)
    const { counts, cases } = readJunit(readFileSync(report, 'utf8'))
    expect(cases.map(({ name }) => name)).toEqual(scenarioNames)
    expect(counts).toMatchObject({ failures: '0', errors: '0' })
  })

  it('contains drive-in-ci, which exits with 1 and prints an annotation for each defect', async () => {
    const port = String(await freePort())
    const app = `"${process.execPath}" "${join(root, 'test', 'subjects', 'plain.mjs')}"`
    const drive = ['examples/drive-in-ci/drive.mjs', app, `http://localhost:${port}/install`]
    const { code, stderr } = await runExample(drive, { PORT: port, DEFECT: 'state-not-checked' })
    expect(code, stderr).toBe(1)
    const titles = workflowCommands(stderr).map(({ name, properties }) => `${name} ${properties['title']}`)
    expect(titles).toContain('error drive, wrong-state: state-not-checked')
  })

  it('contains drive-in-ci, which exits with 2 and prints an annotation when the app does not start', async () => {
    const { code, stderr } = await runExample(['examples/drive-in-ci/drive.mjs', `"${process.execPath}" none.mjs`])
    expect([code, workflowCommands(stderr)]).toMatchObject([2, [{ name: 'error', properties: { title: /^drive: / } }]])
  })

  it('contains explain-install, which prints the kind of each secret of a v1 and a v2 install', async () => {
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

  it('contains install-in-cli, which installs an app on the simulator and prints no token', async () => {
    const redirect = `https://localhost:${await freePort()}/slack/callback`
    const { code, stdout, stderr } = await runExample(['examples/install-in-cli/install.mjs'], {
      SLACK_REDIRECT_URI: redirect,
    })
    expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain(`Register ${redirect}`)
    expect(stdout).toContain('Installed in Sandbox Inc: team, user, bot')
    expect(stdout).toContain('The bot token acts as @sim-app, the user token as @dana')
    expect(stdout).not.toMatch(/xox[bp]-/)
  })

  it('contains install-in-cli, which prints the code and the advice of a failure', async () => {
    const { code, stderr } = await runExample(['examples/install-in-cli/install.mjs'], {
      SLACK_CLIENT_ID: 'A0123456789',
    })
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^invalid_options: .*an app id/)])
  })
})
