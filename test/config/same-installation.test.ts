import { describe, expect, it } from 'vitest'
import type { Installation } from '../../src/config/installation.ts'
import { findSameInstallation, isSameInstallation } from '../../src/config/same-installation.ts'
import { sampleInstallation } from '../support/sample.ts'

const { users, webhooks, ...rest } = sampleInstallation('acme')
const bot = rest.bot as NonNullable<Installation['bot']>
const acme: Installation = { ...rest, users, webhooks }
/** An installation of the same app in the same workspace, with other secrets. */
const other: Installation = {
  ...acme,
  bot: { ...bot, token: 'xoxb-sim-other' },
  users: [],
  webhooks: webhooks.map((one) => ({ ...one, url: `${one.url}other` })),
}
const ids = { clientId: null, appId: null }
const bare = { ...ids, flow: 'token' as const, bot: null, users: [], webhooks: [] }
const user = (token: string, userId: string | null, more = {}) => ({ ...acme.users[0], token, userId, ...more })
const bareUser = (token: string, userId: string | null, more = {}) =>
  ({ ...acme, ...bare, users: [user(token, userId, more)] }) as Installation

describe('the comparison of two installations', () => {
  it.each<[string, Installation, Installation, boolean]>([
    ['a client id', acme, other, true],
    ['another client id, whatever else', acme, { ...other, clientId: '3.4' }, false],
    ['an app id, where one client id is unknown', { ...acme, clientId: null }, other, true],
    ['another app id', { ...acme, clientId: null }, { ...other, appId: 'A0OTHER' }, false],
    ['a bot user, where no ids are known (v1)', { ...acme, ...ids }, other, true],
    ['another bot user', { ...acme, ...ids }, { ...other, bot: { ...bot, token: 'x', userId: 'U0X' } }, false],
    ['a webhook', { ...acme, ...ids, bot: null }, { ...other, webhooks }, true],
    ['a token, where the workspace is unknown', { ...acme, ...bare, bot, workspace: null }, acme, true],
    ['no workspace in either: that proves nothing', { ...acme, workspace: null }, { ...other, workspace: null }, false],
    ['another workspace', acme, { ...other, workspace: { id: 'T0OTHER', name: null } }, false],
    ['an organization', { ...acme, workspace: null, organization: { id: 'E1', name: null } }, other, false],
    [
      'another Slack, even with the same token',
      { ...acme, simulator: false, apiUrl: 'https://slack.com/api/' },
      acme,
      false,
    ],
    ['simulators at two ports', acme, { ...other, apiUrl: 'http://localhost:5000/api/' }, true],
    [
      'a bare token beside an install of unknown app',
      { ...acme, ...ids, bot: null, webhooks: [] },
      bareUser('b', 'U0LEE'),
      false,
    ],
    ['bare tokens of bot and person', { ...acme, ...bare, bot }, bareUser('b', 'U0ANN'), true],
    ['bare tokens of two people', bareUser('a', 'U0LEE'), bareUser('b', 'U0ANN'), true],
    [
      'two bare tokens of one person, as two apps may have given them',
      bareUser('a', 'U0ANN'),
      bareUser('b', 'U0ANN'),
      false,
    ],
    [
      'two bare tokens of one person, one of them expired',
      bareUser('a', 'U0ANN', { expiresAt: '2026-01-01T00:00:00.000Z' }),
      bareUser('b', 'U0ANN'),
      true,
    ],
    [
      'two bare tokens of one person, one of them dead',
      bareUser('a', 'U0ANN', { dead: { code: 'account_inactive', at: '2026-01-01T00:00:00.000Z' } }),
      bareUser('b', 'U0ANN'),
      true,
    ],
  ])('finds out whether both are the same, in the case: %s', (_name, one, two, expected) => {
    expect([isSameInstallation(one, two), isSameInstallation(two, one)]).toEqual([expected, expected])
  })
})

describe('the search for the stored installation', () => {
  const hook = { ...acme, ...bare, webhooks }

  it('prefers an installation with the same token', () => {
    const stored = [
      ['by id', other],
      ['by token', { ...acme, ...ids }],
    ] as const
    expect(findSameInstallation(stored, acme)).toBe('by token')
  })

  it('finds the installation of a webhook by the webhook’s URL, or as the only installation in the webhook’s workspace', () => {
    expect(
      findSameInstallation(
        [
          ['other', other],
          ['acme', acme],
        ],
        hook,
      ),
    ).toBe('acme')
    expect(findSameInstallation([['other', other]], hook)).toBe('other')
    const second = { ...other, clientId: '3.4' }
    expect(
      findSameInstallation(
        [
          ['other', other],
          ['second', second],
        ],
        hook,
      ),
    ).toBeUndefined()
    expect(findSameInstallation([['other', { ...other, workspace: null }]], hook)).toBeUndefined()
  })
})
