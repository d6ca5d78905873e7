import { describe, expect, it } from 'vitest'
import { createMachine, type Machine } from '../../support/cli.ts'
import { type Settings, settingsAtSlack } from '../../support/config-tokens.ts'
import { decide, startLogin, visit } from '../../support/login.ts'
import { freePort } from '../../support/program.ts'

const typed = ['--yes', '--confirm', 'Sandbox Inc']

/**
 * Starts a simulated Slack whose app is installed on this machine with both tokens. Returns the machine and the
 * simulator.
 */
async function installed(): Promise<Settings> {
  const place = await settingsAtSlack()
  const port = await freePort()
  await place.control('POST', '/_sim/redirect-urls', { url: `https://localhost:${port}/slack/callback` })
  const { clientId, clientSecret } = place.slack.app
  const argv = ['--client-id', clientId, '--client-secret', '--api-url', place.slack.apiUrl, '--port', String(port)]
  const scopes = ['--scopes', 'chat:write,incoming-webhook', '--user-scopes', 'search:read']
  const login = startLogin(place.machine, [...argv, ...scopes], { input: `${clientSecret}\n` })
  await visit(await decide(await login.url))
  const { code } = await login.ended
  if (code !== 0) throw new Error(login.said())
  return place
}

const uninstall = async (machine: Machine, ...argv: string[]) =>
  await machine.run(['app', 'uninstall', ...argv, '--no-color'], { input: '' })

const live = ({ slack }: Settings) => slack.world.state.tokens.filter(({ revoked }) => !revoked).length

describe('app uninstall', () => {
  it('revokes all tokens, tests each with auth.test, and removes the installation but not the stored app', async () => {
    await using place = await installed()
    const ran = await uninstall(place.machine, ...typed, '--json')
    expect(ran.code, ran.stderr).toBe(0)
    expect(ran.json).toMatchObject({ ok: true, name: 'sandbox-inc', proved: true, active: null })
    expect(ran.stderr).toMatch(
      /→ Sandbox Inc \(T0SIM0001\): uninstall[\s\S]*is revoked, for everybody, and a deployed app’s too/,
    )
    expect(live(place)).toBe(0)
    expect(place.slack.world.state.webhooks.map(({ dead }) => dead)).toEqual([true])
    const requested = place.slack.log().map(({ what }) => what)
    expect(requested.slice(requested.indexOf('apps.uninstall'))).toEqual(['apps.uninstall', 'auth.test', 'auth.test'])
    expect(place.kept()).toMatchObject({ profiles: {}, active: null })
    expect(Object.keys(place.kept().apps ?? {})).toHaveLength(1)
    expect(ran.stdout + ran.stderr).not.toContain(place.slack.app.clientSecret)
  })

  it.each([
    ['a wrong workspace name in --confirm', ['--yes', '--confirm', 'Acme'], /“Acme”/],
    ['--confirm without --yes', ['--confirm', 'Sandbox Inc'], /--yes --confirm "Sandbox Inc"/],
    ['--yes without --confirm', ['--yes'], /--yes --confirm "Sandbox Inc"/],
    ['no confirmation and no terminal', [], /--yes --confirm "Sandbox Inc"/],
    ['an installation that is not stored', ['other', ...typed], /No installation is called “other”/],
  ])('exits with 2 and does not call apps.uninstall for %s', async (_name, argv, said) => {
    await using place = await installed()
    const ran = await uninstall(place.machine, ...argv)
    expect(ran.code).toBe(2)
    expect(ran.stderr).toMatch(said)
    expect(place.calls('apps.uninstall')).toBe(0)
    expect(live(place)).toBe(2)
  })

  it.each(['no_permission', 'not_allowed_token_type'])(
    'sends the user token when Slack refuses the bot token with %s',
    async (what) => {
      await using place = await installed()
      place.slack.fail({ on: 'apps.uninstall', what })
      const ran = await uninstall(place.machine, ...typed, '--json')
      expect([ran.code, ran.json]).toMatchObject([0, { by: 'the user token of “sandbox-inc”' }])
      expect(place.calls('apps.uninstall')).toBe(2)
    },
  )

  it('exits with 5 (no_permission) and keeps the installation when Slack accepts none of its tokens', async () => {
    await using place = await installed()
    place.slack.fail({ on: 'apps.uninstall', what: 'no_permission', times: 2 })
    const ran = await uninstall(place.machine, ...typed, '--json')
    expect([ran.code, ran.json]).toMatchObject([5, { error: 'no_permission' }])
    expect(Object.keys(place.kept().profiles)).toEqual(['sandbox-inc'])
  })

  it('exits with 3 (bad_client_secret) for a wrong client secret, and sends no other token', async () => {
    await using place = await installed()
    place.slack.fail({ on: 'apps.uninstall', what: 'bad_client_secret' })
    const ran = await uninstall(place.machine, ...typed)
    expect([ran.code, ran.stderr]).toEqual([3, expect.stringMatching(/bad_client_secret/)])
    expect(place.calls('apps.uninstall')).toBe(1)
    expect(live(place)).toBe(2)
  })

  it('exits with 0 when the answer of Slack was lost and auth.test shows that the tokens are revoked (fault R11)', async () => {
    await using place = await installed()
    place.slack.fail({ on: 'apps.uninstall', what: 'drop-after-commit' })
    const ran = await uninstall(place.machine, ...typed, '--json')
    expect([ran.code, ran.json]).toMatchObject([0, { by: null, proved: true }])
    expect(ran.stderr).toMatch(/The app may be uninstalled anyway/)
    expect(place.kept().profiles).toEqual({})
  })

  it('exits with 3 (not_uninstalled) and keeps the installation when the request failed and the tokens still work (fault R8)', async () => {
    await using place = await installed()
    place.slack.fail({ on: 'apps.uninstall', what: '500' })
    const ran = await uninstall(place.machine, ...typed, '--json')
    expect([ran.code, ran.json]).toMatchObject([3, { error: 'not_uninstalled', profile: 'sandbox-inc' }])
    expect(ran.stderr).toMatch(/still works[\s\S]*“sandbox-inc” is still stored/)
    expect(Object.keys(place.kept().profiles)).toEqual(['sandbox-inc'])
  })

  it('exits with 1 (not_proved) and keeps the installation when auth.test gives no JSON answer', async () => {
    await using place = await installed()
    place.slack.fail({ on: 'auth.test', what: 'html', times: 5 })
    const ran = await uninstall(place.machine, ...typed, '--json')
    expect([ran.code, ran.json]).toMatchObject([1, { error: 'not_proved' }])
    expect(Object.keys(place.kept().profiles)).toEqual(['sandbox-inc'])
  })

  it('exits with 4 and names `logout` when all tokens are already invalid', async () => {
    await using place = await installed()
    for (const token of place.slack.world.state.tokens) token.revoked = true
    const ran = await uninstall(place.machine, ...typed)
    expect([ran.code, ran.stderr]).toEqual([
      4,
      expect.stringMatching(/Perhaps it is already uninstalled[\s\S]*slack-tokens logout/),
    ])
  })

  it('refuses external tokens (borrowed) without --own, and uninstalls with --own and the credentials of --app', async () => {
    await using place = await installed()
    const token = (await place.machine.run(['token', '--as', 'bot'])).stdout.trim()
    const argv = ['login', '--with-token', '--profile', 'lent', '--api-url', place.slack.apiUrl]
    expect((await place.machine.run(argv, { input: token })).code).toBe(0)
    const refused = await uninstall(place.machine, 'lent', ...typed, '--json')
    expect(refused.json).toMatchObject({ ok: false, error: 'borrowed' })
    expect(refused.stderr).toMatch(/--own/)
    expect(place.calls('apps.uninstall')).toBe(0)
    const [app = ''] = Object.keys(place.kept().apps ?? {})
    const ran = await uninstall(place.machine, 'lent', '--own', '--app', app, ...typed)
    expect(ran.code, ran.stderr).toBe(0)
    expect(Object.keys(place.kept().profiles)).toEqual(['sandbox-inc'])
  })

  it('exits with 2 (no_client_secret) without a stored client secret and without a terminal, and names `app add`', async () => {
    await using place = await installed()
    for (const app of Object.keys(place.kept().apps ?? {}))
      await place.machine.run(['app', 'remove', app], { input: '' })
    const ran = await uninstall(place.machine, ...typed, '--json')
    expect([ran.code, ran.json]).toMatchObject([2, { error: 'no_client_secret' }])
    expect(ran.stderr).toMatch(/slack-tokens app add/)
  })

  it('uninstalls from the simulator without a stored app', async () => {
    using machine = createMachine()
    expect((await machine.run(['login', '--sim', '--approve', '--port', '0'], { input: '' })).code).toBe(0)
    const ran = await uninstall(machine, '--yes', '--confirm', 't0sim0001')
    expect(ran.code, ran.stderr).toBe(0)
    expect((await machine.run(['list', '--json'], { input: '' })).json).toEqual([])
    expect((await uninstall(machine)).code).toBe(4)
  })
})
