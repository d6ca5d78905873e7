import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { driveApp, found } from '../../support/drive.ts'
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

describe('drive --manifest', () => {
  it('reports nothing when link and manifest have the same scopes', async () => {
    const drove = await driveWith(withScopes({ bot: ['users:read', 'chat:write'], user: ['search:read'] }))
    expect([drove.code, found(drove, 'remark')], drove.stderr).toEqual([0, []])
  })

  it('reports the scopes that only one of the two has, as a remark', async () => {
    const drove = await driveWith(withScopes({ bot: ['chat:write', 'files:read'], user: ['search:read'] }))
    expect([drove.code, found(drove, 'remark')], drove.stderr).toEqual([0, ['allow: scopes-differ']])
    const evidence = drove.report.scenarios[0]?.findings[0]?.evidence ?? ''
    expect(evidence).toMatch(/manifest lacks .*users:read/)
    expect(evidence).toMatch(/link lacks .*files:read/)
    expect(evidence).not.toMatch(/chat:write|search:read/)
  })

  it('is a usage error for a file that is not a manifest, before the app is judged', async () => {
    const drove = await driveWith('{ "oauth_config": ')
    expect([drove.code, drove.report.scenarios]).toEqual([2, undefined])
  })
})
