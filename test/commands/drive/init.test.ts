import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { findManifest } from '../../../src/commands/drive/init/find-manifest.ts'
import { findStarts, languageOf, projectFolder } from '../../../src/commands/drive/init/find-start.ts'
import { findUrl } from '../../../src/commands/drive/init/find-url.ts'
import { workflowText } from '../../../src/commands/drive/init/workflow.ts'
import { readProjectFile } from '../../../src/project/read-file.ts'
import { languages } from '../../../src/proxy/languages.ts'
import { seedProblems } from '../../../src/simulator/state/seed-schema.ts'
import { readJunit } from '../../support/junit.ts'
import { type ProjectMachine, projectMachine } from '../../support/project.ts'
import { hasPty, startAtTerminal } from '../../support/pty.ts'
import { runSteps, type WorkflowStep } from '../../support/run-steps.ts'
import { temporaryFolder } from '../../support/temporary.ts'
import { workflowCommands } from '../../support/workflow-commands.ts'

const workflow = '.github/workflows/slack-install.yml'
const manifest = {
  display_information: { name: 'Acme' },
  features: { bot_user: { display_name: 'acme' } },
  oauth_config: {
    redirect_urls: ['https://acme.test/cb'],
    scopes: { bot: ['chat:write', 'users:read'], user: ['search:read'] },
  },
  settings: { token_rotation_enabled: true },
}

/** A project with a healthy app that `npm start` starts. */
async function nodeProject(
  files: Readonly<Record<string, unknown>> = { 'manifest.json': manifest },
): Promise<ProjectMachine> {
  const machine = await projectMachine()
  mkdirSync(join(machine.folder, '.git'))
  machine.write('package.json', { name: 'sample', scripts: { start: 'node app.mjs' } })
  for (const [name, content] of Object.entries(files)) machine.write(name, content)
  return machine
}

interface Workflow {
  readonly jobs: { readonly drive: { readonly steps: readonly WorkflowStep[]; readonly defaults?: { run: object } } }
}

const stepsIn = (text: string) => (parse(text) as Workflow).jobs.drive.steps

describe('drive init', () => {
  it('writes files that let `drive` run without arguments, and prints their names and the next command', async () => {
    using machine = await nodeProject()
    const { code, stdout, stderr } = await machine.in(['drive', 'init'])
    expect([code, stdout], stderr).toEqual([0, `wrote .slack-tokens.json\nwrote slack-seed.json\nwrote ${workflow}\n`])
    expect(stderr).toMatch(/npm start +\(Node\.js\)/)
    expect(stderr).toMatch(/Next:\n {2}slack-tokens drive --yes\n$/)
    const path = join(machine.folder, '.slack-tokens.json')
    expect(readProjectFile(path, machine.folder)).toMatchObject({
      ...{ manifest: 'manifest.json', drive: { start: 'npm start', seed: 'slack-seed.json' } },
    })
    const seed: unknown = JSON.parse(readFileSync(join(machine.folder, 'slack-seed.json'), 'utf8'))
    expect(seedProblems(seed)).toEqual([])
    expect(seed).toMatchObject({ apps: [{ name: 'Acme', rotation: true, redirectUrls: ['https://acme.test/cb'] }] })
    const drive = await machine.in(['drive', '--yes', '--scenario', 'allow', '--json'])
    expect([drive.code, drive.json], drive.stderr).toMatchObject([0, { scenarios: [{ scenario: 'allow' }] }])
  })

  it('confirms a command that was typed at a terminal, so that `drive` starts it; never one that was found, or came through a pipe', async () => {
    using machine = await nodeProject({})
    const drive = async () => ((await machine.in(['drive', '--json'])).json as { error: string }).error
    const typed = ['drive', 'init', '--force', '--start', 'exit 9']
    for (const init of [['drive', 'init'], typed]) {
      expect((await machine.in(init)).code).toBe(0)
      expect(await drive()).toBe('not_confirmed')
    }
    const { code, stderr } = await machine.run(typed, { cwd: machine.folder, columns: 80 })
    expect([code, await drive()], stderr).toEqual([0, 'app_ended'])
    machine.write('.slack-tokens.json', { drive: { start: 'exit 8' } })
    expect(await drive()).toBe('not_confirmed')
  })

  it('never overwrites a file without --force, and writes nothing when one exists', async () => {
    using machine = await nodeProject()
    machine.write('slack-seed.json', 'mine')
    const { code, json } = await machine.in(['drive', 'init', '--json'])
    expect([code, json]).toMatchObject([2, { error: 'file_exists', message: /slack-seed\.json/, hint: /--force/ }])
    expect(existsSync(join(machine.folder, '.slack-tokens.json'))).toBe(false)
    expect(existsSync(join(machine.folder, '.github'))).toBe(false)
    expect((await machine.in(['drive', 'init', '--force'])).code).toBe(0)
    expect(readFileSync(join(machine.folder, 'slack-seed.json'), 'utf8')).not.toBe('mine')
  })

  it('with --force, replaces a .slack-tokens.json that cannot be used', async () => {
    using machine = await nodeProject()
    machine.write('.slack-tokens.json', '{')
    expect((await machine.in(['drive', 'init', '--force'])).code).toBe(0)
    expect((await machine.in(['list'])).code).toBe(0)
  })

  it('prints the files with --dry-run, and writes nothing', async () => {
    using machine = await nodeProject()
    const { code, stdout } = await machine.in(['drive', 'init', '--dry-run'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^# \.slack-tokens\.json\n\{/)
    expect(stdout).toContain('slack-tokens drive --yes')
    expect(readdirSync(machine.folder)).not.toContain('.slack-tokens.json')
    const { json } = await machine.in(['drive', 'init', '--dry-run', '--json'])
    expect(json).toMatchObject({
      ok: true,
      dryRun: true,
      start: 'npm start',
      files: [{ file: '.slack-tokens.json' }, {}, {}],
    })
  })

  it('takes the command, the address, the manifest and the port from options', async () => {
    using machine = await nodeProject({ 'other.yaml': 'display_information:\n  name: Other\n' })
    const url = 'http://localhost:3999/connect'
    const options = ['--start', 'make run', '--url', url, '--manifest', 'other.yaml', '--port', '9000']
    expect((await machine.in(['drive', 'init', ...options])).code).toBe(0)
    expect(readProjectFile(join(machine.folder, '.slack-tokens.json'), machine.folder)).toMatchObject({
      ...{ port: 9000, manifest: 'other.yaml', drive: { start: 'make run', url } },
    })
    const seed = JSON.parse(readFileSync(join(machine.folder, 'slack-seed.json'), 'utf8')) as object
    expect(seed).toMatchObject({ apps: [{ name: 'Other', botName: null }] })
  })

  it('says which option is missing when no file shows how the app is started', async () => {
    using machine = await projectMachine()
    mkdirSync(join(machine.folder, 'empty'))
    const { code, json } = await machine.in(['drive', 'init', '--json'], { cwd: join(machine.folder, 'empty') })
    expect([code, json]).toMatchObject([2, { error: 'nothing_to_drive', hint: /--start/ }])
  })

  it('writes no secret and no command of several lines', async () => {
    using machine = await nodeProject()
    const token = ['xoxb', '1'.repeat(11), 'a'.repeat(24)].join('-')
    const secret = await machine.in(['drive', 'init', '--start', `SLACK_BOT_TOKEN=${token} npm start`, '--json'])
    expect([secret.code, secret.json]).toMatchObject([2, { error: 'project_secret' }])
    expect(secret.stdout + secret.stderr).not.toContain('a'.repeat(24))
    for (const options of [
      ['--start', 'one\ntwo'],
      ['--start', 'npm start', '--url', 'localhost:3000'],
    ])
      expect((await machine.in(['drive', 'init', ...options, '--json'])).json).toMatchObject({
        error: 'project_invalid',
      })
    expect(existsSync(join(machine.folder, '.slack-tokens.json'))).toBe(false)
  })

  it('leaves out a manifest that it finds but cannot use, and refuses one that an option names', async () => {
    using machine = await nodeProject({ 'manifest.json': { display_information: { name: '' } } })
    const found = await machine.in(['drive', 'init', '--dry-run', '--json'])
    expect([found.code, JSON.stringify(found.json)]).toEqual([0, expect.not.stringContaining('slack-seed') as string])
    expect(found.stderr).toMatch(/manifest is left out/)
    const named = await machine.in(['drive', 'init', '--manifest', 'manifest.json', '--json'])
    expect([named.code, named.json]).toMatchObject([2, { error: 'invalid_manifest' }])
  })

  it('writes the workflow to the root of the repository, with the folder of the project', async () => {
    using machine = await nodeProject()
    const inner = join(machine.folder, 'packages', 'my app')
    mkdirSync(inner, { recursive: true })
    writeFileSync(join(inner, 'Procfile'), 'web: node server.js\n')
    const { code, stdout } = await machine.in(['drive', 'init'], { cwd: inner })
    expect([code, stdout]).toEqual([0, `wrote .slack-tokens.json\nwrote ../../${workflow}\n`])
    const { jobs } = parse(readFileSync(join(machine.folder, workflow), 'utf8')) as Workflow
    expect(jobs.drive.defaults).toEqual({ run: { 'working-directory': 'packages/my app' } })
    expect(jobs.drive.steps.at(-1)?.with?.['path']).toBe('packages/my app/slack-tokens-report')
  })

  it('never writes outside the project through a symbolic link', async () => {
    using machine = await nodeProject()
    using elsewhere = temporaryFolder()
    symlinkSync(elsewhere.path, join(machine.folder, '.github'))
    const { code, json } = await machine.in(['drive', 'init', '--force', '--json'])
    expect([code, json]).toMatchObject([2, { error: 'outside_project' }])
    expect(readdirSync(elsewhere.path)).toEqual([])
    expect(lstatSync(join(machine.folder, '.slack-tokens.json'), { throwIfNoEntry: false })).toBeUndefined()
  })
})

describe('the workflow that drive init writes', { timeout: 120_000 }, () => {
  /** Runs init in a project, and then the steps of its workflow with an app that has this defect. */
  async function run(defect: string) {
    using machine = await nodeProject()
    await machine.in(['drive', 'init'])
    const file = join(machine.folder, '.slack-tokens.json')
    const content = JSON.parse(readFileSync(file, 'utf8')) as { drive: object }
    machine.write('.slack-tokens.json', { ...content, drive: { ...content.drive, scenarios: ['allow', 'deny'] } })
    using folder = temporaryFolder()
    const env = { HOME: folder.path, PORT: String(machine.port), DEFECT: defect, CI: 'true', GITHUB_ACTIONS: 'true' }
    const steps = stepsIn(readFileSync(join(machine.folder, workflow), 'utf8'))
    const result = runSteps(steps, { folder: folder.path, cwd: machine.folder, env })
    const report = join(machine.folder, 'slack-tokens-report', 'junit.xml')
    const kept = join(machine.folder, 'slack-tokens-report', 'scenarios')
    const artifacts = existsSync(kept) ? readdirSync(kept) : []
    return {
      ...result,
      steps,
      artifacts,
      junit: existsSync(report) ? readJunit(readFileSync(report, 'utf8')) : undefined,
    }
  }

  it('passes for a healthy app, when a shell runs its steps one after the other', async () => {
    const { code, ran, output, junit, artifacts } = await run('')
    expect(code, output).toBe(0)
    expect(ran.map((one) => one.split(' ').slice(0, 2).join(' '))).toEqual([
      'npm install',
      'npm install',
      'slack-tokens drive',
    ])
    expect(junit?.counts).toMatchObject({ tests: '2', failures: '0' })
    expect(artifacts.sort()).toEqual(expect.arrayContaining(['allow', 'deny']))
  })

  it('fails with exit code 1 for an app with a defect, and names it in an annotation', async () => {
    const { code, output, junit } = await run('denial-500')
    expect(code, output).toBe(1)
    expect(workflowCommands(output)).toMatchObject([
      { name: 'error', properties: { title: 'drive, deny: denial-500' } },
    ])
    expect(junit?.counts).toMatchObject({ tests: '2', failures: '1' })
  })

  it('fails with exit code 2 for an app that does not start', async () => {
    const { code, output, junit } = await run('no-start,never-answers')
    expect([code === 1, code === 2], output).toEqual([false, true])
    expect(junit?.counts).toMatchObject({ errors: '1' })
  })

  it('has the same steps for every language: the packages of the app, this tool, drive and the reports', () => {
    using folder = temporaryFolder()
    for (const language of [undefined, ...(Object.keys(languages) as (keyof typeof languages)[])]) {
      const text = workflowText({ language, folder: projectFolder(folder.path), below: '', version: '1.2.3' })
      const steps = stepsIn(text)
      expect(
        steps.every(({ uses, run }) => (uses === undefined) !== (run === undefined)),
        text,
      ).toBe(true)
      const runs = steps.flatMap(({ run }) => run ?? [])
      expect(runs).toContain('npm install --global slack-tokens@1.2.3')
      expect(runs.at(-1)).toMatch(/^slack-tokens drive --yes /)
      expect((parse(text) as { permissions: unknown }).permissions).toEqual({ contents: 'read' })
    }
  })
})

/** A folder with these files. */
function folderWith(files: Readonly<Record<string, string>>) {
  const folder = temporaryFolder()
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder.path, name)), { recursive: true })
    writeFileSync(join(folder.path, name), text)
  }
  return { ...folder, project: projectFolder(folder.path) }
}

describe('the start command that drive init finds', () => {
  it.each([
    [{ 'package.json': '{"scripts":{"start":"x","dev":"y"}}' }, ['npm start', 'npm run dev'], 'node'],
    [{ 'package.json': '{"scripts":{"dev":"y"}}', 'pnpm-lock.yaml': '' }, ['pnpm run dev'], 'node'],
    [{ 'package.json': '{"scripts":{"start":"y"}}', 'bun.lock': '' }, ['bun run start'], 'bun'],
    [{ 'package.json': '{"main":"lib/app.js"}', 'lib/app.js': '' }, ['node lib/app.js'], 'node'],
    [
      { Procfile: 'release: x\nweb: gunicorn app:app\n', 'app.py': '' },
      ['gunicorn app:app', 'python3 app.py'],
      'python',
    ],
    [{ 'app.py': '', 'uv.lock': '' }, ['uv run python app.py'], 'python'],
    [{ 'manage.py': '', 'poetry.lock': '' }, ['poetry run python manage.py runserver'], 'python'],
    [{ 'config.ru': '', Gemfile: '' }, ['bundle exec rackup'], 'ruby'],
    [{ 'app.rb': '' }, ['ruby app.rb'], 'ruby'],
    [{ 'go.mod': '', 'main.go': '' }, ['go run .'], 'go'],
    [{ 'go.mod': '', 'cmd/bot/main.go': '' }, ['go run ./cmd/bot'], 'go'],
    [{ 'pom.xml': '<x>spring-boot</x>', mvnw: '' }, ['./mvnw spring-boot:run'], 'java'],
    [{ 'build.gradle.kts': '' }, ['gradle run'], 'java'],
    [{ 'public/index.php': '' }, ['php -S localhost:8000 -t public'], 'php'],
    [{ 'deno.json': '{"tasks":{"start":"x"}}' }, ['deno task start'], 'deno'],
    [{ 'package.json': 'not JSON', 'README.md': '' }, [], undefined],
  ])('for %j is %j', (files, commands, language) => {
    using folder = folderWith(files)
    expect(findStarts(folder.project).map(({ command }) => command)).toEqual(commands)
    expect(languageOf(commands[0] ?? '', folder.project)).toBe(language)
  })
})

describe('the install address that drive init finds', () => {
  it.each([
    [{ 'app.js': `app.get('/install', x); app.listen(4000)` }, 'node app.js', 'http://localhost:4000/install'],
    [
      { 'app.js': `new App({ installerOptions: {} }); app.start(process.env.PORT || 3000)` },
      'node app.js',
      'http://localhost:3000/slack/install',
    ],
    [
      { 'a.py': `@app.get("/slack/install")`, '.env': 'PORT=5005\n' },
      'python3 a.py',
      'http://localhost:5005/slack/install',
    ],
    [
      { 'package.json': '{"scripts":{"start":"node b.js"}}', 'b.js': `'/slack/install'; listen(3001)` },
      'npm start',
      'http://localhost:3001/slack/install',
    ],
    [{ 'app.js': `app.listen(4000)` }, 'node app.js', undefined],
    [{ 'app.js': `'/install'` }, 'node app.js', undefined],
    [{ '../outside.js': `'/install'; listen(1234)` }, 'node ../outside.js', undefined],
  ])('for %j and %s is %s', (files, start, url) => {
    using folder = folderWith(Object.fromEntries(Object.entries(files).map(([name, text]) => [join('in', name), text])))
    expect(findUrl(projectFolder(join(folder.path, 'in')), start)).toBe(url)
  })
})

describe('the manifest that drive init finds', () => {
  it('is a file that looks like a manifest of Slack, in the usual places', () => {
    using folder = folderWith({
      'manifest.json': '{"name":"a web app"}',
      'slack/manifest.yml': 'display_information:\n',
    })
    expect(findManifest(folder.project)).toBe(join('slack', 'manifest.yml'))
    using none = folderWith({ 'manifest.json': '{"short_name":"x"}' })
    expect(findManifest(none.project)).toBeUndefined()
  })
})

describe.skipIf(!hasPty)('drive init at a real terminal', { timeout: 120_000 }, () => {
  it('asks which command starts the app, and accepts a command that it did not find', async () => {
    using machine = await nodeProject({})
    const env = { HOME: machine.directory, SLACK_TOKENS_CONFIG_DIR: machine.directory }
    const init = startAtTerminal(['drive', 'init'], env, 0, machine.folder)
    await init.said(/Which command starts the app/)
    init.type('\u001b[B\r')
    await init.said(/The command that starts the app/)
    init.type('make serve\r')
    expect(await init.ended, init.screen()).toBe(0)
    expect(readFileSync(join(machine.folder, '.slack-tokens.json'), 'utf8')).toContain('"start": "make serve"')
  })
})
