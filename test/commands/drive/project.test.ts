import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Config } from '../../../src/config/store.ts'
import type { DriveReport } from '../../support/drive.ts'
import { projectMachine } from '../../support/project.ts'
import { hasPty, startAtTerminal } from '../../support/pty.ts'

const played = (json: unknown) => (json as DriveReport).scenarios.map(({ scenario }) => scenario)

describe('drive in a project whose .slack-tokens.json says what to drive', () => {
  it('needs no arguments: it starts the app in the folder of the file, and plays the scenarios of the file', async () => {
    using machine = await projectMachine((start) => ({ drive: { start, scenarios: ['allow', 'deny'] } }))
    const { code, json, stderr } = await machine.in(['drive', '--yes', '--json'], { cwd: join(machine.folder, 'src') })
    expect([code, played(json)], stderr).toEqual([0, ['allow', 'deny']])
    expect(stderr).toMatch(/\.slack-tokens\.json starts the app with: .*app\.mjs/)
    // Paths on the command line are relative to the working directory, not to the folder of the file.
    const paths = ['--artifacts', 'kept', '--reporter', 'junit=junit.xml', '--scenario', 'allow']
    const kept = await machine.in(['drive', '--yes', ...paths], { cwd: join(machine.folder, 'src') })
    expect(kept.code, kept.stderr).toBe(0)
    expect(readdirSync(join(machine.folder, 'src'))).toEqual(['junit.xml', 'kept'])
  })

  it('prefers options to the values in the file, and an address replaces the command in the file', async () => {
    using machine = await projectMachine(() => ({ drive: { start: 'exit 9', scenarios: ['deny'], wait: 1 } }))
    const started = await machine.in([
      'drive',
      '--start',
      machine.start,
      '--scenario',
      'allow',
      '--wait',
      '20',
      '--json',
    ])
    expect([started.code, played(started.json)], started.stderr).toEqual([0, ['allow']])
    // The app at the address is expected to run already, so the command of the file is not run.
    const running = await machine.in(['drive', `http://localhost:${machine.port}/install`, '--json'])
    expect([running.code, running.json]).toMatchObject([2, { error: 'nothing_there' }])
    expect(running.stderr).not.toContain('exit 9')
  })

  it('keeps artifacts in the folder of the file, unless the command line names another one', async () => {
    using machine = await projectMachine((start) => ({ drive: { start, scenarios: ['allow'], artifacts: 'kept/new' } }))
    const inside = { cwd: join(machine.folder, 'src') }
    const kept = await machine.in(['drive', '--yes'], inside)
    expect([kept.code, readdirSync(join(machine.folder, 'kept', 'new'))], kept.stderr).toEqual([0, ['allow']])
    const other = await machine.in(['drive', '--yes', '--artifacts', 'mine'], inside)
    expect([other.code, readdirSync(join(machine.folder, 'src'))], other.stderr).toEqual([0, ['mine']])
    expect(readdirSync(join(machine.folder, 'kept', 'new'))).toEqual(['allow'])
  })

  it.skipIf(process.platform === 'win32')(
    'refuses a folder for artifacts when a symbolic link leads to a place outside of the project',
    async () => {
      using machine = await projectMachine((start) => ({ drive: { start, artifacts: 'away/new' } }))
      symlinkSync(tmpdir(), join(machine.folder, 'away'))
      const { code, json } = await machine.in(['drive', '--yes', '--json'])
      expect([code, json]).toMatchObject([2, { error: 'outside_project' }])
    },
  )

  it('uses Chromium when the file says so, but not with --no-browser', async () => {
    using machine = await projectMachine((start) => ({ drive: { start, scenarios: ['allow'], browser: true } }))
    // CHROME_PATH names no Chromium, so a drive that needs Chromium ends at once.
    const env = { CHROME_PATH: '/nowhere/chromium' }
    const asked = await machine.in(['drive', '--yes', '--json'], { env })
    expect([asked.code, asked.json]).toMatchObject([2, { error: 'no_browser' }])
    const without = await machine.in(['drive', '--yes', '--json', '--no-browser'], { env })
    expect([without.code, played(without.json)], without.stderr).toEqual([0, ['allow']])
  })

  it('prints the allowed findings, and exits with 0', async () => {
    using machine = await projectMachine((start) => ({ drive: { start, scenarios: ['deny'], allow: ['denial-500'] } }))
    const { code, json } = await machine.in(['drive', '--yes', '--json'], { defect: 'denial-500' })
    expect([code, json]).toMatchObject([0, { scenarios: [{ findings: [{ id: 'denial-500', allowed: true }] }] }])
  })

  it('repeats in its hint only the options that differ from the file', async () => {
    using machine = await projectMachine((start) => ({ drive: { start, scenarios: ['allow', 'deny'] } }))
    const { code, stderr } = await machine.in(['drive', '--yes'], { defect: 'denial-500' })
    expect(code).toBe(1)
    expect(stderr).toMatch(/again alone: slack-tokens drive --yes --scenario deny\n/)
  })

  it('fills its simulator with the seed and the manifest of the project', async () => {
    using machine = await projectMachine((start) => ({
      ...{ manifest: 'manifest.json', drive: { start, seed: 'seed.json', scenarios: ['allow'] } },
    }))
    machine.write('seed.json', {
      workspaces: [{ name: 'Seeded', people: [{ name: 'kim' }] }],
      apps: [{ name: 'A', clientId: '77.88' }],
    })
    machine.write('manifest.json', { display_information: { name: 'From the manifest' } })
    // The app has no bot user, so Slack refuses a request for bot scopes. This shows that the manifest is in effect.
    const refused = await machine.in(['drive', '--yes', '--json'])
    expect([refused.code, refused.json], refused.stderr).toMatchObject([
      1,
      { scenarios: [{ findings: [{ id: 'slack-refuses' }] }] },
    ])
    machine.write('manifest.json', {
      display_information: { name: 'From the manifest' },
      features: { bot_user: { display_name: 'seeded' } },
    })
    const app = readFileSync(join(machine.folder, 'app.mjs'), 'utf8')
    machine.write(
      'app.mjs',
      `import { writeFileSync } from 'node:fs'\nwriteFileSync('id.txt', process.env.SLACK_CLIENT_ID)\n${app}`,
    )
    const { code, stderr } = await machine.in(['drive', '--yes', '--json'])
    expect(code, stderr).toBe(0)
    expect(readFileSync(join(machine.folder, 'id.txt'), 'utf8')).toBe('77.88')
    machine.write('seed.json', { workspaces: [] })
    expect((await machine.in(['drive', '--yes', '--json'])).json).toMatchObject({ error: 'invalid_seed' })
  })

  it.each([
    ['a scenario that does not exist', { scenarios: ['alow'] }],
    ['a finding that does not exist', { allow: ['denial-5'] }],
    ['a seed outside of the project', { seed: 'none.json' }],
  ])('refuses %s, and names the file', async (_what, drive) => {
    using machine = await projectMachine((start) => ({ drive: { start, ...drive } }))
    const { code, json } = await machine.in(['drive', '--yes', '--json'])
    expect([code, json]).toMatchObject([2, { error: 'project_invalid', message: /\.slack-tokens\.json/ }])
  })
})

describe('a command in .slack-tokens.json', () => {
  it('is not run without a terminal and without --yes, and the error names --yes', async () => {
    using machine = await projectMachine(() => ({ drive: { start: 'echo ran > ran.txt; exit 1' } }))
    for (const env of [{}, { GITHUB_ACTIONS: 'true', CI: 'true' }]) {
      const { code, json, stderr } = await machine.in(['drive', '--json'], { env })
      expect([code, json]).toMatchObject([2, { error: 'not_confirmed', hint: /--yes/ }])
      expect(stderr).toContain('echo ran > ran.txt')
    }
    expect(() => readFileSync(join(machine.folder, 'ran.txt'))).toThrow()
  })

  it('is printed before it runs, also with --quiet', async () => {
    using machine = await projectMachine(() => ({ drive: { start: 'exit 9' } }))
    const { code, stderr } = await machine.in(['drive', '--yes', '--quiet'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/^\.slack-tokens\.json starts the app with: exit 9\n/)
  })

  it('is not run by any other command', async () => {
    using machine = await projectMachine(() => ({ drive: { start: 'echo ran > ran.txt' } }))
    for (const argv of [
      ['list'],
      ['doctor', '--offline'],
      ['sim', 'status'],
      ['login', '--no-input'],
      ['drive', '--explain'],
    ])
      await machine.in(argv)
    expect(() => readFileSync(join(machine.folder, 'ran.txt'))).toThrow()
  })

  it('lets drive visit another host only after a confirmation', async () => {
    using machine = await projectMachine(() => ({ drive: { allowHosts: ['app.test'] } }))
    const url = `http://localhost:${machine.port}/install`
    expect((await machine.in(['drive', url, '--json'])).json).toMatchObject({ error: 'not_confirmed' })
    expect((await machine.in(['drive', url, '--yes', '--json'])).json).toMatchObject({ error: 'nothing_there' })
  })
})

describe.skipIf(!hasPty)('at a real terminal, a command in .slack-tokens.json', { timeout: 120_000 }, () => {
  it('is confirmed once for each content of the file', async () => {
    using machine = await projectMachine(() => ({ drive: { start: 'echo one; exit 9' } }))
    const env = { HOME: machine.directory, SLACK_TOKENS_CONFIG_DIR: machine.directory, BROWSER: 'none' }
    const drive = () => startAtTerminal(['drive'], env, 0, machine.folder)
    const confirmed = () => {
      const config = JSON.parse(readFileSync(join(machine.directory, 'config.json'), 'utf8')) as Config
      return config.confirmedDrives?.length
    }
    const refused = drive()
    await refused.said(/Let drive use this command/)
    refused.type('\r')
    expect(await refused.ended, refused.screen()).toBe(2)
    const accepted = drive()
    await accepted.said(/Let drive use this command/)
    accepted.type('\u001b[B\r')
    expect(await accepted.ended, accepted.screen()).toBe(2)
    expect(accepted.screen()).toMatch(/ended with exit code 9/)
    expect(confirmed()).toBe(1)
    const again = drive()
    expect(await again.ended).toBe(2)
    expect(again.screen()).toMatch(/starts the app with: echo one; exit 9[\s\S]*ended with exit code 9/)
    expect(again.screen()).not.toMatch(/Let drive use/)
    // After the content has changed, the question comes again.
    writeFileSync(join(machine.folder, '.slack-tokens.json'), JSON.stringify({ drive: { start: 'echo two; exit 9' } }))
    const changed = drive()
    await changed.said(/Let drive use this command/)
    changed.type('\r')
    expect(await changed.ended).toBe(2)
    expect(confirmed()).toBe(1)
  })
})
