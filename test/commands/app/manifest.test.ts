import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { createMachine, type Machine } from '../../support/cli.ts'

const clientId = '1234567890.1234567890123'
const ours = 'https://localhost:8443/slack/callback'

interface Printed {
  readonly display_information: { readonly name: string }
  readonly features: { readonly bot_user?: { readonly display_name: string }; readonly app_home: object }
  readonly oauth_config: { readonly redirect_urls: string[]; readonly scopes: object; readonly pkce_enabled?: boolean }
  readonly settings: object
}

const print = (machine: Machine, argv: readonly string[] = [], input = '') =>
  machine.run(['app', 'manifest', ...argv], { input })

function file(machine: Machine, name: string, text: string): string {
  mkdirSync(machine.directory, { recursive: true, mode: 0o700 })
  writeFileSync(join(machine.directory, name), text)
  return name
}

const errorOf = (json: unknown) => (json as { error: string }).error

describe('app manifest', () => {
  it('prints on stdout a manifest with a redirect URL, a bot user, a messages tab and the scope chat:write', async () => {
    using machine = createMachine()
    const ran = await print(machine)
    expect(ran.code, ran.stderr).toBe(0)
    expect(ran.json).toEqual({
      display_information: { name: 'slack-tokens test' },
      features: {
        bot_user: { display_name: 'slack-tokens test', always_online: false },
        app_home: { messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      },
      oauth_config: { redirect_urls: [ours], scopes: { bot: ['chat:write'] } },
      settings: { org_deploy_enabled: false, socket_mode_enabled: false, token_rotation_enabled: false },
    })
    expect(ran.stderr).toContain('--scopes … --user-scopes …')
  })

  it('prints for a stored app the redirect URL and the scopes that `login --app` sends', async () => {
    using machine = createMachine()
    const redirect = 'https://localhost:3000/oauth'
    const added = ['--client-id', clientId, '--name', 'demo', '--scopes', 'chat:write,incoming-webhook']
    await machine.run(['app', 'add', ...added, '--user-scopes', 'search:read', '--redirect-uri', redirect], {
      input: '',
    })
    const { oauth_config, settings } = (await print(machine, ['demo'])).json as Printed
    expect(oauth_config).toEqual({
      redirect_urls: [redirect],
      scopes: { bot: ['chat:write', 'incoming-webhook'], user: ['search:read'] },
    })
    expect(settings).toMatchObject({ incoming_webhooks: { incoming_webhooks_enabled: true } })
    const env = { SLACK_CLIENT_SECRET: 'sim-client-secret-1f2e3d' }
    const login = await machine.run(['login', '--app', 'demo', '--start', '--json'], { input: '', env })
    const sent = new URL((login.json as { url: string }).url).searchParams
    expect([sent.get('redirect_uri'), sent.get('scope')]).toEqual([redirect, 'chat:write,incoming-webhook'])
    const unknown = await print(machine, ['dmeo', '--json'])
    expect([unknown.code, errorOf(unknown.json)]).toEqual([2, 'unknown_app'])
  })

  it('uses SLACK_REDIRECT_URI as the redirect URL, and names this variable on stderr', async () => {
    using machine = createMachine({ SLACK_REDIRECT_URI: 'https://tunnel.example/slack' })
    const ran = await print(machine)
    expect((ran.json as Printed).oauth_config.redirect_urls).toEqual(['https://tunnel.example/slack'])
    expect(ran.stderr).toContain('SLACK_REDIRECT_URI')
  })

  it('accepts a redirect URL with a custom scheme in the file of --manifest', async () => {
    using machine = createMachine()
    const fits = { display_information: { name: 'Phone' }, oauth_config: { redirect_urls: ['phone-app://back'] } }
    const ran = await print(machine, ['--manifest', '-'], JSON.stringify(fits))
    expect([ran.code, ran.json]).toEqual([0, fits])
  })

  it('prints with --format yaml the same manifest as in JSON', async () => {
    using machine = createMachine()
    const argv = ['--name', 'Yes: no', '--scopes', 'chat:write', '--user-scopes', 'search:read', '--port', '3000']
    const yaml = await print(machine, [...argv, '--format', 'yaml'])
    expect(parse(yaml.stdout)).toEqual((await print(machine, argv)).json)
    expect(yaml.stdout).toContain('https://localhost:3000/slack/callback')
  })

  it.each([
    ['--rotation', 'Token rotation cannot be turned off again'],
    ['--org', 'Org-wide installs cannot be turned off again'],
    ['--pkce', 'Only Slack’s support can turn PKCE off again'],
    ['--socket', 'needs an app-level token'],
  ])('enables a setting of the manifest with %s, and prints on stderr: %s', async (flag, warning) => {
    using machine = createMachine()
    const [off, on] = [await print(machine), await print(machine, [flag])]
    expect(on.stderr).toContain(warning)
    expect(off.stderr).not.toContain(warning)
    expect(on.stdout.split('\n').filter((line) => line.includes('_enabled": true')).length).toBeGreaterThan(0)
    expect(on.stdout).not.toBe(off.stdout)
  })

  it('warns with --pkce about a bot scope, and without scopes requests the user scope chat:write', async () => {
    using machine = createMachine()
    const both = await print(machine, ['--pkce', '--scopes', 'chat:write'])
    expect(both.stderr).toContain('and would refuse chat:write')
    const { oauth_config, features } = (await print(machine, ['--pkce'])).json as Printed
    expect(oauth_config).toMatchObject({ pkce_enabled: true, scopes: { user: ['chat:write'] } })
    expect(features.bot_user).toBeUndefined()
  })

  it('exits with 2 (invalid_manifest) and lists every problem that Slack would refuse', async () => {
    using machine = createMachine()
    const argv = ['--name', 'x'.repeat(40), '--scopes', 'chat:wirte,search:read', '--json']
    const ran = await print(machine, argv)
    expect([ran.code, errorOf(ran.json)]).toEqual([2, 'invalid_manifest'])
    expect((ran.json as { problems: { path: string }[] }).problems.map(({ path }) => path)).toEqual([
      'display_information.name',
      'oauth_config.scopes.bot[0]',
      'oauth_config.scopes.bot[1]',
    ])
    const url = await print(machine, ['--redirect-uri', 'localhost:3000', '--json'])
    expect([url.code, errorOf(url.json)]).toEqual([2, 'bad_redirect_uri'])
  })
})

describe('app manifest --manifest, for a file', () => {
  const json = { display_information: { name: 'Deploy' }, oauth_config: { scopes: { bot: ['chat:wirte'], user: 'x' } } }

  it.each([
    ['app.json', JSON.stringify(json)],
    [
      'app.yaml',
      'display_information: {name: Deploy}\noauth_config:\n  scopes:\n    bot: ["chat:wirte"]\n    user: x\n',
    ],
  ])('exits with 2 and prints the path of each wrong value in %s', async (name, text) => {
    using machine = createMachine()
    const ran = await print(machine, ['--manifest', file(machine, name, text), '--json'])
    expect([ran.code, errorOf(ran.json)]).toEqual([2, 'invalid_manifest'])
    expect(ran.stderr).toContain(
      'oauth_config.scopes.bot[0]: expected a bot scope, “chat:wirte” is none – did you mean chat:write?',
    )
    expect(ran.stderr).toContain('oauth_config.scopes.user: expected a list, found “x”')
    expect(ran.stderr).toContain('slack-tokens app manifest')
  })

  it.each([
    ['app.json', '{\n  "display_information": {,}\n}', 'app.json is not JSON: line 2'],
    ['app.yaml', 'display_information: {name: [}', 'app.yaml is not YAML: line 1'],
    ['app.yaml', 'a: &a [x]\nb: [*missing]', 'app.yaml is not YAML'],
    ['app.json', '{"a": 1,\n}', 'app.json is not JSON: line 1'],
    ['app.json', '', 'app.json is not JSON'],
    ['app.json', `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 'app.json is nested deeper than 500 levels'],
    ['empty.yaml', '', 'expected a group of keys, found nothing'],
  ])('exits with 2 and names the reason when the file %s cannot be parsed (sample %#)', async (name, text, says) => {
    using machine = createMachine()
    const ran = await print(machine, ['--manifest', file(machine, name, text)])
    expect(ran.code).toBe(2)
    expect(ran.stderr).toContain(says)
  })

  it('does not print a secret from a file that it cannot parse (threat S4)', async () => {
    using machine = createMachine()
    const secret = 'sim-secret-in-the-wrong-file'
    const ran = await print(machine, ['--manifest', file(machine, 'app.json', `{"a": ${secret}}`)])
    expect(ran.code).toBe(2)
    expect(ran.stdout + ran.stderr).not.toContain(secret)
  })

  it.each([
    ['nowhere.json', 'nowhere.json does not exist'],
    ['.', '. is a folder'],
  ])('exits with 2 (manifest_unreadable) for the path %s', async (name, says) => {
    using machine = createMachine()
    mkdirSync(machine.directory, { recursive: true, mode: 0o700 })
    const ran = await print(machine, ['--manifest', name, '--json'])
    expect([ran.code, errorOf(ran.json)]).toEqual([2, 'manifest_unreadable'])
    expect(ran.stderr).toContain(says)
  })

  it('reads standard input for “-”, prints the redirect URL that is missing, and exits with 2 for --user-scopes', async () => {
    using machine = createMachine()
    const fits = { display_information: { name: 'Deploy' }, oauth_config: { redirect_urls: ['https://app.example/x'] } }
    const ran = await print(machine, ['--manifest', '-', '--format', 'yaml'], JSON.stringify(fits))
    expect(ran.code, ran.stderr).toBe(0)
    expect(parse(ran.stdout)).toEqual(fits)
    expect(ran.stderr).toContain(`Add the redirect URL that a login sends: ${ours}`)
    const mixed = await print(machine, ['--manifest', '-', '--user-scopes', 'search:read', '--json'], '')
    expect([mixed.code, errorOf(mixed.json)]).toEqual([2, 'usage'])
    expect(mixed.stderr).toContain('--user-scopes')
  })

  it('finds the same error as `login`, which exits with 2 (invalid_manifest) for manifest.json in the working directory', async () => {
    using machine = createMachine()
    file(machine, 'manifest.json', JSON.stringify(json))
    const env = { SLACK_CLIENT_SECRET: 'sim-client-secret-1f2e3d' }
    const ran = await machine.run(['login', '--client-id', clientId, '--start', '--json'], { input: '', env })
    expect([ran.code, errorOf(ran.json)]).toEqual([2, 'invalid_manifest'])
    expect(ran.stderr).toContain('oauth_config.scopes.bot[0]')
  })
})
