import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createMachine } from '../support/cli.ts'
import { installed, logged } from '../support/installed.ts'
import { sampleInstallation } from '../support/sample.ts'
import { stageFault } from '../support/stage.ts'
import { startWeb } from '../support/web.ts'

const reading = 'chat:write,channels:read,groups:read,users:read'

describe('whoami', () => {
  it('prints the app and the source only once for both tokens', async () => {
    using machine = await installed(reading, reading)
    const { code, stdout } = await machine.run(['whoami'])
    expect(code).toBe(0)
    expect(stdout.match(/app Sim App \(A0SIMAPP1\), stored as “sandbox-inc”/g)).toHaveLength(1)
    expect((await machine.run(['whoami', '--json'])).json).toMatchObject([
      { identity: 'bot', appId: 'A0SIMAPP1', appName: 'Sim App', source: 'active profile', profile: 'sandbox-inc' },
      { identity: 'user', appId: 'A0SIMAPP1', source: 'active profile' },
    ])
    expect((await machine.run(['whoami', '--as', 'bot', '--profile', 'sandbox-inc', '--json'])).json).toMatchObject({
      source: '--profile',
    })
  })

  it('calls bots.info for the app of a bot token in SLACK_BOT_TOKEN', async () => {
    await using web = await startWeb(({ path }, response) => {
      const test = { ok: true, user: 'release', user_id: 'U1', bot_id: 'B1', team: 'Acme', team_id: 'T1' }
      const info = { ok: true, bot: { id: 'B1', name: 'Release', app_id: 'A0REL' } }
      response.setHeader('x-oauth-scopes', 'chat:write,users:read')
      response.end(JSON.stringify(path.endsWith('bots.info') ? info : test))
    })
    using machine = createMachine({ SLACK_BOT_TOKEN: 'xoxb-exported', SLACK_API_URL: `${web.url}/api/` })
    const { code, stdout } = await machine.run(['whoami', '--as', 'bot'])
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/app Release \(A0REL\), token from SLACK_BOT_TOKEN\n$/) as string,
    ])
    expect(web.arrived.map(({ path, body }) => `${path} ${body}`)).toEqual([
      '/api/auth.test ',
      '/api/bots.info bot=B1&team_id=T1',
    ])
  })

  it('prints no app when the token lacks users:read, and when Slack refuses bots.info', async () => {
    const scopes = ['chat:write', 'chat:write,users:read']
    await using web = await startWeb(({ path }, response) => {
      if (path.endsWith('auth.test')) response.setHeader('x-oauth-scopes', scopes.shift() ?? '')
      const test = { ok: true, user: 'release', user_id: 'U1', bot_id: 'B1', team: 'Acme', team_id: 'T1' }
      response.end(JSON.stringify(path.endsWith('auth.test') ? test : { ok: false, error: 'bot_not_found' }))
    })
    using machine = createMachine({ SLACK_BOT_TOKEN: 'xoxb-exported', SLACK_API_URL: `${web.url}/api/` })
    for (const requested of [1, 3]) {
      const { code, json } = await machine.run(['whoami', '--as', 'bot', '--json'])
      expect([code, json]).toEqual([0, expect.not.objectContaining({ appId: expect.anything() as string })])
      expect(web.arrived).toHaveLength(requested)
    }
  })

  it('exits with 4 and prints a JSON row with ok: false for a revoked user token', async () => {
    using machine = await installed(reading, reading)
    await machine.run(['call', 'auth.revoke', '--as', 'user'])
    const { code, json } = await machine.run(['whoami', '--json'])
    expect([code, json]).toEqual([
      4,
      [
        expect.objectContaining({ ok: true, identity: 'bot' }) as unknown,
        expect.objectContaining({ ok: false, identity: 'user', error: 'token_revoked' }) as unknown,
      ],
    ])
    const both = await machine.run(['call', 'search.messages', 'query=x', '--as', 'both', '--force', '--json'])
    // The bot token causes exit code 5 and the revoked user token 4. The command exits with 4, the more serious code.
    expect([both.code, both.json]).toMatchObject([4, { bot: { ok: false }, user: { error: 'token_revoked' } }])
  })

  it('exits with 4 and prints a JSON row with the hint login --sim for each of two revoked tokens', async () => {
    using machine = await installed(reading, reading)
    for (const as of ['user', 'bot']) await machine.run(['call', 'auth.revoke', '--as', as])
    const { code, json, stderr } = await machine.run(['whoami', '--json'])
    const row = (identity: string) => ({ ok: false, identity, hint: expect.stringContaining('login --sim') as string })
    expect([code, json]).toMatchObject([4, [row('bot'), row('user')]])
    expect(stderr).not.toMatch(/slack-tokens login(?! --sim)/)
    const shown = await machine.run(['whoami'])
    expect([shown.code, shown.stdout]).toEqual([4, ''])
  })

  it('exits with 4 and prints the valid bot token when the user token is revoked', async () => {
    using machine = await installed(reading, reading)
    await machine.run(['call', 'auth.revoke', '--as', 'user'])
    const { code, stdout, stderr } = await machine.run(['whoami'])
    expect([code, stdout, stderr]).toEqual([
      4,
      expect.stringMatching(/^bot +@sim-app/) as string,
      expect.stringMatching(/token_revoked/) as string,
    ])
  })
})

describe('whoami --channel', () => {
  it('prints whether the bot and the person see a channel, which is named by its name or its id', async () => {
    using machine = await installed(reading, reading)
    const states = async (channel: string) => {
      const { code, json, stderr } = await machine.run(['whoami', '--channel', channel, '--json'])
      expect(code, stderr).toBe(0)
      return (json as { channel: { state: string } }[]).map((one) => one.channel.state)
    }
    expect(await states('#general')).toEqual(['member', 'member'])
    expect(await states('random')).toEqual(['visible', 'member'])
    expect(await states('#secret-ops')).toEqual(['hidden', 'member'])
    expect(await states('C0SIMSECR')).toEqual(['hidden', 'member'])
    expect(await states('C0SIMDSGN')).toEqual(['visible', 'visible'])
    expect(await states('#nowhere')).toEqual(['hidden', 'hidden'])
    const { stdout } = await machine.run(['whoami', '--channel', '#secret-ops'])
    expect(stdout).toMatch(/#secret-ops: not visible\nuser [\s\S]* #secret-ops \(C0SIMSECR, private\): a member\n$/)
    expect(
      logged(machine).filter((what) => !/^(auth|conversations)\.(test|list|info)$/.test(what) && what.includes('.')),
    ).toEqual(expect.not.arrayContaining(['chat.postMessage', 'conversations.join']))
  })

  it('names the scope that each token lacks to look up the channel', async () => {
    using machine = await installed('chat:write', 'chat:write,channels:read')
    const { code, json } = await machine.run(['whoami', '--channel', 'secret-ops', '--json'])
    expect([code, json]).toMatchObject([
      0,
      [
        { channel: { state: 'unknown', lacks: ['channels:read'] } },
        { channel: { state: 'hidden', lacks: ['groups:read'] } },
      ],
    ])
    const { stdout } = await machine.run(['whoami', '--channel', 'secret-ops'])
    expect(stdout).toMatch(/secret-ops: can.t check: missing scope channels:read\n/)
    expect(stdout).toMatch(/secret-ops: no public channel; listing private ones needs groups:read\n$/)
  })

  it('exits with 2 for @lee, and with 1 when the answer of conversations.info is not JSON', async () => {
    using machine = await installed(reading, reading)
    expect((await machine.run(['whoami', '--channel', '@lee'])).code).toBe(2)
    stageFault(machine.directory, { on: 'conversations.info', what: 'html', times: 9, after: 0 })
    expect((await machine.run(['whoami', '--channel', 'C0SIMGENL', '--as', 'bot'])).code).toBe(1)
  })
})

/**
 * Runs `whoami` with an org-wide token. The app is in `teams`; Slack lists them in pages of two, or refuses the list.
 */
async function inOrganization(teams: readonly { id: string; name: string }[] | 'refused', ...more: string[]) {
  await using web = await startWeb(({ path, body }, response) => {
    const test = { user: 'release', user_id: 'U1', team: 'Acme Group', team_id: 'E0ACME', enterprise_id: 'E0ACME' }
    if (path.endsWith('auth.test'))
      return response.end(JSON.stringify({ ok: true, is_enterprise_install: true, ...test }))
    if (teams === 'refused') return response.end(JSON.stringify({ ok: false, error: 'not_allowed_token_type' }))
    const from = Number(new URLSearchParams(body).get('cursor') ?? 0)
    const next_cursor = from + 2 < teams.length ? String(from + 2) : ''
    return response.end(
      JSON.stringify({ ok: true, teams: teams.slice(from, from + 2), response_metadata: { next_cursor } }),
    )
  })
  using machine = createMachine()
  mkdirSync(machine.directory)
  const acme = { ...sampleInstallation('acme'), simulator: false, apiUrl: `${web.url}/api/`, workspace: null }
  const kept = {
    version: 1,
    active: 'acme',
    profiles: { acme: { ...acme, organization: { id: 'E0ACME', name: 'Acme Group' } } },
  }
  writeFileSync(join(machine.directory, 'config.json'), JSON.stringify(kept), { mode: 0o600 })
  const ran = await machine.run(['whoami', '--as', 'bot', ...more])
  return { code: ran.code, stdout: ran.stdout, stderr: ran.stderr }
}

describe('whoami, with an org-wide token', () => {
  const three = ['T1', 'T2', 'T3'].map((id) => ({ id, name: `Acme ${id}` }))

  it('lists the workspaces of all pages', async () => {
    const { code, stdout, stderr } = await inOrganization(three)
    expect(code, stderr).toBe(0)
    expect(stdout).toMatch(/of a whole organization, in 3 workspaces: Acme T1 \(T1\), Acme T2 \(T2\), Acme T3 \(T3\)\n/)
    expect(JSON.parse((await inOrganization(three, '--json')).stdout)).toMatchObject({
      organizationId: 'E0ACME',
      workspaces: three,
    })
  })

  it('prints that the app is in no workspace yet, and null in JSON when Slack refuses to list the workspaces', async () => {
    expect((await inOrganization([])).stdout).toMatch(
      /in no workspace yet: an admin of the organization must add the app/,
    )
    const refused = await inOrganization('refused', '--json')
    expect([refused.code, JSON.parse(refused.stdout)]).toMatchObject([0, { workspaces: null }])
  })
})
