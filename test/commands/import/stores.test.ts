import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FileInstallationStore, type Installation as SdkInstallation } from '@slack/oauth'
import { describe, expect, it } from 'vitest'
import type { Config } from '../../../src/config/store.ts'
import { createMachine, type Machine } from '../../support/cli.ts'

function keptOn({ directory }: Machine): Config {
  return JSON.parse(readFileSync(join(directory, 'config.json'), 'utf8')) as Config
}

function record(team: string, user: string, version = 1): SdkInstallation<'v2', false> {
  return {
    team: { id: team, name: `Acme ${team}` },
    enterprise: undefined,
    isEnterpriseInstall: false,
    user: { id: user, token: `xoxp-sim-${team}-${user}-${version}`, scopes: ['search:read'] },
    bot: { token: `xoxb-sim-${team}-bot-${version}`, scopes: ['chat:write'], userId: `UBOT${team}`, id: 'B1' },
    appId: 'A0SIM0001',
    tokenType: 'bot',
    authVersion: 'v2',
    incomingWebhook: {
      url: `https://hooks.example.com/services/${team}/B1/sim${version}`,
      channel: '#general',
      channelId: 'C1',
      configurationUrl: 'https://example.com/services/B1',
    },
  }
}

/** Writes the files that `FileInstallationStore` of Slack's Python SDK would write. */
function writePythonStore(base: string): void {
  const shared = {
    app_id: 'A0SIM0001',
    enterprise_id: null,
    team_id: 'T7',
    team_name: 'Snake',
    is_enterprise_install: false,
  }
  const bot = {
    ...shared,
    ...{ bot_token: 'xoxe.xoxb-1-sim-snake', bot_id: 'B7', bot_user_id: 'UBOT7', bot_scopes: ['chat:write'] },
    ...{ bot_refresh_token: 'xoxe-1-sim-snake', bot_token_expires_at: 1_795_500_000, installed_at: 1_795_000_000.5 },
  }
  const installer = {
    ...bot,
    user_id: 'U7',
    user_token: 'xoxp-sim-snake',
    user_scopes: 'search:read',
    token_type: 'bot',
  }
  const folder = join(base, '1111111111.2222222222', 'none-T7')
  mkdirSync(folder, { recursive: true })
  const write = (name: string, value: object) => writeFileSync(join(folder, name), JSON.stringify(value))
  for (const version of ['latest', '1795000000.5']) {
    write(`installer-${version}`, installer)
    write(`installer-U7-${version}`, installer)
    write(`bot-${version}`, bot)
  }
}

describe('import, for the store of an SDK', () => {
  it('stores the newest record of every workspace and person from the folder of Slack’s Node SDK', async () => {
    using machine = createMachine()
    const baseDir = join(machine.directory, '..', 'store')
    const store = new FileInstallationStore({ baseDir })
    for (const [team, user] of [
      ['T1', 'U1'],
      ['T1', 'U2'],
      ['T2', 'U1'],
    ] as const) {
      await store.storeInstallation(record(team, user, 1))
      await new Promise((resolve) => setTimeout(resolve, 2))
      await store.storeInstallation(record(team, user, 2))
    }
    const done = await machine.run(['import', baseDir, '--offline', '--json'], { input: '' })
    expect(done.json).toMatchObject({
      installations: [
        { name: 'acme-t1', state: 'new', borrowed: true, workspace: { id: 'T1' } },
        { name: 'acme-t2', workspace: { id: 'T2' } },
      ],
    })
    const { profiles } = keptOn(machine)
    expect(profiles['acme-t1']).toMatchObject({
      flow: 'v2',
      appId: 'A0SIM0001',
      bot: { token: 'xoxb-sim-T1-bot-2', userId: 'UBOTT1', scopes: ['chat:write'] },
      webhooks: [{ url: 'https://hooks.example.com/services/T1/B1/sim2' }],
    })
    const people = profiles['acme-t1']?.users.map(({ userId, token }) => [userId, token])
    expect(people?.sort()).toEqual([
      ['U1', 'xoxp-sim-T1-U1-2'],
      ['U2', 'xoxp-sim-T1-U2-2'],
    ])
    const file = join(`${baseDir}T2`, 'app-latest')
    expect((await machine.run(['import', file, '--offline', '--json'], { input: '' })).json).toMatchObject({
      installations: [{ name: 'acme-t2' }],
    })
  })

  it('stores a rotating token with its expiry from the folder of Slack’s Python SDK', async () => {
    using machine = createMachine()
    const base = join(machine.directory, '..', 'python')
    writePythonStore(base)
    expect((await machine.run(['import', base, '--offline'], { input: '' })).code).toBe(0)
    const { profiles } = keptOn(machine)
    expect(Object.keys(profiles)).toEqual(['snake'])
    expect(profiles['snake']).toMatchObject({
      borrowed: true,
      workspace: { id: 'T7', name: 'Snake' },
      bot: { token: 'xoxe.xoxb-1-sim-snake', refreshToken: 'xoxe-1-sim-snake', scopes: ['chat:write'] },
      users: [{ token: 'xoxp-sim-snake', userId: 'U7' }],
    })
    expect(profiles['snake']?.bot?.expiresAt).toBe(new Date(1_795_500_000_000).toISOString())
  })

  it('exits with 2 (nothing_to_import) for an empty folder', async () => {
    using machine = createMachine()
    const folder = join(machine.directory, '..', 'empty')
    mkdirSync(folder)
    const done = await machine.run(['import', folder, '--offline', '--json'], { input: '' })
    expect(done).toMatchObject({ code: 2, json: { error: 'nothing_to_import' } })
  })
})

describe('import, for an empty file name', () => {
  it('exits with 2 (no_file) and names the command `slack-tokens import -`', async () => {
    using machine = createMachine()
    mkdirSync(machine.directory, { recursive: true })
    writeFileSync(join(machine.directory, 'tokens.json'), JSON.stringify(record('T1', 'U1')))
    const ran = await machine.run(['import', '', '--offline', '--json'], { input: '' })
    expect(ran).toMatchObject({ code: 2, json: { error: 'no_file' } })
    expect(ran.stderr).toContain('slack-tokens import -')
  })
})
