import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'
import { type DriveCase, driveApp, found } from '../../support/drive.ts'
import { projectMachine } from '../../support/project.ts'
import { temporaryFolder } from '../../support/temporary.ts'

/** Drives an app whose link requests chat:write, users:read and, for the user, search:read. */
async function driveWith(manifest: string) {
  using folder = temporaryFolder()
  const file = join(folder.path, 'manifest.json')
  writeFileSync(file, manifest)
  return await driveApp({ app: 'careless', scenarios: 'allow', more: ['--manifest', file] })
}

const withScopes = (scopes: object) =>
  JSON.stringify({
    display_information: { name: 'App' },
    features: { bot_user: { display_name: 'App', always_online: false } },
    oauth_config: { scopes },
  })

interface Manifest {
  readonly oauth_config: object
}

describe('drive --manifest', () => {
  it('reports nothing when link and manifest have the same scopes', async () => {
    const drove = await driveWith(withScopes({ bot: ['users:read', 'chat:write'], user: ['search:read'] }))
    expect([drove.code, found(drove, 'remark')], drove.stderr).toEqual([0, []])
  })

  it('reports a remark for each scope that only the link or only the manifest has', async () => {
    const drove = await driveWith(withScopes({ bot: ['chat:write', 'files:read'], user: ['search:read'] }))
    expect([drove.code, found(drove, 'remark')], drove.stderr).toEqual([0, ['allow: scopes-differ']])
    const evidence = drove.report.scenarios[0]?.findings[0]?.evidence ?? ''
    expect(evidence).toMatch(/manifest lacks .*users:read/)
    expect(evidence).toMatch(/link lacks .*files:read/)
    expect(evidence).not.toMatch(/chat:write|search:read/)
  })

  it.each([
    [true, []],
    [false, ['allow: exchange-refused']],
  ])('switches PKCE with pkce_enabled: %j', async (pkce_enabled, defects) => {
    using folder = temporaryFolder()
    const file = join(folder.path, 'manifest.json')
    const manifest = JSON.parse(withScopes({ bot: ['users:read', 'chat:write'], user: ['search:read'] })) as Manifest
    writeFileSync(file, JSON.stringify({ ...manifest, oauth_config: { ...manifest.oauth_config, pkce_enabled } }))
    const drove = await driveApp({ app: 'pkce', scenarios: 'allow', more: ['--manifest', file] })
    expect(found(drove), drove.stderr).toEqual(defects)
    expect(JSON.stringify(drove.report).includes('pkce_not_allowed')).toBe(!pkce_enabled)
  })

  it('is a usage error for a file that is not a manifest, before the app is judged', async () => {
    const drove = await driveWith('{ "oauth_config": ')
    expect([drove.code, drove.report.scenarios]).toEqual([2, undefined])
  })
})

/** Drives an app in a folder with this manifest. No option names the manifest. */
async function driveBeside(manifest: string, more: Partial<DriveCase> = {}) {
  using folder = temporaryFolder()
  writeFileSync(join(folder.path, 'manifest.json'), manifest)
  return await driveApp({ app: 'careless', scenarios: 'allow', cwd: folder.path, ...more })
}

describe('a manifest in the working directory of `drive` that no option names', () => {
  it.each([
    ['is no JSON', '{ "oauth_config": ', /manifest\.json/],
    ['has a key that Slack refuses', withScopes({ bot: 'chat:write' }), /oauth_config\.scopes\.bot/],
  ])('is left out with a warning when it %s, which names the fault and a command', async (_what, manifest, fault) => {
    const drove = await driveBeside(manifest)
    expect([drove.code, found(drove, 'remark')], drove.stderr).toEqual([0, []])
    expect(drove.stderr).toMatch(fault)
    expect(drove.stderr).toMatch(/^To check it: slack-tokens app manifest --check manifest\.json$/m)
    using folder = temporaryFolder()
    writeFileSync(join(folder.path, 'manifest.json'), manifest)
    using machine = createMachine()
    const checked = await machine.run(['app', 'manifest', '--check', 'manifest.json'], { cwd: folder.path })
    expect([checked.code === 0, checked.stdout + checked.stderr]).toEqual([false, expect.stringMatching(fault)])
  })

  it('is not mentioned when it is the manifest of a web app', async () => {
    const drove = await driveBeside(JSON.stringify({ name: 'Site', start_url: '/', icons: [] }))
    expect([drove.code, drove.stderr]).toEqual([0, expect.not.stringMatching(/manifest/)])
  })

  it.each([
    [true, 'ok'],
    [false, 'skipped'],
  ])('with token_rotation_enabled: %j makes the scenario rotation be %s', async (token_rotation_enabled, outcome) => {
    const manifest = {
      ...(JSON.parse(withScopes({ bot: ['chat:write'] })) as object),
      settings: { token_rotation_enabled },
    }
    const drove = await driveBeside(JSON.stringify(manifest), { app: 'rotating', scenarios: 'lifecycle' })
    const rotation = drove.report.scenarios.find(({ scenario }) => scenario === 'rotation')
    expect(rotation, drove.stderr).toMatchObject({ outcome })
  })
})

it('exits with 2 when the manifest that .slack-tokens.json names has a fault, even when the app already runs', async () => {
  using machine = await projectMachine(() => ({ manifest: 'app.json' }))
  machine.write('app.json', withScopes({ bot: 'chat:write' }))
  const { code, json } = await machine.in(['drive', `http://localhost:${machine.port}/install`, '--json'])
  expect([code, json]).toMatchObject([2, { error: 'invalid_manifest', message: /^app\.json .*oauth_config/s }])
})
