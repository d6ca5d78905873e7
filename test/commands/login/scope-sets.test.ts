import { describe, expect, it } from 'vitest'
import { scopeSets } from '../../../src/slack/facts/scope-sets.ts'
import { createMachine } from '../../support/cli.ts'
import { keptBy } from '../../support/login.ts'

const approve = ['login', '--sim', '--approve', '--port', '0', '--json']

interface Granted {
  readonly bot: { readonly scopes: readonly string[] } | null
  readonly user: { readonly scopes: readonly string[] } | null
}

const sorted = (scopes: readonly string[] | undefined) => scopes?.toSorted()

describe('--scope-set', () => {
  it('requests the scopes of all its sets, in addition to --scopes and --user-scopes', async () => {
    using machine = createMachine()
    const ran = await machine.run([...approve, '--scope-set', 'files,search', '--scopes', 'pins:read,files:read'])
    expect(ran.code, ran.stderr).toBe(0)
    const { bot, user } = ran.json as Granted
    expect(sorted(bot?.scopes)).toEqual(sorted(['pins:read', ...scopeSets.files.bot]))
    expect(sorted(user?.scopes)).toEqual(sorted([...new Set([...scopeSets.files.user, ...scopeSets.search.user])]))
  })

  it.each(Object.keys(scopeSets))('the set %s can be installed on the simulator', async (name) => {
    using machine = createMachine()
    const ran = await machine.run([...approve, '--scope-set', name, '--strict'])
    expect(ran.code, ran.stderr).toBe(0)
  })

  it('requests only the user scopes with --user-only, and exits with 2 for a set without any', async () => {
    using machine = createMachine()
    const ran = await machine.run([...approve, '--scope-set', 'messaging', '--user-only'])
    expect(ran.json).toMatchObject({ bot: null, user: { scopes: scopeSets.messaging.user } })
    const none = await machine.run([...approve, '--scope-set', 'agent', '--user-only'])
    expect([none.code, none.json]).toMatchObject([2, { error: 'no_user_scopes' }])
  })

  it('stores the scopes with app add, and puts them into a manifest', async () => {
    using machine = createMachine()
    const added = await machine.run(
      ['app', 'add', '--client-id', '1111111111.2222222222', '--name', 'mine', '--scope-set', 'search'],
      { input: '' },
    )
    expect(added.code, added.stderr).toBe(0)
    const { apps } = keptBy(machine) as unknown as { apps: Record<string, { userScopes: readonly string[] }> }
    expect(apps['mine']?.userScopes).toEqual(scopeSets.search.user)
    const made = await machine.run(['app', 'manifest', '--scope-set', 'reactions', '--scopes', 'chat:write'])
    expect(made.json).toMatchObject({
      oauth_config: { scopes: { bot: ['chat:write', ...scopeSets.reactions.bot], user: scopeSets.reactions.user } },
    })
  })

  it.each([
    ['mesaging', 'messaging'],
    ['unlike-any', 'history'],
    [',', 'agent'],
  ])('exits with 2 for %j and lists the names of all sets', async (name, listed) => {
    using machine = createMachine()
    for (const argv of [approve, ['app', 'manifest', '--json']]) {
      const ran = await machine.run([...argv, '--scope-set', name])
      expect([ran.code, ran.json]).toMatchObject([2, { error: 'unknown_scope_set' }])
      expect(ran.stderr).toContain(listed)
    }
  })

  it('cannot be combined with --v1 or --manifest', async () => {
    using machine = createMachine()
    expect((await machine.run([...approve, '--scope-set', 'files', '--v1'])).code).toBe(2)
    expect((await machine.run(['app', 'manifest', '--manifest', '-', '--scope-set', 'files'])).code).toBe(2)
  })
})
