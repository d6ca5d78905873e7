import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import type { Config } from '../../src/config/store.ts'
import { createMachine, type Machine, type Over } from '../support/cli.ts'
import { acme, keep } from '../support/kept.ts'
import { sampleInstallation } from '../support/sample.ts'

const file = '.slack-tokens.json'

/** The installations acme (active) and globex, and the apps acme and other. */
function stored(): Partial<Config> {
  const { profiles, apps } = acme()
  const other = { ...apps?.['acme'], clientId: '3333333333.4444444444', appId: 'A0OTHER' }
  return {
    active: 'acme',
    profiles: { ...profiles, globex: { ...sampleInstallation('globex'), simulator: false } },
    apps: { ...apps, other } as NonNullable<Config['apps']>,
  }
}

/** A machine with these installations, and a project whose file has this content. */
function machineWith(
  content: object | string,
  config = stored(),
): Machine & { in(argv: string[], over?: Over): ReturnType<Machine['run']> } {
  const machine = createMachine()
  keep(machine.directory, config)
  const project = join(machine.directory, 'project')
  mkdirSync(join(project, 'src'), { recursive: true })
  writeFileSync(join(project, file), typeof content === 'string' ? content : JSON.stringify(content))
  writeFileSync(join(project, 'manifest.json'), JSON.stringify(manifest))
  return { ...machine, in: (argv, over = {}) => machine.run(argv, { cwd: join(project, 'src'), input: '', ...over }) }
}

const manifest = {
  display_information: { name: 'Project App' },
  features: { bot_user: { display_name: 'project' } },
  oauth_config: { scopes: { bot: ['chat:write'] } },
}

const tokenOf = (name: string) => stored().profiles?.[name]?.bot?.token

describe('the profile of .slack-tokens.json', () => {
  it('is used by commands in the project, in place of the active one', async () => {
    using machine = machineWith({ profile: 'globex' })
    const { code, stdout } = await machine.in(['token'])
    expect([code, stdout.trim()]).toEqual([0, tokenOf('globex')])
    // Outside of the project, the active installation is used.
    expect((await machine.run(['token'])).stdout.trim()).toBe(tokenOf('acme'))
    expect((await machine.in(['show', '--json'])).json).toMatchObject({ name: 'globex' })
  })

  it('is ignored with `--profile`, with SLACK_TOKENS_PROFILE or with a token in the environment', async () => {
    using machine = machineWith({ profile: 'globex' })
    expect((await machine.in(['token', '--profile', 'acme'])).stdout.trim()).toBe(tokenOf('acme'))
    expect((await machine.in(['token'], { env: { SLACK_TOKENS_PROFILE: 'acme' } })).stdout.trim()).toBe(tokenOf('acme'))
    const exported = ['xoxb', 'exported'].join('-')
    expect((await machine.in(['token'], { env: { SLACK_BOT_TOKEN: exported } })).stdout.trim()).toBe(exported)
  })

  it('is reported once on stderr when it differs from the active one, but not with `--quiet` or `--json`', async () => {
    using machine = machineWith({ profile: 'globex' })
    const told = /\.slack-tokens\.json/g
    expect((await machine.in(['token'])).stderr.match(told)).toHaveLength(1)
    expect((await machine.in(['token', '--quiet'])).stderr).not.toMatch(told)
    expect((await machine.in(['token', '--json'])).stderr).not.toMatch(told)
    expect((await machine.in(['token', '--profile', 'acme'])).stderr).not.toMatch(told)
    // Nothing is reported when an argument names the installation, or when a command is about all installations: the
    // project did not choose.
    expect((await machine.in(['show', 'acme'])).stderr).not.toMatch(told)
    expect((await machine.in(['export', '--all'])).stderr).not.toMatch(told)
    using same = machineWith({ profile: 'ACME' })
    expect((await same.in(['token'])).stderr).not.toMatch(told)
  })

  it('causes an error that names the file when the profile is not stored; the active one is never used instead', async () => {
    using machine = machineWith({ profile: 'nosuch' })
    const { code, stdout, stderr } = await machine.in(['token', '--json'])
    expect([code, JSON.parse(stdout)]).toMatchObject([2, { error: 'unknown_profile' }])
    expect(stderr).toContain(file)
    expect(stdout).not.toContain(tokenOf('acme'))
  })

  it('does not stop `sim run`, or a token or a webhook of the environment, when the profile is not stored', async () => {
    using machine = machineWith({ profile: 'nosuch' }, { active: null, profiles: {} })
    const token = ['xoxb', 'exported'].join('-')
    expect((await machine.in(['token'], { env: { SLACK_BOT_TOKEN: token } })).stdout.trim()).toBe(token)
    const env = { SLACK_WEBHOOK_URL: 'http://localhost:1/services/T0/B0/x' }
    expect((await machine.in(['webhook', 'hello', '--json'], { env })).json).not.toMatchObject({
      error: 'unknown_profile',
    })
    const run = await machine.in(['sim', 'run', '--', 'true'], { runProgram: () => Promise.resolve(0) })
    expect([run.code, run.stderr]).toEqual([0, expect.not.stringContaining('nosuch') as string])
  })

  it('is shown by list and by doctor', async () => {
    using machine = machineWith({ profile: 'globex', port: 9123, drive: { start: 'npm start' } })
    expect((await machine.in(['list'])).stderr).toMatch(/\.slack-tokens\.json chooses “globex”/)
    expect((await machine.in(['list', '--json'])).json).toMatchObject([
      { name: 'acme', active: true, usedHere: false },
      { name: 'globex', active: false, usedHere: true },
    ])
    const { json } = await machine.in(['doctor', '--offline', '--json'])
    const checks = json as { check: string; state: string; message: string }[]
    expect(checks.find(({ check }) => check === 'project file')).toMatchObject({
      state: 'ok',
      message: expect.stringMatching(/profile globex, port 9123, drive starts “npm start”/) as string,
    })
    expect(checks.find(({ check }) => check === 'port')?.message).toMatch(/9123/)
  })
})

describe('commands that remove something', () => {
  it('refuse, without a person to ask, what only the file chose, and name the command with `--profile`', async () => {
    using machine = machineWith({ profile: 'globex' })
    const confirm = ['--confirm', 'Acme Corp']
    const lines = [
      ['logout'],
      ['logout', '--revoke', ...confirm],
      ['revoke', '--as', 'bot', ...confirm],
      ['rotation', 'enable'],
      ['webhook', '--forget'],
      ['app', 'uninstall', ...confirm],
    ]
    for (const line of lines) {
      const { code, json } = await machine.in([...line, '--yes', '--json'])
      expect([code, json], line.join(' ')).toMatchObject([2, { error: 'project_chose' }])
      const { hint } = json as { hint: string }
      const shown = line.join(' ').replace('Acme Corp', "'Acme Corp'")
      for (const name of ['globex', 'acme'])
        expect(hint).toContain(`slack-tokens ${shown} --yes --json --profile ${name}`)
    }
    expect((await machine.run(['list', '--json'])).json).toHaveLength(2)
    // What a person names, in whatever way, is removed.
    expect((await machine.in(['logout', 'acme', '--yes'])).code).toBe(0)
    expect((await machine.in(['logout', '--profile', 'globex', '--yes'])).code).toBe(0)
  })

  it('do what the file says when it chooses the active one', async () => {
    using machine = machineWith({ profile: 'acme' })
    expect((await machine.in(['logout', '--yes', '--json'])).json).toMatchObject({ removed: 'acme' })
  })

  it('say what the file chose before they ask a person', async () => {
    using machine = machineWith({ profile: 'globex' })
    const typing = new PassThrough()
    typing.end('1\n')
    // The first choice is “No”.
    const person = { cwd: join(machine.directory, 'project'), typing, columns: 100, env: { ACCESSIBLE: '1' } }
    const { code, stderr } = await machine.run(['logout', '--quiet'], person)
    expect(code).toBe(2)
    expect(stderr).toMatch(/\.slack-tokens\.json of this project chose: profile globex, although acme/)
  })
})

describe('`use` and `list` beside another choice', () => {
  it('say that the file or the variable chooses another installation, or one that is not stored', async () => {
    using machine = machineWith({ profile: 'globex' })
    expect((await machine.in(['use', 'acme'])).stderr).toMatch(/\.slack-tokens\.json chooses “globex”.*--profile acme/)
    expect((await machine.in(['use', 'globex'])).stderr).not.toContain('chooses')
    const env = { SLACK_TOKENS_PROFILE: 'acme' }
    expect((await machine.in(['list'], { env })).stderr).toContain('SLACK_TOKENS_PROFILE chooses “acme”')
    using lacking = machineWith({ profile: 'nosuch' })
    const { code, stderr } = await lacking.in(['list', '--json'])
    expect([code, stderr]).toEqual([0, expect.stringMatching(/chooses “nosuch”, which is not stored/) as string])
    using broken = machineWith('{')
    expect((await broken.in(['use', 'globex'])).code).toBe(0)
  })
})

describe('a broken .slack-tokens.json', () => {
  it('stops a command that would use it; the error names the key and the next command', async () => {
    using machine = machineWith({ profle: 'globex' })
    const { code, stdout, stderr } = await machine.in(['token'])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/\.slack-tokens\.json: profle: .*profile/)
    expect(stderr).toMatch(/slack-tokens doctor/)
  })

  it('does not stop `--profile`, `doctor` or commands that do not use the file, and `doctor` reports the problem', async () => {
    using machine = machineWith('{')
    expect((await machine.in(['token', '--profile', 'globex'])).stdout.trim()).toBe(tokenOf('globex'))
    for (const argv of [
      ['--version'],
      ['help', 'tokens'],
      ['why', 'missing_scope'],
      ['app', 'list'],
      ['use', 'globex'],
    ])
      expect((await machine.in(argv)).code, argv.join(' ')).toBe(0)
    const { code, json } = await machine.in(['doctor', '--offline', '--json', '--port', '0'])
    expect(code).toBe(2)
    const checked = await machine.in(['doctor', '--offline', '--json'])
    expect(checked.code).toBe(1)
    expect(checked.json).toContainEqual(expect.objectContaining({ check: 'project file', state: 'fail' }))
    expect(json).toMatchObject({ ok: false })
  })
})

describe('the app, port and manifest of .slack-tokens.json', () => {
  it('give app commands the app name that these commands otherwise require when several apps are stored', async () => {
    using machine = machineWith({ app: 'other' })
    const { json, stderr } = await machine.in(['app', 'show', '--json'])
    expect(json).toMatchObject({ name: 'other' })
    expect(stderr).not.toContain(file)
    expect((await machine.in(['app', 'show'])).stderr).toMatch(/\.slack-tokens\.json.*app other/)
    expect((await machine.in(['app', 'show', 'acme', '--json'])).json).toMatchObject({ name: 'acme' })
    expect((await machine.run(['app', 'show', '--json'])).code).toBe(2)
  })

  it('never choose what a command removes', async () => {
    using machine = machineWith({ app: 'other' })
    expect((await machine.in(['app', 'remove', '--yes'])).code).toBe(2)
    const config = JSON.parse(readFileSync(join(machine.directory, 'config.json'), 'utf8')) as Config
    expect(Object.keys(config.apps ?? {})).toEqual(['acme', 'other'])
  })

  it('name the app and the port of a login', async () => {
    using machine = machineWith({ app: 'other', port: 9123 })
    const start = async (more: string[], env = {}) => {
      const argv = ['login', '--start', '--scopes', 'chat:write', '--json', ...more]
      const { json } = await machine.in(argv, { env: { SLACK_CLIENT_SECRET: 'sample-secret', ...env } })
      const { searchParams } = new URL((json as { url: string }).url)
      return [searchParams.get('client_id'), searchParams.get('redirect_uri')]
    }
    expect(await start([])).toEqual(['3333333333.4444444444', 'https://localhost:9123/slack/callback'])
    expect(await start(['--port', '9200'])).toEqual(['3333333333.4444444444', 'https://localhost:9200/slack/callback'])
    expect(await start(['--app', 'acme'])).toEqual(['1111111111.2222222222', 'https://localhost:9123/slack/callback'])
    // The environment wins over the project.
    expect(await start([], { SLACK_CLIENT_ID: '5555555555.6666666666' })).toEqual([
      '5555555555.6666666666',
      'https://localhost:9123/slack/callback',
    ])
    const tunnel = 'https://tunnel.test/cb'
    expect(await start([], { SLACK_REDIRECT_URI: tunnel })).toEqual(['3333333333.4444444444', tunnel])
  })

  it('do not replace the port in the redirect URL of the stored app', async () => {
    const uri = 'https://localhost:9444/cb'
    using machine = machineWith({ port: 9123 }, acme({}, { redirectUri: uri, port: 9444 }))
    const { json } = await machine.in(['login', '--app', 'acme', '--start', '--scopes', 'chat:write', '--json'])
    expect(new URL((json as { url: string }).url).searchParams.get('redirect_uri')).toBe(uri)
  })

  it('name the manifest that `app manifest --check`, `app add` and `app create` read', async () => {
    using machine = machineWith({ manifest: 'manifest.json' })
    expect((await machine.in(['app', 'manifest', '--check', '--json'])).json).toMatchObject({ ok: true })
    const added = await machine.in(['app', 'add', '--client-id', '7777777777.8888888888', '--json'])
    expect(added.json).toMatchObject({ ok: true, name: 'project-app', botScopes: ['chat:write'] })
    const created = await machine.in(['app', 'create', '--link', '--json', '--no-input'])
    expect(decodeURIComponent(created.stdout)).toContain('Project App')
  })

  it('do not choose the manifest that `app push` sends to Slack', async () => {
    using machine = machineWith({ app: 'acme', manifest: 'manifest.json' })
    const { stderr } = await machine.in(['app', 'push', '--yes'])
    expect(stderr).toMatch(/app acme/)
    expect(stderr).not.toMatch(/manifest\.json/)
  })

  it('cause the error project_invalid when the manifest file does not exist', async () => {
    using machine = machineWith({ manifest: 'none.json' })
    const { code, json } = await machine.in(['app', 'manifest', '--check', '--json'])
    expect([code, json]).toMatchObject([2, { error: 'project_invalid' }])
  })
})
