import { spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createMachine } from '../../../support/cli.ts'
import type { DriveReport } from '../../../support/drive.ts'
import { boltJobProgram, boltModule, boltProgram, nodeProgram } from '../../../support/fix-apps.ts'
import { type FixFragment, fixFragments } from '../../../support/fix-fragments.ts'
import { freePort, launcher, node } from '../../../support/program.ts'
import { temporaryFolder } from '../../../support/temporary.ts'

const modules = join(dirname(launcher), '..', 'node_modules')
const fragments = fixFragments()
const inBolt = fragments.filter(({ stack }) => stack === 'bolt-js')

/** The packages of a major version of Bolt, and the folders in which they are installed here. */
const majors = {
  'Bolt 4': { '@slack/bolt': '@slack/bolt', '@slack/oauth': '@slack/oauth' },
  'Bolt 5': { '@slack/bolt': 'bolt-5', '@slack/oauth': 'oauth-4' },
} as const

/** Creates a folder in which programs find a major version of Bolt. */
function boltFolder(major: keyof typeof majors) {
  const folder = temporaryFolder()
  mkdirSync(join(folder.path, 'node_modules', '@slack'), { recursive: true })
  for (const [name, target] of Object.entries(majors[major]))
    symlinkSync(join(modules, target), join(folder.path, 'node_modules', name), 'junction')
  return folder
}

/**
 * Starts the app of each module on its own port, opens the install page of the app, and prints the link to Slack on
 * this page.
 */
const opensAll = `const links = {}
for (const name of process.argv.slice(2)) {
  const { app } = await import('./' + name + '.mjs')
  const server = await app.start(0)
  const answer = await fetch('http://localhost:' + server.address().port + '/slack/install', { redirect: 'manual' })
  const text = (answer.headers.get('location') ?? '') + (await answer.text())
  links[name] = /https:\\/\\/slack\\.com\\/oauth\\/v2\\/authorize/.exec(text)?.[0] ?? text
  await app.stop()
}
console.log(JSON.stringify(links))
process.exit(0)
`

const environment = {
  PATH: process.env['PATH'],
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'a-secret',
  SLACK_SIGNING_SECRET: 'another-secret',
  SLACK_STATE_SECRET: 'any text will do',
  SLACK_REDIRECT_URI: 'http://localhost:3000/slack/oauth_redirect',
}

/** The fragment for Bolt that runs outside of listeners: it is no app of its own. */
const job = only('tokens-not-refreshed', 'bolt-js')

function only(finding: string, stack: FixFragment['stack']): FixFragment {
  const [found] = fragments.filter((one) => one.stack === stack && one.findings.includes(finding))
  if (!found) throw new Error(`No fragment for ${finding} in ${stack}`)
  return found
}

describe.each(Object.keys(majors) as (keyof typeof majors)[])('the code for Bolt JS, run with %s', (major) => {
  it('starts without changes, and keeps the install route', () => {
    using folder = boltFolder(major)
    const apps = inBolt.filter((one) => one !== job).map((one) => [one.findings[0] ?? '', boltModule(one)] as const)
    for (const [name, text] of apps) writeFileSync(join(folder.path, `${name}.mjs`), text)
    writeFileSync(join(folder.path, 'opens-all.mjs'), opensAll)
    const names = apps.map(([name]) => name)
    const { stdout, stderr } = spawnSync(node, ['opens-all.mjs', ...names], {
      ...{ cwd: folder.path, encoding: 'utf8', env: environment },
    })
    const last = stdout.trim().split('\n').at(-1) ?? ''
    const link = 'https://slack.com/oauth/v2/authorize'
    expect(last.startsWith('{') ? JSON.parse(last) : stdout + stderr).toEqual(
      Object.fromEntries(names.map((name) => [name, link])),
    )
    expect(names.length).toBeGreaterThan(15)
  })

  it('refreshes outside of listeners', async () => {
    using folder = boltFolder(major)
    const { report, said } = await drive(folder.path, boltJobProgram(job), ['--use', '/hello'])
    // Only the lock prevents two uses from refreshing at the same time.
    expect(
      findingsOf(report).filter((id) => !/^refresh-(?:raced|token-reused)$/.test(id)),
      said,
    ).toEqual([])
    expect(report.scenarios[0]?.says, said).toMatch(/Two parts of the app refresh|^refreshed the pair of the bot/)
  })

  it('refreshes once for two events at the same time, with the lock', async () => {
    using folder = boltFolder(major)
    const { report, said } = await drive(folder.path, boltProgram(only('refresh-token-reused', 'bolt-js')))
    expect([report.ok, findingsOf(report)], said).toEqual([true, []])
    expect(report.scenarios[0]?.says).toMatch(/^refreshed the pair of the bot/)
  })
})

describe('the hand-written code about token rotation, run', () => {
  it('refreshes before the token is used', async () => {
    using folder = temporaryFolder()
    const program = nodeProgram(only('tokens-not-refreshed', 'node'), 'pair.access')
    const { report, said } = await drive(folder.path, program, ['--use', '/hello'])
    expect(
      findingsOf(report).filter((id) => !/^refresh-(?:raced|token-reused)$/.test(id)),
      said,
    ).toEqual([])
    expect(report.scenarios[0]?.says, said).toMatch(/Two parts of the app refresh|^refreshed the pair of the bot/)
  })

  it('refreshes once for two uses at the same time, with the lock', async () => {
    using folder = temporaryFolder()
    const program = nodeProgram(only('refresh-token-reused', 'node'), 'access')
    const { report, said } = await drive(folder.path, program, ['--use', '/hello'])
    expect([report.ok, findingsOf(report)], said).toEqual([true, []])
    expect(report.scenarios[0]?.says).toMatch(/^refreshed the pair of the bot/)
  })
})

const findingsOf = ({ scenarios }: DriveReport) => scenarios.flatMap(({ findings }) => findings.map(({ id }) => id))

/** Drives a program through the scenario `rotation`. */
async function drive(folder: string, program: string, more: readonly string[] = []) {
  writeFileSync(join(folder, 'app.mjs'), program)
  using machine = createMachine()
  const port = await freePort()
  const argv = ['drive', '--start', `"${node}" app.mjs`, '--scenario', 'rotation', ...more, '--json']
  const ran = await machine.run(argv, { cwd: folder, env: { PATH: process.env['PATH'] ?? '', PORT: String(port) } })
  return { report: ran.json as DriveReport, said: ran.stdout + ran.stderr }
}
