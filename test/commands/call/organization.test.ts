import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'
import { sampleInstallation } from '../../support/sample.ts'
import { startWeb } from '../../support/web.ts'

type Team = { id: string; name: string }

/**
 * Calls with an org-wide token. `teams` is the list of the app's workspaces that Slack returns; with `refused`, Slack
 * refuses to list them. Returns the received calls.
 */
async function callForOrganization(teams: readonly Team[] | 'refused', argv: readonly string[]) {
  await using web = await startWeb(({ path }, response) => {
    const refused = { ok: false, error: 'not_allowed_token_type' }
    const list = teams === 'refused' ? refused : { ok: true, teams }
    response.end(JSON.stringify(path.endsWith('auth.teams.list') ? list : { ok: true }))
  })
  using machine = createMachine()
  mkdirSync(machine.directory)
  const acme = {
    ...sampleInstallation('acme'),
    simulator: false,
    apiUrl: `${web.url}/api/`,
    workspace: null,
    organization: { id: 'E0ACME', name: 'Acme Group' },
  }
  const kept = { version: 1, active: 'acme', profiles: { acme } }
  writeFileSync(join(machine.directory, 'config.json'), JSON.stringify(kept), { mode: 0o600 })
  const { code, stderr } = await machine.run(['call', ...argv])
  expect(code, stderr).toBe(0)
  const arrived = web.arrived.map(({ path, body }) => `${path.replace('/api/', '')} ${body}`)
  return { arrived, stderr }
}

const one = { id: 'T1', name: 'Acme' }
const two = { id: 'T2', name: 'Beta' }

describe('call, with an org-wide token', () => {
  it('adds team_id to the arguments when the app is in only one workspace', async () => {
    const { arrived, stderr } = await callForOrganization([one], ['users.list'])
    expect(arrived).toEqual(['auth.teams.list limit=20', 'users.list team_id=T1'])
    expect(stderr).toMatch(/team_id=T1 \(Acme\): the only workspace/)
  })

  it('lists the workspaces, and adds no team_id, when the app is in several workspaces', async () => {
    const { arrived, stderr } = await callForOrganization([one, two], ['users.list'])
    expect(arrived[1]).toBe('users.list ')
    expect(stderr).toMatch(/users\.list needs the workspace: team_id=… for T1 \(Acme\), T2 \(Beta\)/)
  })

  it('names auth.teams.list when Slack refuses to list the workspaces', async () => {
    const { arrived, stderr } = await callForOrganization('refused', ['users.list'])
    expect(arrived).toHaveLength(2)
    expect(stderr).toMatch(/slack-tokens call auth\.teams\.list/)
  })

  it.each([[['users.list', 'team_id=T9']], [['users.info', 'user=U1']]])(
    'does not list the workspaces when the call needs no further team_id: %j',
    async (argv) => {
      expect((await callForOrganization([one], argv)).arrived).toHaveLength(1)
    },
  )

  it('adds team_id with `--as both` for each token, and with --paginate', async () => {
    expect((await callForOrganization([one], ['users.list', '--as', 'both'])).arrived.sort()).toEqual([
      'auth.teams.list limit=20',
      'auth.teams.list limit=20',
      'users.list team_id=T1',
      'users.list team_id=T1',
    ])
    expect((await callForOrganization([one], ['users.list', '--paginate'])).arrived[1]).toBe(
      'users.list team_id=T1&limit=200',
    )
  })
})
