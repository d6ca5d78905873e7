import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Config } from '../../src/config/store.ts'
import { Interruption } from '../../src/errors.ts'
import { createMachine, type Machine, type Over } from '../support/cli.ts'
import { settingsAtSlack } from '../support/config-tokens.ts'
import { only } from '../support/kept.ts'
import { decide, startSimLogin } from '../support/login.ts'
import { freePort } from '../support/program.ts'

const configOf = ({ directory }: Machine) => join(directory, 'config.json')
const kept = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Config

/** Puts a symbolic link in place of the config file, so that the store refuses to write. */
function block(machine: Machine): void {
  rmSync(configOf(machine), { force: true })
  symlinkSync('/dev/null', configOf(machine))
}

function recoveriesOf(machine: Machine): string[] {
  const folder = dirname(machine.directory)
  return readdirSync(folder)
    .filter((name) => name.startsWith('slack-tokens-recovery-'))
    .map((name) => join(folder, name))
}

/**
 * Installs a simulated app with rotation while the config file cannot be written. Returns the path of the recovery
 * file.
 */
async function lostInstall(machine: Machine, argv: readonly string[] = []): Promise<string> {
  const port = String(await freePort())
  const ended = AbortSignal.abort(new Interruption('interrupted'))
  await machine.run(['sim', 'start', '--port', port, '--token-lifetime', '90'], { signal: ended })
  const login = startSimLogin(machine, ['--json', ...argv], { input: '' })
  const url = (await login.url).href
  block(machine)
  await fetch(await decide(url))
  const { code, json } = await login.ended
  expect(code, login.stderr()).toBe(1)
  const { recoveryFile } = json as { recoveryFile: string }
  expect(recoveriesOf(machine)).toEqual([recoveryFile])
  expect(login.stderr()).toContain(`slack-tokens import ${recoveryFile}`)
  rmSync(configOf(machine))
  return recoveryFile
}

describe('import, for a recovery file (fault R12)', () => {
  it.each([
    ['at once', 0],
    ['when its tokens have expired', 200_000],
  ])('restores a working install with rotating tokens, imported %s', async (_, later) => {
    using machine = createMachine()
    const file = await lostInstall(machine)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const over: Over = { input: '', clock: { now: () => Date.now() + later, sleep: async () => {} } }
    const back = await machine.run(['import', file, '--json'], over)
    expect(back.code, back.stderr).toBe(0)
    const [name, saved] = only(kept(file).profiles)
    const installation = kept(configOf(machine)).profiles[name]
    expect(installation).toMatchObject({
      simulator: true,
      borrowed: false,
      flow: 'v2',
      apiUrl: saved.apiUrl,
      clientId: saved.clientId,
      responses: saved.responses,
      bot: { token: saved.bot?.token, refreshToken: saved.bot?.refreshToken, lifetime: 90, asked: saved.bot?.asked },
    })
    const who = await machine.run(['whoami', '--json'], over)
    expect(who.code, who.stderr).toBe(0)
    const refreshed = await machine.run(['refresh', '--force', '--json'], over)
    expect(refreshed.json).toMatchObject([{ state: 'refreshed' }, { state: 'refreshed' }])
  })

  it.each([
    ['cut in the middle', (text: string) => text.slice(0, text.lastIndexOf('"responses"'))],
    ['without its end', (text: string) => text.trimEnd().slice(0, -1)],
    ['without its beginning', (text: string) => text.slice(text.indexOf('"flow"'))],
    ['of another shape', (text: string) => text.replace('"simulator": true', '"simulator": "x"')],
  ])('exits with 1 and stores nothing when the file is damaged: %s', async (_, damage) => {
    using machine = createMachine()
    const file = await lostInstall(machine)
    writeFileSync(file, damage(readFileSync(file, 'utf8')))
    const refused = await machine.run(['import', file, '--offline', '--json'], { input: '' })
    expect(refused, refused.stderr).toMatchObject({ code: 1, json: { error: 'damaged_recovery' } })
    expect(refused.stderr).toContain(`slack-tokens explain ${file}`)
    expect((await machine.run(['list', '--json'])).json).toEqual([])
    const explained = await machine.run(['explain', file], { input: '' })
    expect(explained.code, explained.stderr).toBe(0)
  })

  it.each([
    ['an older file that is cut', '{"method":"oauth.v2.access","at":"2026-01-02T03:04:05.000Z","body":{"ok":true,'],
    ['a cut pair of configuration tokens', '{"version":1,"active":null,"profiles":{},"configTokens":{"T1":{'],
  ])('exits with 1 (damaged_recovery) when the file is %s', async (_, start) => {
    using machine = createMachine()
    const input = `${start}"access_token":"xoxb-sim-cut-token","token":"xoxb-sim-cut-token`
    const refused = await machine.run(['import', '-', '--offline', '--json'], { input })
    expect(refused, refused.stderr).toMatchObject({ code: 1, json: { error: 'damaged_recovery' } })
  })

  it('restores the install of a classic app with the flow v1', async () => {
    using machine = createMachine()
    const file = await lostInstall(machine, ['--v1', '--scopes', 'bot', '--user-scopes', 'chat:write:user'])
    const back = await machine.run(['import', file], { input: '' })
    expect(back.code, back.stderr).toBe(0)
    expect(Object.values(kept(configOf(machine)).profiles)).toMatchObject([{ flow: 'v1', simulator: true }])
  })

  it('merges the tokens into the stored installation and replaces its older tokens', async () => {
    using machine = createMachine()
    const file = await lostInstall(machine)
    const [name, saved] = only(kept(file).profiles)
    const older = {
      ...saved,
      webhooks: [
        { url: 'http://localhost:1/services/T/B/old', channel: '#old', channelId: null, configurationUrl: null },
      ],
      bot: {
        ...saved.bot,
        token: 'xoxe.xoxb-1-sim-older',
        refreshToken: 'xoxe-1-sim-older',
        expiresAt: '2020-01-01T00:00:00.000Z',
      },
    }
    writeFileSync(configOf(machine), JSON.stringify({ version: 1, active: 'mine', profiles: { mine: older } }))
    const back = await machine.run(['import', file, '--json'], { input: '' })
    expect(back.json).toMatchObject({ installations: [{ name: 'mine', state: 'merged' }] })
    expect(kept(configOf(machine)).profiles['mine']).toMatchObject({
      bot: { token: saved.bot?.token, refreshToken: saved.bot?.refreshToken },
      webhooks: [...saved.webhooks, older.webhooks[0]],
    })
    expect(kept(configOf(machine)).profiles[name]).toBeUndefined()
  })

  it('reads an older recovery file that contains only Slack’s answer', async () => {
    using machine = createMachine()
    mkdirSync(machine.directory, { recursive: true })
    const path = join(machine.directory, 'old.json')
    const body = {
      ok: true,
      app_id: 'A0SIM0001',
      access_token: 'xoxb-sim-old-recovery',
      token_type: 'bot',
      scope: 'chat:write',
      bot_user_id: 'UBOT',
      team: { id: 'T1', name: 'Acme' },
      authed_user: { id: 'U1' },
    }
    writeFileSync(path, JSON.stringify({ method: 'oauth.v2.access', at: '2026-01-02T03:04:05.000Z', body }))
    expect((await machine.run(['import', path, '--offline'], { input: '' })).code).toBe(0)
    expect(kept(configOf(machine)).profiles['acme']).toMatchObject({
      borrowed: false,
      flow: 'v2',
      bot: { userId: 'UBOT' },
    })
  })

  it('restores configuration tokens, which replace older stored ones', async () => {
    await using place = await settingsAtSlack()
    await place.app(['config-token'], { input: await place.pair() })
    const [team, spent] = only(place.kept().configTokens ?? {})
    const token = {
      ...spent,
      token: 'xoxe.xoxp-1-sim-next',
      refreshToken: 'xoxe-1-sim-next',
      expiresAt: '2199-01-01T00:00:00.000Z',
    }
    const path = join(place.machine.directory, 'recovery.json')
    writeFileSync(path, JSON.stringify({ version: 1, active: null, profiles: {}, configTokens: { [team]: token } }))
    const back = await place.machine.run(['import', path], { input: '' })
    expect(back.code, back.stderr).toBe(0)
    expect(back.stdout).toContain(team)
    expect(place.kept().configTokens?.[team]).toEqual(token)
  })
})

describe('a config file that is nested too deeply to be written', () => {
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`

  it('is reported before an authorization code is used, and is not changed', async () => {
    using machine = createMachine()
    mkdirSync(machine.directory, { recursive: true })
    writeFileSync(configOf(machine), `{"version":1,"active":null,"profiles":{},"other":{"inner":${deep}}}`)
    const before = readFileSync(configOf(machine), 'utf8')
    const ran = await machine.run(['login', '--sim', '--approve', '--port', '0', '--json'], { input: '' })
    expect(ran).toMatchObject({ code: 1, json: { error: 'nested_too_deeply' } })
    expect(ran.stderr).toContain('other.inner')
    expect(ran.stderr).not.toMatch(/unknown cause|has a bug/)
    expect(recoveriesOf(machine)).toEqual([])
    expect(readFileSync(configOf(machine), 'utf8')).toBe(before)
  })
})
