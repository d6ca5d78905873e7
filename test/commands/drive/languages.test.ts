import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'
import type { DriveReport } from '../../support/drive.ts'
import { languageVariables } from '../../support/language-programs.ts'
import { freePort } from '../../support/program.ts'

const subjects = join(import.meta.dirname, '..', '..', 'subjects', 'languages')
const folder = mkdtempSync(join(tmpdir(), 'slack-tokens-drive-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** `go` would download its cache again for each home folder. */
const inherited = { ...languageVariables, GOCACHE: join(folder, 'go') }
const subject = (name: string) => `"${join(subjects, name)}"`
const runs = (program: string, ...words: string[]) =>
  spawnSync(program, words, { env: { ...process.env, ...languageVariables } }).status === 0

interface LanguageApp {
  readonly client: string
  readonly language: string
  readonly isThere: () => boolean
  readonly start: () => string
  readonly env?: Readonly<Record<string, string>>
  /** The calls after an install; by default a message and an upload. */
  readonly calls?: readonly string[]
}

const greeting = [
  'oauth.v2.access',
  'chat.postMessage',
  'files.getUploadURLExternal',
  'upload',
  'files.completeUploadExternal',
]
const node = `"${process.execPath}" ${subject('app.mjs')}`
const denoRun = `deno run -A ${subject('app.mjs')}`
const hasPython = () => runs('python3', '--version')
const hasPhp = () => runs('php', '-r', 'exit(extension_loaded("curl") ? 0 : 1);')
// The server of PHP takes its port from the command.
const php = `php -S localhost:$PORT ${subject('app.php')}`

/** The packages that .ci/run installs for these tests. */
const installedModules = join(process.env['LANGUAGES_FOLDER'] ?? folder, 'node_modules')

/** Creates a folder with the app for Node.js. The app finds the installed packages from this folder. */
function besideModules(): string {
  const place = mkdtempSync(join(folder, 'modules-'))
  cpSync(join(subjects, 'app.mjs'), join(place, 'app.mjs'))
  symlinkSync(installedModules, join(place, 'node_modules'))
  return place
}

/** The apps in test/subjects/languages, each with an HTTP client that the proxy or the preload sends to the simulator. */
const turned: readonly LanguageApp[] = [
  { client: 'Python, urllib', language: 'python', isThere: hasPython, start: () => `python3 ${subject('app.py')}` },
  {
    client: 'Python, requests',
    language: 'python',
    isThere: () => runs('python3', '-c', 'import requests'),
    start: () => `python3 ${subject('app.py')}`,
    env: { CLIENT: 'requests' },
  },
  {
    client: 'Ruby, Net::HTTP',
    language: 'ruby',
    isThere: () => runs('ruby', '--version'),
    start: () => `ruby ${subject('app.rb')}`,
  },
  { client: 'PHP, curl', language: 'php', isThere: hasPhp, start: () => php },
  {
    client: 'Go, net/http',
    language: 'go',
    isThere: () => runs('go', 'version'),
    start: () => `go run ${subject('main.go')}`,
  },
  {
    client: 'Go, slack-go',
    language: 'go',
    isThere: () => runs('go', 'list', 'github.com/slack-go/slack'),
    start: () => `go run ${subject('slack-go.go')}`,
    // The packaged version of slack-go cannot upload in three steps.
    calls: greeting.slice(0, 2),
  },
  {
    client: 'Java, HttpClient',
    language: 'java',
    isThere: () => runs('javac', '-version'),
    start: () => `java ${subject('App.java')}`,
  },
  {
    client: 'Java, HttpURLConnection',
    language: 'java',
    isThere: () => runs('javac', '-version'),
    start: () => `java ${subject('App.java')}`,
    env: { CLIENT: 'HttpURLConnection' },
  },
  ...['fetch', 'https', 'undici', 'axios'].map((client) => ({
    client: `Node.js, ${client}`,
    language: 'node',
    isThere: () => true,
    start: () => node,
    env: { CLIENT: client },
  })),
  {
    client: 'Node.js, got',
    language: 'node',
    isThere: () => existsSync(join(installedModules, 'got')),
    start: () => `"${process.execPath}" "${join(besideModules(), 'app.mjs')}"`,
    env: { CLIENT: 'got' },
  },
  ...['fetch', 'https'].flatMap((client) => [
    {
      client: `Bun, ${client}`,
      language: 'bun',
      isThere: () => runs('bun', '--version'),
      start: () => `bun ${subject('app.mjs')}`,
      env: { CLIENT: client },
    },
    {
      client: `Deno, ${client}`,
      language: 'deno',
      isThere: () => runs('deno', '--version'),
      start: () => denoRun,
      env: { CLIENT: client },
    },
  ]),
]

/** Apps whose requests do not reach the simulator. Each row has the language and the hint of the error. */
const ignoring: readonly (LanguageApp & { readonly cure: RegExp })[] = [
  {
    client: 'Python, http.client',
    language: 'python',
    isThere: hasPython,
    start: () => `python3 ${subject('app.py')}`,
    env: { CLIENT: 'http.client' },
    cure: /http\.client ignores HTTPS_PROXY: use /,
  },
  {
    client: 'Python, urllib, whose command sets NO_PROXY',
    language: 'python',
    isThere: hasPython,
    start: () => `NO_PROXY=slack.com no_proxy=slack.com python3 ${subject('app.py')}`,
    cure: /The command sets NO_PROXY and no_proxy itself.* Leave it out: .*--start 'python3/,
  },
  {
    client: 'PHP streams',
    language: 'php',
    isThere: hasPhp,
    start: () => php,
    env: { CLIENT: 'streams' },
    cure: /streams ignore/,
  },
  {
    client: 'Bun, which accepts only its own list of certificates',
    language: 'bun',
    isThere: () => runs('bun', '--version'),
    start: () => `bun ${subject('app.mjs')}`,
    env: { CLIENT: 'pinned' },
    cure: /NODE_EXTRA_CA_CERTS/,
  },
  {
    client: 'Node.js without the environment of the drive',
    language: 'node',
    // Only Linux shows the environment of a process.
    isThere: () => process.platform === 'linux',
    start: () => `env -i PORT=$PORT SLACK_CLIENT_ID=$SLACK_CLIENT_ID SLACK_CLIENT_SECRET=$SLACK_CLIENT_SECRET ${node}`,
    cure: /passes the environment on/,
  },
  {
    client: 'Node.js without its environment, behind npm start',
    language: 'node',
    isThere: () => process.platform === 'linux',
    start: () =>
      `cd "${withPackage(`env -u NODE_OPTIONS -u SLACK_TOKENS_SIMULATOR_URL ${process.execPath} app.mjs`)}" && npm start`,
    cure: /passes the environment on/,
  },
]

/** Creates a folder with the app for Node.js and a package.json with a start script. */
function withPackage(start: string): string {
  const place = mkdtempSync(join(folder, 'package-'))
  cpSync(join(subjects, 'app.mjs'), join(place, 'app.mjs'))
  writeFileSync(join(place, 'package.json'), JSON.stringify({ scripts: { start } }))
  return place
}

/** Runs `drive` on an app. `drive` starts the app. */
async function drive(app: LanguageApp, defect = '', more: readonly string[] = []) {
  using machine = createMachine()
  const port = String(await freePort())
  const argv = ['drive', '--start', app.start(), `http://localhost:${port}/slack/install`, ...more, '--json']
  const ran = await machine.run(argv, {
    cwd: process.cwd(),
    env: { ...inherited, HOME: machine.directory, PORT: port, DEFECT: defect, ...app.env },
  })
  return { code: ran.code, json: ran.json, report: ran.json as DriveReport, stderr: ran.stderr }
}

describe('drive --start, for an unchanged app in any language', () => {
  for (const [index, app] of turned.entries()) {
    const isThere = app.isThere()
    if (!isThere) console.info(`Skipped ${app.client}: not installed`)
    describe.skipIf(!isThere)(`${app.client}`, () => {
      it('reports that each scenario is ok, and that the calls of the app reached the simulator', async () => {
        // The apps differ in how their requests reach the simulator. Other tests play every scenario.
        const chosen = ['allow', 'deny', 'wrong-state', 'user-only', 'org']
        const { code, report, stderr } = await drive(app, '', ['--scenario', chosen.join()])
        const played = report.scenarios?.map(({ scenario, outcome }) => `${scenario} ${outcome}`)
        expect(played, stderr).toEqual(chosen.map((name) => `${name} ok`))
        const calls = report.scenarios[0]?.calls ?? []
        expect(calls.map(({ what, error }) => error ?? what)).toEqual(app.calls ?? greeting)
        expect([code, report]).toMatchObject([0, { ok: true, language: app.language }])
      })

      // What drive judges does not depend on the language, so every third app shows it.
      it.skipIf(index % 3 > 0)('reports exactly the three defects that the app was started with', async () => {
        const planted = 'no-state-check,denial-500,secret-in-page'
        const { code, report, stderr } = await drive(app, planted, ['--scenario', 'allow,deny,wrong-state'])
        const found = report.scenarios?.flatMap(({ scenario, findings }) =>
          findings.map(({ id }) => `${scenario}: ${id}`),
        )
        expect(found, stderr).toEqual(['allow: secret-in-page', 'deny: denial-500', 'wrong-state: state-not-checked'])
        expect(code).toBe(1)
      })

      it.skipIf(index % 3 > 0)('reports state-lost when the cookie of the app is SameSite=Strict', async () => {
        const { code, report, stderr } = await drive(app, 'strict-cookie', ['--scenario', 'allow'])
        expect(report.scenarios?.[0]?.findings, stderr).toMatchObject([
          { id: 'state-lost', evidence: /SameSite=Strict/ },
        ])
        expect(code).toBe(1)
      })
    })
  }
})

describe('drive --start, for an app whose requests do not reach the simulator', () => {
  for (const app of ignoring) {
    const isThere = app.isThere()
    if (!isThere) console.info(`Skipped ${app.client}: not installed`)
    it.skipIf(!isThere)(`exits with 2 (app_not_turned) and prints what to change for ${app.client}`, async () => {
      const { code, json, stderr } = await drive(app)
      expect([code, json], stderr).toMatchObject([
        2,
        { error: 'app_not_turned', language: app.language, hint: app.cure },
      ])
    })
  }

  it.runIf(process.platform === 'linux')(
    'exits with 2 (app_not_turned) for an app in a container, and warns that the app runs in a container',
    async () => {
      // The port of a container belongs to a process that the app's command did not start.
      const port = await freePort()
      const client = { SLACK_CLIENT_ID: '1111111111.2222222222', SLACK_CLIENT_SECRET: 'none' }
      const app = spawn(process.execPath, [join(subjects, 'app.mjs')], {
        env: { PORT: String(port), ...client },
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      try {
        await once(app.stdout, 'data')
        const docker = join(folder, 'docker')
        cpSync('/bin/sleep', docker)
        using machine = createMachine()
        const start = `echo "Listening on http://localhost:${port}"; exec "${docker}" 60`
        const env = { ...inherited, ...client }
        const ran = await machine.run(['drive', '--start', start, '--scenario', 'allow', '--json'], {
          cwd: folder,
          env,
        })
        expect([ran.code, ran.json], ran.stderr).toMatchObject([2, { error: 'app_not_turned', language: 'container' }])
        expect(ran.stderr).toContain('The app runs in a container')
      } finally {
        app.kill()
      }
    },
  )

  it.skipIf(!hasPython())(
    'reports state-lost for an app that sends no request to Slack before it loses its cookie',
    async () => {
      const [app] = ignoring
      if (!app) throw new Error('There is no such app')
      const { code, report, stderr } = await drive(app, 'strict-cookie', ['--scenario', 'allow'])
      expect([code, report.scenarios?.[0]?.findings], stderr).toMatchObject([1, [{ id: 'state-lost' }]])
    },
  )
})
