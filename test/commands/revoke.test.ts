import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hasPty, startAtTerminal } from '../support/pty.ts'
import { hours, type Scene, startScene } from '../support/rotating-machine.ts'

const sure = ['--yes', '--confirm', 'Sandbox Inc']

function borrow({ machine }: Scene): void {
  const path = join(machine.directory, 'config.json')
  writeFileSync(path, readFileSync(path, 'utf8').replace('"borrowed":false', '"borrowed":true'))
}

describe('revoke, for a long-lived token', () => {
  it('exits with 2 and prints what stops working, unless --yes and the name of the workspace in --confirm are given', async () => {
    await using scene = await startScene(null)
    await scene.install()
    for (const given of [[], ['--yes'], ['--confirm', 'Sandbox Inc']]) {
      const refused = await scene.run(['revoke', '--as', 'bot', '--json', ...given])
      expect(refused).toMatchObject({ code: 2, json: { error: 'not_confirmed' } })
      expect(refused.stderr).toMatch(/bot user is deactivated and leaves every channel/)
      expect(refused.stderr).toMatch(/webhooks that came with it stop working/)
      expect(refused.stderr).toMatch(/also for a deployed app/)
      expect(refused.stderr).toContain('--yes --confirm "Sandbox Inc"')
    }
    const other = await scene.run(['revoke', '--as', 'bot', '--yes', '--confirm', 'Acme', '--json'])
    expect(other).toMatchObject({ code: 2, json: { error: 'not_confirmed' } })
    expect(other.stderr).toContain('The workspace is Sandbox Inc (T0SIM0001), not “Acme”')
    expect(scene.asked('auth.revoke')).toBe(0)
  })

  it('makes explain report the user token as revoked', async () => {
    await using scene = await startScene(null)
    await scene.install()
    await scene.run(['revoke', '--as', 'user', ...sure])
    const { stdout } = await scene.run(['explain'])
    expect(stdout).toMatch(/revoked since, and no longer stored: authed_user\.access_token\n/)
    expect(stdout).toMatch(/A user token is absent\. One came, but it was revoked/)
    expect(stdout).not.toMatch(/no install requested user scopes/)
  })

  it('revokes the bot token, tests with auth.test that it is invalid, removes the webhook, and keeps the user token', async () => {
    await using scene = await startScene(null)
    await scene.install()
    const { bot } = scene.kept()
    const done = await scene.run(['revoke', '--as', 'bot', '--json', ...sure])
    expect(done).toMatchObject({
      code: 0,
      json: { ok: true, name: 'sandbox-inc', identity: 'bot', proof: 'account_inactive', forgotten: false },
    })
    expect(done.stderr).toContain('Revoked: the bot token of “sandbox-inc”; auth.test answers account_inactive')
    expect(done.stdout + done.stderr).not.toContain(bot?.token)
    expect(scene.kept()).toMatchObject({ bot: null, webhooks: [], users: [{ userName: 'dana' }] })
    expect((await scene.run(['call', 'auth.test'])).code).toBe(4)
    expect((await scene.run(['call', 'auth.test', '--as', 'user'])).code).toBe(0)
  })

  it('removes the installation together with its last token', async () => {
    await using scene = await startScene(null)
    await scene.install()
    await scene.run(['revoke', '--as', 'bot', ...sure])
    const last = await scene.run(['revoke', '--as', 'user', ...sure])
    expect(last.stderr).toContain('auth.test answers token_revoked')
    expect(last.stderr).toContain('it is no longer stored')
    expect((await scene.run(['list', '--json'])).json).toEqual([])
  })

  it('exits with 0 and removes a token that was already invalid', async () => {
    await using scene = await startScene(null)
    await scene.install()
    for (const token of scene.slack.world.state.tokens) token.revoked = true
    expect((await scene.run(['revoke', '--as', 'user', ...sure])).code).toBe(0)
    expect(scene.kept().users).toEqual([])
  })

  it('exits with 1 (not_revoked) and keeps a token that auth.test still accepts', async () => {
    await using scene = await startScene(null)
    await scene.install()
    const { tokens } = scene.slack.world.state
    scene.slack.fail({ on: 'auth.revoke', what: 'token_revoked' })
    expect(tokens.some(({ revoked }) => revoked)).toBe(false)
    const failed = await scene.run(['revoke', '--as', 'user', '--json', ...sure])
    expect(failed).toMatchObject({ code: 1, json: { error: 'not_revoked' } })
    expect(scene.kept().users).toHaveLength(1)
  })

  it('reports fatal_error and keeps the bot token when Slack refuses to revoke the bot token', async () => {
    await using scene = await startScene(null)
    await scene.install()
    scene.slack.fail({ on: 'auth.revoke', what: 'fatal_error' })
    expect(await scene.run(['revoke', '--as', 'bot', '--json', ...sure])).toMatchObject({
      json: { error: 'fatal_error' },
    })
    expect(scene.kept().bot).not.toBeNull()
  })

  it('exits with 2 without --as or --user, and revokes with --user the user token of this person', async () => {
    await using scene = await startScene(null)
    await scene.install()
    await scene.install({ user: 'U0SIMLEE' })
    const unsaid = await scene.run(['revoke', ...sure])
    expect(unsaid.code).toBe(2)
    expect(unsaid.stderr).toContain('slack-tokens revoke --as bot')
    expect((await scene.run(['revoke', '--user', '@dana', ...sure])).code).toBe(0)
    expect(scene.kept().users).toMatchObject([{ userName: 'lee' }])
  })

  it('exits with 4 (borrowed) for an external token, and revokes the token with --own', async () => {
    await using scene = await startScene(null)
    await scene.install()
    borrow(scene)
    const refused = await scene.run(['revoke', '--as', 'bot', '--json', ...sure])
    expect(refused).toMatchObject({ code: 4, json: { error: 'borrowed' } })
    expect(refused.stderr).toContain('--own')
    expect(scene.asked('auth.revoke')).toBe(0)
    expect((await scene.run(['revoke', '--as', 'bot', '--own', ...sure])).code).toBe(0)
  })
})

describe('revoke, for a rotating token', () => {
  it('revokes the access token and the refresh token, and keeps the webhook', async () => {
    await using scene = await startScene()
    await scene.install()
    const { bot } = scene.kept()
    const done = await scene.run(['revoke', '--as', 'bot', ...sure])
    expect(done.code, done.stderr).toBe(0)
    expect(done.stderr).toMatch(
      /the access token and its refresh token stop working; the installation and tokens of others stay/,
    )
    expect(scene.asked('auth.revoke')).toBe(2)
    const { refreshTokens, webhooks } = scene.slack.world.state
    expect(refreshTokens.find(({ value }) => value === bot?.refreshToken)).toMatchObject({ revoked: true })
    expect(webhooks[0]).not.toHaveProperty('dead')
    expect(scene.kept()).toMatchObject({ bot: null, webhooks: [{ channel: '#general' }] })
  })

  it('revokes the refresh token when the access token has expired', async () => {
    await using scene = await startScene()
    await scene.install()
    scene.passes(13 * hours)
    const done = await scene.run(['revoke', '--as', 'user', '--json', ...sure])
    expect(done).toMatchObject({ code: 0, json: { proof: 'token_expired' } })
    expect(scene.asked('oauth.v2.access')).toBe(1)
  })
})

describe.skipIf(!hasPty)('revoke and logout on a real terminal', () => {
  it('revoke asks until the name of the workspace is typed, and logout changes nothing when only Enter is pressed', async () => {
    await using scene = await startScene(null)
    await scene.install()
    const env = { HOME: scene.machine.directory, SLACK_TOKENS_CONFIG_DIR: scene.machine.directory }
    const revoked = startAtTerminal(['revoke', '--as', 'user'], env, 40)
    await revoked.said(/Type the name of the workspace to continue \(Sandbox Inc\)/)
    revoked.type('Acme\r')
    await revoked.said(/Type Sandbox Inc, or press Ctrl-C/)
    revoked.type('\u0015sandbox inc\r')
    expect(await revoked.ended, revoked.screen()).toBe(0)
    expect(revoked.screen()).toContain('auth.test answers token_revoked')
    const left = startAtTerminal(['logout'], env, 40)
    await left.said(/Forget “sandbox-inc”/)
    left.type('\r')
    expect(await left.ended, left.screen()).toBe(2)
    expect(left.screen()).toContain('Nothing was done')
    expect(scene.kept().bot).not.toBeNull()
  }, 30_000)
})
