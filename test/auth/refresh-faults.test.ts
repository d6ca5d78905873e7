import { closeSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Config } from '../../src/config/store.ts'
import type { WorldState } from '../../src/simulator/state/types.ts'
import { only } from '../support/kept.ts'
import { hours, startScene } from '../support/rotating-machine.ts'
import { smallDisk, temporaryFolder } from '../support/temporary.ts'

const bot = ['call', 'auth.test', '--as', 'bot']

describe('a refresh whose answer is lost (fault R11)', () => {
  it('is stored as pending first, and the next command sends the same refresh token once more', async () => {
    await using scene = await startScene(12 * hours, { app: { refreshGrace: 60 } })
    await scene.install()
    scene.passes(13 * hours)
    scene.slack.fail({ on: 'oauth.v2.access', what: 'drop-after-commit' })
    const lost = await scene.run([...bot, '--json'])
    expect(lost).toMatchObject({ code: 1, json: { error: 'refresh_answer_lost' } })
    expect(scene.kept().bot?.refreshTrouble).toMatchObject({ state: 'pending', tries: 1 })
    expect((await scene.run(['list'])).stdout).toContain('the answer to a refresh was lost')
    const again = await scene.run(bot)
    expect(again.code, again.stderr).toBe(0)
    expect(scene.kept().bot).not.toHaveProperty('refreshTrouble')
  })

  it('requires a new install when Slack refuses the second try, and the error names the refresh that got no answer', async () => {
    await using scene = await startScene()
    await scene.install()
    const before = scene.kept()
    scene.passes(13 * hours)
    scene.slack.fail({ on: 'oauth.v2.access', what: 'cut' })
    expect(await scene.run([...bot, '--json'])).toMatchObject({ code: 1, json: { error: 'refresh_answer_lost' } })
    const refused = await scene.run([...bot, '--json'])
    expect(refused).toMatchObject({ code: 4, json: { error: 'invalid_refresh_token', needsReinstall: true } })
    expect(refused.stderr).toMatch(/An earlier refresh, at \S+, got no answer: it used up the refresh token/)
    expect(refused.stderr).toContain('slack-tokens login --app A0SIMAPP1')
    const spent = scene.asked('oauth.v2.access')
    const third = await scene.run([...bot, '--json'])
    expect(third).toMatchObject({ code: 4, json: { error: 'needs_reinstall' } })
    expect(scene.asked('oauth.v2.access')).toBe(spent)
    expect(scene.kept().bot?.token).toBe(before.bot?.token)
    expect((await scene.run(['show'])).stdout).toContain('needs a reinstall')
    expect((await scene.run(['list', '--json'])).json).toMatchObject([{ bot: { needsReinstall: true } }])
    await scene.install()
    expect(scene.kept().bot).not.toHaveProperty('refreshTrouble')
    expect((await scene.run(bot)).code).toBe(0)
  })

  it('is not sent a third time after two lost answers', async () => {
    await using scene = await startScene()
    await scene.install()
    scene.passes(13 * hours)
    scene.slack.fail({ on: 'oauth.v2.access', what: 'html', times: 2 })
    expect(await scene.run([...bot, '--json'])).toMatchObject({ json: { error: 'refresh_answer_lost' } })
    const second = await scene.run([...bot, '--json'])
    expect(second).toMatchObject({ code: 1, json: { error: 'refresh_answer_lost' } })
    expect(second.stderr).toContain('slack-tokens login --app')
    const sent = scene.asked('oauth.v2.access')
    expect(await scene.run([...bot, '--json'])).toMatchObject({ code: 4, json: { error: 'needs_reinstall' } })
    expect(scene.asked('oauth.v2.access')).toBe(sent)
    const forced = await scene.run(['refresh', '--as', 'bot', '--force'])
    expect(forced.code, forced.stderr).toBe(0)
  })

  it('leaves the old access token in use while this token is valid, and prints that the answer was lost', async () => {
    await using scene = await startScene()
    await scene.install()
    scene.passes(12 * hours - 200)
    scene.slack.fail({ on: 'oauth.v2.access', what: 'drop-after-commit' })
    const called = await scene.run(bot)
    expect(called).toMatchObject({ code: 0, json: { ok: true } })
    expect(called.stderr).toMatch(/its answer was lost .*The access token is still stored and may work until/)
  })

  it.each(['internal_error', 'fatal_error'])(
    'counts as lost too when Slack answers the refresh with %s, with the error refresh_answer_lost',
    async (code) => {
      await using scene = await startScene()
      await scene.install()
      scene.passes(13 * hours)
      scene.slack.fail({ on: 'oauth.v2.access', what: code })
      expect(await scene.run([...bot, '--json'])).toMatchObject({ json: { error: 'refresh_answer_lost' } })
      expect(scene.kept().bot?.refreshTrouble?.tries).toBe(1)
    },
  )
})

describe('a refresh that was not sent, or that Slack refused', () => {
  it('leaves the refresh token usable when the server is unreachable', async () => {
    await using scene = await startScene()
    await scene.install()
    scene.passes(13 * hours)
    await scene.slack.close()
    const called = await scene.run([...bot, '--json'])
    expect(called).toMatchObject({ code: 1, json: { error: 'ECONNREFUSED' } })
    expect(scene.kept().bot).not.toHaveProperty('refreshTrouble')
  })

  it('leaves the refresh token usable when Slack limits the call (fault R7)', async () => {
    await using scene = await startScene()
    await scene.install()
    scene.passes(13 * hours)
    scene.slack.fail({ on: 'oauth.v2.access', what: 'ratelimited', retryAfter: 90 })
    expect(await scene.run([...bot, '--json'])).toMatchObject({ code: 3, json: { error: 'ratelimited' } })
    expect(scene.kept().bot).not.toHaveProperty('refreshTrouble')
    scene.slack.fail({ on: 'oauth.v2.access', what: 'ratelimited', retryAfter: 1 })
    expect((await scene.run(bot)).code).toBe(0)
  })

  it('exits with 4 when another program has used the refresh token', async () => {
    await using scene = await startScene()
    await scene.install()
    scene.passes(13 * hours)
    const [first] = scene.slack.world.state.refreshTokens
    if (first) first.usedAt = 1
    const spent = await scene.run([...bot, '--json'])
    expect(spent).toMatchObject({ code: 4, json: { error: 'invalid_refresh_token', needsReinstall: true } })
    expect(spent.stderr).toMatch(/A refresh token works once: another program used it/)
    expect(spent.stderr).toMatch(/The access token expired on/)
    expect((await scene.run([...bot, '--json'])).json).toMatchObject({ error: 'needs_reinstall' })
    expect((await scene.run(['call', 'auth.test', '--as', 'user'])).code).toBe(0)
  })

  it('writes the answer to a recovery file, and keeps the bot token, when the new token is a user token', async () => {
    await using scene = await startScene()
    await scene.install()
    scene.passes(13 * hours)
    const [first] = scene.slack.world.state.refreshTokens
    if (first) first.kind = 'user'
    using folder = temporaryFolder()
    const odd = await scene.run([...bot, '--json'], { env: { XDG_RUNTIME_DIR: folder.path } })
    expect(odd).toMatchObject({ code: 1, json: { error: 'save_failed' } })
    expect(readdirSync(folder.path)).toHaveLength(1)
    expect(scene.kept().bot?.token).toMatch(/^xoxe\.xoxb-/)
  })
})

describe('a refresh while the config file cannot be written', () => {
  it('fails before the refresh token is used, and valid tokens still work (faults R12, R19)', async (test) => {
    using disk = smallDisk('1m')
    if (!disk) return test.skip('this user cannot mount a file system')
    await using scene = await startScene(12 * hours, {}, { SLACK_TOKENS_CONFIG_DIR: disk.path })
    await scene.install()
    disk.remount('ro')
    scene.passes(12 * hours - 100)
    const near = await scene.run(bot)
    expect(near).toMatchObject({ code: 0, json: { ok: true } })
    expect(near.stderr).toMatch(/read-only/)
    scene.passes(200)
    expect((await scene.run([...bot, '--json'])).code).toBe(1)
    expect(scene.asked('oauth.v2.access')).toBe(1)
    disk.remount('rw')
    expect((await scene.run(bot)).code).toBe(0)
  })

  it('writes the new tokens to a recovery file when saving fails after Slack’s answer (fault R12)', async (test) => {
    using disk = smallDisk('1m')
    if (!disk) return test.skip('this user cannot mount a file system')
    using elsewhere = temporaryFolder()
    const filler = join(disk.path, 'filler')
    let armed = false
    const changed = (state: WorldState) => {
      if (armed && state.refreshTokens.length > 2) fill(filler)
    }
    const env = { SLACK_TOKENS_CONFIG_DIR: disk.path, XDG_RUNTIME_DIR: elsewhere.path }
    await using scene = await startScene(12 * hours, { changed }, env)
    await scene.install()
    const before = scene.kept()
    scene.passes(13 * hours)
    armed = true
    const failed = await scene.run([...bot, '--json'])
    armed = false
    expect(failed).toMatchObject({ code: 1, json: { error: 'save_failed' } })
    const [name = ''] = readdirSync(elsewhere.path)
    const recovery = join(elsewhere.path, name)
    const saved = JSON.parse(readFileSync(recovery, 'utf8')) as Config
    const newest = scene.slack.world.state.refreshTokens.at(-1)
    const [profile, whole] = only(saved.profiles)
    expect(whole).toEqual({ ...before, bot: { ...before.bot, ...whole.bot, refreshToken: newest?.value } })
    expect(statSync(recovery).mode & 0o777).toBe(0o600)
    expect(failed.stderr).toContain(`slack-tokens import ${recovery}`)
    expect(failed.stdout + failed.stderr).not.toContain(newest?.value)
    expect(scene.kept().bot?.token).toBe(before.bot?.token)
    rmSync(filler)
    expect((await scene.run(['import', recovery])).code).toBe(0)
    expect(scene.kept(profile).bot).toMatchObject({ refreshToken: newest?.value })
    expect((await scene.run(bot)).code).toBe(0)
  })
})

/** Appends to the file until the disk is full. */
function fill(path: string): void {
  const file = openSync(path, 'a')
  try {
    for (let count = 0; count < 100_000; count += 1) writeSync(file, Buffer.alloc(512, 1))
  } catch {
    // The write fails as intended: the disk is full.
  } finally {
    closeSync(file)
  }
}

describe('an external token', () => {
  it('is not refreshed unless --own is given', async () => {
    await using scene = await startScene()
    await scene.install()
    const path = join(scene.machine.directory, 'config.json')
    const text = readFileSync(path, 'utf8').replace('"borrowed":false', '"borrowed":true')
    writeFileSync(path, text)
    scene.passes(12 * hours - 100)
    const near = await scene.run(bot)
    expect(near.code).toBe(0)
    expect(near.stderr).toMatch(/is external and was not refreshed/)
    scene.passes(200)
    expect(await scene.run([...bot, '--json'])).toMatchObject({ code: 4, json: { error: 'borrowed' } })
    expect(await scene.run(['refresh', '--as', 'bot', '--json'])).toMatchObject({
      code: 4,
      json: { error: 'borrowed' },
    })
    expect(scene.asked('oauth.v2.access')).toBe(1)
    expect((await scene.run(['refresh', '--as', 'bot', '--own'])).code).toBe(0)
    expect((await scene.run(bot)).code).toBe(0)
  })
})
