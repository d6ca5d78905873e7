import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'
import { startScene } from '../../support/rotating-machine.ts'
import { sampleInstallation } from '../../support/sample.ts'

interface Row {
  readonly name: string
  readonly state: string
  readonly tokens: readonly { identity: string; state: string; error: string | null; scopes: string[] }[]
  readonly webhooks: readonly { state: string; error: string | null; channel: string | null }[]
  readonly lacks: { methods: string[]; scopes: Record<string, string[]>; logins: string[]; link: string | null } | null
}

const otherWorkspace = { id: 'T0SIM0002', name: 'Second Inc', domain: 'second-inc' }

describe('check', () => {
  it('checks every token and webhook of the active installation, and posts nothing', async () => {
    await using scene = await startScene(null)
    await scene.install()
    await scene.install({ user: 'U0SIMLEE' })
    const messages = scene.slack.world.state.channels.flatMap((channel) => channel.messages).length
    const checked = await scene.run(['check'])
    expect(checked).toMatchObject({ code: 0 })
    expect(checked.stdout).toMatch(
      /✓ +sandbox-inc +Sandbox Inc \(T0SIM0001\) +@sim-app ok +@lee ok, @dana ok +#general ok/,
    )
    expect(checked.stderr).toContain('3 tokens and 2 webhooks: 5 ok')
    expect(scene.slack.world.state.channels.flatMap((channel) => channel.messages)).toHaveLength(messages)
    const [row] = (await scene.run(['check', '--json'])).json as Row[]
    expect(row).toMatchObject({ name: 'sandbox-inc', state: 'ok', lacks: null })
    expect(row?.tokens.map(({ identity, state }) => `${identity} ${state}`)).toEqual(['bot ok', 'user ok', 'user ok'])
    expect(row?.tokens[0]?.scopes).toEqual(['chat:write', 'channels:read', 'incoming-webhook'])
  })

  it.each([['check'], ['check --all'], ['refresh --all'], ['revoke --as bot --yes']])(
    'exits with 2 and revokes no token, like other commands, when --api-url differs from the stored URL: %s',
    async (line) => {
      await using scene = await startScene(null)
      await scene.install()
      const before = scene.slack.world.state.tokens.filter(({ revoked }) => revoked).length
      const refused = await scene.run([...line.split(' '), '--api-url', 'http://localhost:9/api/', '--json'])
      expect(refused).toMatchObject({ code: 2, json: { hint: expect.stringContaining('Leave out --api-url') } })
      expect(scene.slack.world.state.tokens.filter(({ revoked }) => revoked)).toHaveLength(before)
    },
  )

  it('exits with 4 and marks an invalid token, and removes the mark when the token works again', async () => {
    await using scene = await startScene(null)
    await scene.install()
    for (const token of scene.slack.world.state.tokens) if (token.kind === 'bot') token.revoked = true
    for (const hook of scene.slack.world.state.webhooks) hook.dead = true
    const checked = await scene.run(['check'])
    expect(checked.code).toBe(4)
    expect(checked.stdout).toContain('sandbox-inc, bot token of @sim-app: auth.test: ')
    expect(checked.stdout).toContain('The webhook answered 404 no_service')
    expect(checked.stderr).toContain('1 ok, 2 dead')
    const { bot, webhooks } = scene.kept()
    expect(bot).toMatchObject({ token: expect.stringMatching(/^xoxb-/), dead: { code: expect.stringMatching(/\w/) } })
    expect(webhooks).toMatchObject([{ dead: { code: 'no_service', at: expect.stringMatching(/^20/) } }])
    expect((await scene.run(['list'])).stdout).toMatch(/@sim-app \(dead\).*1 \(1 dead\)/)
    expect((await scene.run(['list', '--json'])).json).toMatchObject([{ bot: { dead: bot?.dead }, deadWebhooks: 1 }])
    expect((await scene.run(['show'])).stdout).toContain('dead: no_service')
    const text = readFileSync(join(scene.machine.directory, 'config.json'), 'utf8')
    await scene.run(['check', '--json'])
    expect(readFileSync(join(scene.machine.directory, 'config.json'), 'utf8')).toBe(text)
    for (const token of scene.slack.world.state.tokens) delete token.revoked
    for (const hook of scene.slack.world.state.webhooks) delete hook.dead
    expect((await scene.run(['check'])).code).toBe(0)
    expect(scene.kept()).not.toHaveProperty('bot.dead')
    expect(scene.kept().webhooks[0]).not.toHaveProperty('dead')
  })

  it('marks an invalid webhook, so that the command `webhook` then uses another webhook', async () => {
    await using scene = await startScene(null)
    await scene.install()
    await scene.install({ user: 'U0SIMLEE' })
    const newest = scene.kept().webhooks[0]?.url ?? ''
    for (const hook of scene.slack.world.state.webhooks) hook.dead = newest.endsWith(hook.path)
    expect((await scene.run(['webhook', 'hi', '--json'])).code).toBe(3)
    await scene.run(['check', '--json'])
    expect((await scene.run(['webhook', 'hi', '--json'])).json).toMatchObject({ ok: true })
  })

  it('checks the remaining installations with --all after a failure, and exits with the most serious code', async () => {
    await using scene = await startScene(null, { otherWorkspace })
    await scene.install()
    await scene.install({ workspace: otherWorkspace.id })
    scene.slack.fail({ on: 'auth.test', what: 'accesslimited' })
    const refused = await scene.run(['check', '--all', '--json'])
    expect(refused.code).toBe(3)
    const rows = refused.json as Row[]
    expect(rows.map(({ name }) => name)).toEqual(['sandbox-inc', 'second-inc'])
    expect(rows.flatMap(({ tokens }) => tokens).filter(({ error }) => error === 'accesslimited')).toHaveLength(1)
    scene.slack.fail({ on: 'auth.test', what: 'accesslimited' })
    scene.slack.fail({ on: 'auth.test', what: 'account_inactive' })
    expect((await scene.run(['check', '--all'])).code).toBe(4)
    expect((await scene.run(['check', 'second-inc', 'SANDBOX-INC', '--json'])).json).toMatchObject([
      { name: 'second-inc' },
      { name: 'sandbox-inc' },
    ])
  })

  it('exits with 5 when scopes that --needs requires are missing, and prints the login that requests them and an install link', async () => {
    await using scene = await startScene(null)
    await scene.install()
    const argv = ['check', '--needs', 'chat.postMessage,conversations.history,search.messages']
    const checked = await scene.run([...argv, '--json'])
    expect(checked.code).toBe(5)
    const [row] = checked.json as Row[]
    expect(row).toMatchObject({
      state: 'short',
      lacks: {
        methods: ['conversations.history'],
        scopes: { bot: ['channels:history'], user: [] },
        logins: ['slack-tokens login --add-scope channels:history --profile sandbox-inc'],
      },
    })
    const link = new URL(row?.lacks?.link ?? '')
    expect(link.searchParams.get('scope')).toBe('chat:write,channels:read,incoming-webhook,channels:history')
    expect([link.searchParams.get('team'), link.searchParams.has('state')]).toEqual(['T0SIM0001', false])
    expect((await fetch(link)).status).toBe(200)
    const text = await scene.run(argv)
    expect(text.stdout).toContain('! sandbox-inc lacks channels:history (bot token) for conversations.history')
    expect(text.stderr).toContain('1 installation with missing scopes')
    expect((await scene.run(['check', '--needs', 'chat.postMessage,auth.test'])).code).toBe(0)
    const impossible = await scene.run(['check', '--needs', 'apps.connections.open'])
    expect(impossible.code).toBe(5)
    expect(impossible.stdout).toContain('apps.connections.open cannot be called: it needs an app-level token')
  })

  it('reports with --manifest the scopes of the manifest that the tokens lack', async () => {
    await using scene = await startScene(null)
    await scene.install()
    const path = join(scene.machine.directory, 'manifest.json')
    const features = { bot_user: { display_name: 'A' } }
    const manifest = (bot: string[], user: string[]) =>
      JSON.stringify({ display_information: { name: 'A' }, features, oauth_config: { scopes: { bot, user } } })
    writeFileSync(path, manifest(['chat:write', 'files:write'], ['chat:write', 'users:read']))
    const [row] = (await scene.run(['check', '--manifest', path, '--json'])).json as Row[]
    expect(row?.lacks).toMatchObject({ methods: [], scopes: { bot: ['files:write'], user: ['users:read'] } })
    const input = manifest(['chat:write'], ['search:read'])
    expect((await scene.run(['check', '--manifest', '-'], { input })).code).toBe(0)
  })

  it('does not call auth.test when it reports invalid options, or that nothing is stored', async () => {
    await using scene = await startScene(null)
    expect(await scene.run(['check', '--json'])).toMatchObject({ code: 4, json: { error: 'not_logged_in' } })
    expect(await scene.run(['check', '--all', '--json'])).toMatchObject({ code: 4, json: { error: 'not_logged_in' } })
    await scene.install()
    const before = scene.asked('auth.test')
    const refusal = async (...argv: string[]) => (await scene.run(['check', ...argv, '--json'])).json
    expect(await refusal('nobody')).toMatchObject({ error: 'unknown_profile' })
    expect(await refusal('sandbox-inc', '--all')).toMatchObject({ error: 'usage' })
    expect(await refusal('--needs', 'chat.postMessag')).toMatchObject({ error: 'unknown_method' })
    expect(await refusal('--needs', ',')).toMatchObject({ error: 'usage' })
    expect(await refusal('--manifest', '/nowhere.json')).toMatchObject({ error: 'manifest_unreadable' })
    expect(scene.asked('auth.test')).toBe(before)
  })

  it('exits with 1 (unreachable), and does not mark a token as invalid, when nothing answers (fault R10)', async () => {
    using machine = createMachine()
    const installation = { ...sampleInstallation('acme'), simulator: false, apiUrl: 'http://localhost:9/api/' }
    const hooks = [{ ...installation.webhooks[0], url: 'http://localhost:9/services/T0/B0/sim' }]
    const kept = { version: 1, active: 'acme', profiles: { acme: { ...installation, webhooks: hooks } } }
    mkdirSync(machine.directory, { recursive: true, mode: 0o700 })
    writeFileSync(join(machine.directory, 'config.json'), JSON.stringify(kept), { mode: 0o600 })
    const checked = await machine.run(['check', '--json'], { input: '' })
    expect(checked.code).toBe(1)
    expect(checked.json).toMatchObject([{ state: 'unreachable' }])
    expect(JSON.parse(readFileSync(join(machine.directory, 'config.json'), 'utf8'))).toEqual(kept)
  })
})
