import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { driveApp } from '../../../support/drive.ts'
import { hasXmllint, readJunit, schemaProblems } from '../../../support/junit.ts'
import { temporaryFolder } from '../../../support/temporary.ts'
import { workflowCommands } from '../../../support/workflow-commands.ts'

const faulty = { app: 'plain', scenarios: 'allow,deny', defect: 'denial-500', json: false } as const

describe('drive --reporter', () => {
  it('writes several reports at once: text, annotations, a summary, JUnit, JSON and a text file', async () => {
    using folder = temporaryFolder()
    const at = (name: string) => join(folder.path, 'reports', name)
    const summary = join(folder.path, 'summary.md')
    writeFileSync(summary, '# Earlier\n')
    const files = ['junit', 'json', 'text'].flatMap((name) => ['--reporter', `${name}=${at(name)}`])
    const { code, stdout, stderr } = await driveApp({
      ...faulty,
      more: ['--reporter', 'text', '--reporter', 'github', ...files],
      env: { GITHUB_STEP_SUMMARY: summary },
    })
    expect([code, stdout]).toEqual([1, '2 scenarios: 1 ok, 1 with a defect\n'])
    expect(stderr).toMatch(/✗ deny/)
    expect(
      stderr.split('\n').filter((line) => line === `Made the folder ${join(folder.path, 'reports')}`),
    ).toHaveLength(1)
    expect(stderr).toMatch(/again alone: .* --reporter text --reporter github --reporter junit=\S+ --reporter json=\S+/)
    expect(workflowCommands(stderr)).toMatchObject([
      { name: 'error', properties: { title: 'drive, deny: denial-500' }, message: /500/ },
    ])
    const junit = readFileSync(at('junit'), 'utf8')
    expect(hasXmllint ? schemaProblems(junit) : '').toBe('')
    const { counts, cases } = readJunit(junit)
    expect(counts).toMatchObject({ tests: '2', failures: '1', errors: '0', skipped: '0' })
    expect(cases[1]).toMatchObject({ name: 'deny', result: { kind: 'failure', type: 'denial-500' } })
    expect(cases[0]?.out).toMatch(/GET +\/install +302/)
    expect(JSON.parse(readFileSync(at('json'), 'utf8'))).toMatchObject({ ok: false, scenarios: [{}, {}] })
    const text = readFileSync(at('text'), 'utf8')
    expect(text).toMatch(/✗ deny[\s\S]*2 scenarios: 1 ok, 1 with a defect\n$/)
    const markdown = readFileSync(summary, 'utf8')
    expect(markdown).toMatch(/^# Earlier\n## Slack install\n[\s\S]*❌ \| deny/)
    for (const report of [stderr, junit, text, markdown, readFileSync(at('json'), 'utf8')])
      expect(report).not.toMatch(/xox[bp]-[\w-]{8}|simulated-client-secret|[?&](code|state)=\w/)
  })

  it('prints one document on standard output for json (as --json does) and for junit', async () => {
    const healthy = { app: 'plain', scenarios: 'allow', json: false } as const
    const json = await driveApp({ ...healthy, more: ['--reporter', 'json'] })
    expect([json.code, json.json]).toMatchObject([0, { ok: true, scenarios: [{ scenario: 'allow' }] }])
    const junit = await driveApp({ ...healthy, more: ['--reporter', 'junit', '--quiet', '--no-color'] })
    expect(readJunit(junit.stdout).cases.map(({ name }) => name)).toEqual(['allow'])
    expect([junit.code, junit.stderr]).toEqual([0, ''])
    const both = await driveApp({
      ...healthy,
      more: ['--json', '--reporter', 'text', '--reporter', 'github', '--quiet'],
    })
    expect(both.json).toMatchObject({ ok: true })
    // Annotations are on standard error, where they do not disturb the document.
    expect(both.stderr).toMatch(/^::stop-commands::[\s\S]*::stop-commands::\w+\n$/)
  })

  it('prints no workflow command that the app puts into its page or its output', async () => {
    using folder = temporaryFolder()
    const app = join(folder.path, 'app.mjs')
    const page = '<h1>x</h1>\n::error::from the page\n'
    writeFileSync(
      app,
      `import { createServer } from 'node:http'
       createServer((q, r) => { console.error('::error::from the app\\n  ::add-mask::a'); r.statusCode = 500; r.end(${JSON.stringify(page)}) })
         .listen(process.env.PORT, () => console.log('Listening on port ' + process.env.PORT))`,
    )
    const { createMachine } = await import('../../../support/cli.ts')
    const { freePort } = await import('../../../support/program.ts')
    using machine = createMachine()
    const ran = await machine.run(
      ['drive', '--start', `"${process.execPath}" "${app}"`, '--scenario', 'allow', '--reporter', 'github'],
      { cwd: folder.path, env: { PATH: process.env['PATH'] ?? '', PORT: String(await freePort()) } },
    )
    const commands = workflowCommands(ran.stderr)
    expect(commands.length).toBeGreaterThan(0)
    expect(commands.every(({ properties }) => properties['title']?.startsWith('drive'))).toBe(true)
  })

  it('says in each report that the set-up does not work, and exits with 2', async () => {
    using folder = temporaryFolder()
    const junit = join(folder.path, 'junit.xml')
    const { createMachine } = await import('../../../support/cli.ts')
    using machine = createMachine()
    const ran = await machine.run(
      ['drive', '--start', 'exit 9', '--reporter', `junit=${junit}`, '--reporter', 'github', '--reporter', 'json'],
      { cwd: folder.path, env: { PATH: process.env['PATH'] ?? '' } },
    )
    expect([ran.code, ran.json]).toMatchObject([2, { ok: false, error: 'app_ended' }])
    expect(readJunit(readFileSync(junit, 'utf8')).cases).toMatchObject([
      { result: { kind: 'error', type: 'app_ended' } },
    ])
    expect(workflowCommands(ran.stderr)).toMatchObject([{ name: 'error', properties: { title: 'drive: app_ended' } }])
  })

  it('says which report cannot be written, and exits with 2, or with 1 when the app has a defect', async () => {
    using folder = temporaryFolder()
    writeFileSync(join(folder.path, 'file'), '')
    const below = await driveApp({
      ...faulty,
      scenarios: 'allow',
      defect: '',
      more: ['--reporter', `junit=${join(folder.path, 'file', 'x')}`, '--json'],
    })
    expect([below.code, below.json]).toMatchObject([2, { error: 'report_not_written' }])
    mkdirSync(join(folder.path, 'taken'))
    const more = ['--reporter', `junit=${join(folder.path, 'taken')}`]
    expect((await driveApp({ ...faulty, scenarios: 'allow', defect: '', more })).code).toBe(2)
    const defect = await driveApp({ ...faulty, scenarios: 'deny', more })
    expect(defect.code).toBe(1)
    expect(defect.stderr).toMatch(/report is not written/)
  })

  it('never replaces a pipe or a device by a file', async () => {
    using folder = temporaryFolder()
    const link = join(folder.path, 'null')
    symlinkSync('/dev/null', link)
    const { code } = await driveApp({
      ...faulty,
      scenarios: 'allow',
      defect: '',
      more: ['--reporter', `junit=${link}`],
    })
    expect(code).toBe(0)
    expect(existsSync(link) && readFileSync(link, 'utf8')).toBe('')
  })
})

describe('drive --allow', () => {
  it('prints an allowed finding, and exits with 0', async () => {
    const ran = await driveApp({ ...faulty, more: ['--allow', 'denial-500'] })
    expect([ran.code, ran.stdout]).toEqual([0, '2 scenarios: 2 ok (1 with a remark)\n'])
    expect(ran.stderr).toMatch(/allowed +The app breaks when a person presses Cancel/)
    const { json } = await driveApp({ ...faulty, more: ['--allow', 'denial-500', '--json'] })
    expect(json).toMatchObject({ ok: true, scenarios: [{}, { outcome: 'remark', findings: [{ allowed: true }] }] })
  })

  it('refuses an id that no finding has, and names the nearest', async () => {
    const ran = await driveApp({ ...faulty, more: ['--allow', 'denial-50', '--json'] })
    expect([ran.code, ran.json]).toMatchObject([2, { error: 'usage', message: /denial-500/ }])
  })

  it('names the allowed findings that did not occur, when every scenario was played', async () => {
    const all = await driveApp({ ...faulty, defect: '', scenarios: 'all', more: ['--allow', 'denial-500'] })
    expect([all.code, all.stderr]).toEqual([0, expect.stringMatching(/No longer found.*denial-500/) as string])
    const some = await driveApp({ ...faulty, defect: '', more: ['--allow', 'reload-crash'] })
    expect(some.stderr).not.toMatch(/No longer found/)
  })
})
