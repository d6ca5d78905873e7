import { describe, expect, it } from 'vitest'
import type { Installation, UserToken } from '../../src/config/installation.ts'
import { type MergeSource, mergeInstallation, withInstallation } from '../../src/config/merge.ts'
import { tokensOf } from '../../src/config/same-installation.ts'
import type { Config } from '../../src/config/store.ts'
import { anyInstallation, withOtherApp } from '../support/any-installation.ts'
import { assertProperty, fc } from '../support/property.ts'
import { sampleInstallation } from '../support/sample.ts'

const acme = sampleInstallation('acme')
const [dana] = acme.users as [UserToken]
const bot = acme.bot as NonNullable<Installation['bot']>
const sources: readonly MergeSource[] = ['install', 'own', 'borrowed', 'as stored']
const source = fc.constantFrom(...sources)
const earlier = '2025-01-01T00:00:00.000Z'
const later = '2027-01-01T00:00:00.000Z'

describe('merging two copies of an installation', () => {
  it('changes nothing the second time', () => {
    assertProperty(
      fc.property(anyInstallation, anyInstallation, source, (old, found, from) => {
        const once = mergeInstallation(old, found, from)
        expect(mergeInstallation(once, found, from)).toEqual(once)
        expect(mergeInstallation(old, old, 'as stored')).toEqual(old)
      }),
    )
  })

  it('loses no secret, except one that a newer token of the same bot or person replaces', () => {
    assertProperty(
      fc.property(anyInstallation, anyInstallation, source, (old, found, from) => {
        const merged = mergeInstallation(old, found, from)
        const isPerson = (one: UserToken, other: UserToken) =>
          one.token === other.token || (one.userId !== null && one.userId === other.userId)
        const lost = [old, found].flatMap((one) => [
          ...(one.bot && !merged.bot ? [one.bot.token] : []),
          ...one.users.filter((user) => !merged.users.some((other) => isPerson(user, other))).map(({ token }) => token),
          ...tokensOf(one)
            .filter(({ refreshToken }) => refreshToken !== null)
            .filter(({ token }) => tokensOf(merged).some((now) => now.token === token && now.refreshToken === null))
            .map(({ token }) => `the refresh token of ${token}`),
          ...one.webhooks.map(({ url }) => url).filter((url) => !merged.webhooks.some((now) => now.url === url)),
        ])
        expect(lost).toEqual([])
      }),
    )
  })

  it('keeps the channel of a webhook when the other copy has only its URL', () => {
    const webhooks = acme.webhooks.map((one) => ({ ...one, channel: null, channelId: null }))
    const merged = mergeInstallation(acme, { ...acme, webhooks }, 'borrowed')
    expect(merged.webhooks).toEqual(acme.webhooks)
  })

  it('replaces a dead webhook by that of an install for the same channel, and by nothing else', () => {
    const [hook] = acme.webhooks as [Installation['webhooks'][number]]
    const dead = { ...hook, url: `${hook.url}old`, dead: { at: earlier, code: 'no_service' } }
    const elsewhere = { ...dead, url: `${hook.url}other`, channelId: 'C0OTHER' }
    const old: Installation = { ...acme, webhooks: [dead, elsewhere] }
    expect(mergeInstallation(old, acme, 'install').webhooks.map(({ url }) => url)).toEqual([hook.url, elsewhere.url])
    expect(mergeInstallation(old, acme, 'borrowed').webhooks).toHaveLength(3)
  })

  it('keeps the newest answer of each person and method', () => {
    const at = (time: string) => ({ ...acme, responses: acme.responses.map((one) => ({ ...one, at: time })) })
    expect(mergeInstallation(acme, at(later), 'borrowed').responses.map((one) => one.at)).toEqual([later])
    expect(mergeInstallation(acme, at(earlier), 'as stored').responses).toEqual(acme.responses)
    const test = { method: 'auth.test', at: later, userId: 'U0ANN', body: { ok: true } }
    const both = mergeInstallation(acme, { ...acme, responses: [test] }, 'borrowed')
    expect(both.responses).toEqual([test, ...acme.responses])
    expect(mergeInstallation(both, at(later), 'install').responses).toHaveLength(1)
  })

  it('marks the installation as external only when it gets a new token from an external installation', () => {
    const lee = { ...acme, borrowed: true, users: [{ ...dana, token: 'xoxp-sim-lee', userId: 'U0LEE' }] }
    const borrowed = (one: Installation, from: MergeSource) => mergeInstallation(acme, one, from).borrowed
    expect(sources.map((from) => borrowed(lee, from))).toEqual([false, false, true, true])
    expect(sources.map((from) => borrowed({ ...acme, borrowed: true }, from))).toEqual([false, false, false, false])
    expect(mergeInstallation({ ...acme, borrowed: true }, acme, 'as stored').borrowed).toBe(true)
  })
})

describe('two tokens of the same bot', () => {
  const stored = (more: Partial<typeof bot>, installedAt = acme.installedAt) => ({
    ...acme,
    installedAt,
    bot: { ...bot, ...more },
  })
  const rotating = { token: 'xoxe.xoxb-sim-new', expiresAt: later, refreshToken: 'xoxe-1-sim-new' }
  const stuck = { state: 'refused' as const, at: earlier, tries: 1 }
  const dead = { code: 'account_inactive', at: earlier }

  it.each<[string, Partial<typeof bot>, Partial<typeof bot>, string, 'old' | 'found']>([
    ['that of the later installation', {}, { token: 'xoxb-sim-2' }, later, 'found'],
    [
      'that of the later installation, even when the import is an older export',
      {},
      { token: 'xoxb-sim-2' },
      earlier,
      'old',
    ],
    ['the rotating one, when the import has the long-lived one', rotating, {}, later, 'old'],
    ['the rotating one, when the import was made after rotation was enabled', {}, rotating, earlier, 'found'],
    [
      'the imported one, when it expires later',
      rotating,
      { ...rotating, token: 'b', expiresAt: '2028' },
      earlier,
      'found',
    ],
    [
      'the stored one, when it expires later',
      rotating,
      { ...rotating, token: 'b', expiresAt: '2026-12' },
      later,
      'old',
    ],
    [
      'the imported one, when the stored one cannot be refreshed',
      { ...rotating, refreshTrouble: stuck },
      {},
      earlier,
      'found',
    ],
    ['the imported one, when the stored one is invalid', { dead }, { token: 'xoxb-sim-2' }, earlier, 'found'],
  ])('are merged at an import, and the token that remains is %s', (_name, old, found, date, wins) => {
    const merged = mergeInstallation(stored(old), stored(found, date), 'as stored')
    const expected = { ...bot, ...(wins === 'old' ? old : found) }
    expect(merged.bot?.token).toBe(expected.token)
    expect(merged.bot?.refreshToken).toBe(expected.refreshToken)
  })

  it('are merged at an install into the new token, without the fields `dead` and `refreshTrouble` of the old token', () => {
    const merged = mergeInstallation(stored({ ...rotating, dead, refreshTrouble: stuck }), acme, 'install')
    expect(merged.bot).toEqual(bot)
    const same = mergeInstallation(stored({ dead }), { ...acme, bot: { ...bot, userName: null } }, 'install')
    expect(same.bot).toEqual(bot)
  })
})

describe('a user token that was stored without its user id', () => {
  it('is found by its value, so that the same token is stored only once', () => {
    const bare = { ...acme, users: [{ ...dana, userId: null }] }
    for (const from of sources) expect(mergeInstallation(bare, acme, from).users).toEqual([dana])
  })
})

describe('installations of different apps', () => {
  const none: Config = { version: 1, active: null, profiles: {} }
  const store = (all: readonly (readonly [string, Installation])[], from: MergeSource) =>
    all.reduce(
      (config, [name, found]) => withInstallation(config, { found, source: from }, (has) => has ?? name).config,
      none,
    ).profiles

  it('are never merged, in either order', () => {
    assertProperty(
      fc.property(anyInstallation.chain(withOtherApp), source, ([one, other], from) => {
        const there = store(
          [
            ['a', one],
            ['b', other],
          ],
          from,
        )
        expect(there).toEqual({ a: one, b: other })
        expect(
          store(
            [
              ['b', other],
              ['a', one],
            ],
            from,
          ),
        ).toEqual(there)
      }),
    )
  })
})
