import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exported, made, withApp, write } from '../../support/app-settings.ts'

describe('app pull', () => {
  it('updates the stored app, and prints the path of each difference', async () => {
    await using place = await withApp()
    made(place).redirectUrls.push('https://later.example/back')
    made(place).name = 'Release Notes'
    const ran = await place.app(['pull', 'notes', '--json'])
    expect([ran.code, ran.json]).toMatchObject([
      0,
      {
        changes: [
          { path: 'name', before: 'notes', after: 'Release Notes' },
          { path: 'redirect_urls[1]', after: 'https://later.example/back' },
        ],
      },
    ])
    expect(ran.stderr).toMatch(/~ name notes → Release Notes\n {2}\+ redirect_urls\[1\] https:\/\/later\.example\/back/)
    expect(place.kept().apps?.['notes']).toMatchObject({
      appName: 'Release Notes',
      clientSecret: made(place).clientSecret,
      redirectUrls: ['https://localhost:8443/slack/callback', 'https://later.example/back'],
      switches: { rotation: false, pkce: false },
    })
    expect((await place.app(['pull'])).stderr).toMatch(/is the same here and at Slack/)
  })

  it('writes a new file with --output, replaces it only with --yes, and prints the manifest with --print', async () => {
    await using place = await withApp()
    const path = join(place.machine.directory, 'notes.yaml')
    expect((await place.app(['pull', '--output', 'notes.yaml'])).code).toBe(0)
    expect(readFileSync(path, 'utf8')).toMatch(/^display_information:\n {2}name: notes\n/)
    const again = await place.app(['pull', '--output', 'notes.yaml'])
    expect([again.code, again.stderr]).toEqual([2, expect.stringMatching(/already exists[\s\S]*--yes/)])
    expect((await place.app(['pull', '--output', 'notes.yaml', '--yes'])).code).toBe(0)
    const lost = await place.app(['pull', '--output', 'no/such/folder.json'])
    expect([lost.code, existsSync(join(place.machine.directory, 'no'))]).toEqual([1, false])
    expect(JSON.parse((await place.app(['pull', '--print'])).stdout)).toEqual(await exported(place))
  })

  it('exits with 4 (no_config_token) without a configuration token, and with 2 for a wrong app id or an unknown app', async () => {
    await using place = await withApp()
    await place.app(['config-token', '--remove'])
    const none = await place.app(['pull', '--json'])
    expect([none.code, none.json]).toMatchObject([4, { error: 'no_config_token' }])
    expect(none.stderr).toMatch(/slack-tokens app config-token/)
    const odd = await place.app(['pull', '--app-id', 'T012'])
    expect([odd.code, odd.stderr]).toEqual([2, expect.stringMatching(/This is not an app id/)])
    expect((await place.app(['pull', 'other'])).code).toBe(2)
  })

  it('exits with 3 (app_not_found), and names the workspace of the token and --team', async () => {
    await using place = await withApp()
    const ran = await place.app(['pull', '--app-id', 'A0ELSEWHERE', '--json'])
    expect([ran.code, ran.json]).toMatchObject([
      3,
      { error: 'app_not_found', teamId: 'T0SIM0001', appId: 'A0ELSEWHERE' },
    ])
    expect(ran.stderr).toMatch(/token of T0SIM0001 does not reach the app A0ELSEWHERE\n.*--team T…/)
    expect(place.kept().apps?.['notes']?.['appId']).toBe(made(place).id)
  })

  it('exits with 2 (several_config_tokens) when tokens of two workspaces are stored and --team is missing; --team chooses the token', async () => {
    await using place = await withApp()
    const { configTokens, ...kept } = place.kept()
    const other = { ...configTokens?.['T0SIM0001'], teamId: 'T0OTHER1' }
    write(place, 'config.json', { ...kept, configTokens: { ...configTokens, T0OTHER1: other } })
    const unclear = await place.app(['pull', '--json'])
    expect([unclear.code, unclear.json]).toMatchObject([2, { error: 'several_config_tokens' }])
    expect((await place.app(['pull', '--team', 'T0SIM0001'])).code).toBe(0)
  })
})
