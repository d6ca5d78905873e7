import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AppRecord } from '../../../src/config/installation.ts'
import { createMachine, type Machine } from '../../support/cli.ts'

const clientSecret = 'sim-client-secret-1f2e3d'
const signingSecret = 'sim-signing-secret-9a8b7c'
const appToken = ['xapp', '1-A0SIM-1234567890-abcdef'].join('-')
const clientId = '1234567890.1234567890123'
const link = `https://slack.com/oauth/v2/authorize?client_id=${clientId}&scope=chat:write,channels:read&user_scope=search:read`

const kept = (machine: Machine) =>
  (JSON.parse(readFileSync(join(machine.directory, 'config.json'), 'utf8')) as { apps: Record<string, AppRecord> }).apps

const errorOf = (json: unknown) => (json as { error: string }).error

const add = (machine: Machine, argv: readonly string[], input = '', env: Record<string, string> = {}) =>
  machine.run(['app', 'add', ...argv], { input, env })

describe('app add', () => {
  it('stores the client id and the scopes of an install link, and a secret from standard input, in a file of mode 0600', async () => {
    using machine = createMachine()
    const ran = await add(machine, [link, '--name', 'demo', '--client-secret', '--json'], `${clientSecret}\n`)
    expect(ran.code, ran.stderr).toBe(0)
    expect(ran.json).toMatchObject({ ok: true, name: 'demo', added: true, clientId })
    expect(kept(machine)['demo']).toMatchObject({
      ...{ clientId, clientSecret, flow: 'v2', apiUrl: 'https://slack.com/api/', pkce: false },
      botScopes: ['chat:write', 'channels:read'],
      userScopes: ['search:read'],
    })
    expect(ran.stdout + ran.stderr).not.toContain(clientSecret)
    expect(statSync(join(machine.directory, 'config.json')).mode & 0o777).toBe(0o600)
  })

  it('changes only the given fields of a stored app, and keeps its other secrets', async () => {
    using machine = createMachine()
    await add(machine, [link, '--name', 'demo', '--client-secret'], clientSecret)
    const lines = `OTHER=1\nexport SLACK_SIGNING_SECRET="${signingSecret}"\n# SLACK_CLIENT_SECRET=x\nslack_app_token=${appToken}`
    const ran = await add(machine, ['--name', 'DEMO', '--secrets'], lines)
    expect(ran.code, ran.stderr).toBe(0)
    expect(ran.stderr).toContain('client secret, signing secret, app-level token')
    const again = await add(machine, ['--client-id', clientId, '--scopes', 'chat:write', '--port', '3000'])
    expect(again.code, again.stderr).toBe(0)
    expect(Object.keys(kept(machine))).toEqual(['demo'])
    expect(kept(machine)['demo']).toMatchObject({
      ...{ clientSecret, signingSecret, appToken, port: 3000 },
      botScopes: ['chat:write'],
      userScopes: ['search:read'],
    })
    const shown = await machine.run(['app', 'show', 'demo'], { input: '' })
    for (const ran of [again, shown]) {
      for (const secret of [clientSecret, signingSecret, appToken])
        expect(ran.stdout + ran.stderr).not.toContain(secret)
    }
    expect(shown.stdout).toContain('xapp-…')
  })

  it('reads several secrets from NAME=value lines of standard input, or one secret from its environment variable', async () => {
    using machine = createMachine()
    const lines = `SLACK_CLIENT_SECRET=${clientSecret}\nSLACK_SIGNING_SECRET=${signingSecret}`
    await add(machine, ['--client-id', clientId, '--name', 'one', '--client-secret', '--signing-secret'], lines)
    expect(kept(machine)['one']).toMatchObject({ clientSecret, signingSecret })
    const fromEnv = await add(machine, ['--name', 'one', '--app-token'], '', { SLACK_APP_TOKEN: appToken })
    expect(fromEnv.code, fromEnv.stderr).toBe(0)
    expect(kept(machine)['one']?.appToken).toBe(appToken)
    const unnamed = await add(machine, ['--name', 'one', '--client-secret', '--signing-secret', '--json'], 'abcdefgh')
    expect([unnamed.code, errorOf(unnamed.json)]).toEqual([2, 'no_secret'])
    expect(unnamed.stderr).toContain('SLACK_SIGNING_SECRET=…')
  })

  it('reads the name, the scopes, the redirect URLs and token rotation from a manifest', async () => {
    using machine = createMachine()
    mkdirSync(machine.directory, { recursive: true, mode: 0o700 })
    const yaml = [
      'display_information: {name: Deploy Bot}',
      'features: {bot_user: {display_name: deploy}}',
      'oauth_config:',
      '  redirect_urls: ["https://app.example/slack", "https://localhost:3000/oauth"]',
      '  scopes: {bot: ["chat:write"], user: ["search:read"]}',
      'settings: {token_rotation_enabled: true}',
    ].join('\n')
    writeFileSync(join(machine.directory, 'app.yaml'), yaml)
    const ran = await add(machine, ['--manifest', 'app.yaml', '--client-id', clientId])
    expect(ran.code, ran.stderr).toBe(0)
    expect(kept(machine)['deploy-bot']).toMatchObject({
      appName: 'Deploy Bot',
      redirectUri: 'https://localhost:3000/oauth',
      port: 3000,
      redirectUrls: ['https://app.example/slack', 'https://localhost:3000/oauth'],
      botScopes: ['chat:write'],
      userScopes: ['search:read'],
      switches: { rotation: true },
    })
    expect(ran.stderr).toContain('slack-tokens app add --name deploy-bot --client-secret')
  })

  it('does not ask for a secret when the manifest enables PKCE and has no bot scopes', async () => {
    using machine = createMachine()
    const manifest = {
      display_information: { name: 'Reader' },
      oauth_config: { pkce_enabled: true, redirect_urls: [], scopes: { user: ['search:read'] } },
    }
    const ran = await add(machine, ['--manifest', '-', '--client-id', clientId], JSON.stringify(manifest))
    expect(ran.code, ran.stderr).toBe(0)
    expect(kept(machine)['Reader']).toMatchObject({ pkce: true, switches: { pkce: true } })
    expect(ran.stderr).toContain('http://localhost:8443/slack/callback')
  })
})

describe('app add in a project of Slack’s CLI', () => {
  function project(machine: Machine, apps: object): void {
    mkdirSync(join(machine.directory, '.slack'), { recursive: true, mode: 0o700 })
    writeFileSync(join(machine.directory, '.slack', 'apps.json'), JSON.stringify(apps))
  }
  const one = { T0AAAAAAA: { app_id: 'A0123456789', team_id: 'T0AAAAAAA', team_domain: 'acme', IsDev: false } }

  it('exits with 2 (no_client_id) and prints the page of the app, and with --client-id stores the app id of the project', async () => {
    using machine = createMachine()
    project(machine, one)
    const bare = await add(machine, ['--json'])
    expect([bare.code, errorOf(bare.json)]).toEqual([2, 'no_client_id'])
    expect(bare.stderr).toContain('https://api.slack.com/apps/A0123456789')
    const ran = await add(machine, ['--client-id', clientId])
    expect(ran.code, ran.stderr).toBe(0)
    expect(kept(machine)['A0123456789']).toMatchObject({ appId: 'A0123456789', clientId })
  })

  it('exits with 2 (several_apps) when the project has several apps, and does not store an app id of the project in another stored app', async () => {
    using machine = createMachine()
    await add(machine, ['--client-id', '999999.999999', '--name', 'other'])
    project(machine, { apps: one, dev: { T0B: { app_id: 'A0DEVDEVDEV', team_id: 'T0B' } } })
    const which = await add(machine, ['--client-id', clientId, '--json'])
    expect([which.code, errorOf(which.json)]).toEqual([2, 'several_apps'])
    expect(which.stderr).toContain('A0DEVDEVDEV in T0B')
    await add(machine, ['--client-id', clientId, '--app-id', 'A0DEVDEVDEV', '--name', 'dev'])
    expect(kept(machine)['dev']?.appId).toBe('A0DEVDEVDEV')
    const again = await add(machine, ['--name', 'other', '--scopes', 'chat:write'])
    expect(again.code, again.stderr).toBe(0)
    expect(kept(machine)['other']?.appId).toBe(null)
  })

  it('exits with 2 (project_unreadable) and names the file of the project that is not valid JSON', async () => {
    using machine = createMachine()
    project(machine, {})
    writeFileSync(join(machine.directory, '.slack', 'apps.dev.json'), '{"T0')
    const ran = await add(machine, ['--client-id', clientId, '--json'])
    expect([ran.code, errorOf(ran.json)]).toEqual([2, 'project_unreadable'])
    expect(ran.stderr).toContain('.slack/apps.dev.json')
  })
})
