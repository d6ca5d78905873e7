import type { AccessToken, Installation } from '../../src/config/installation.ts'
import { fc } from './property.ts'

const orNull = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null })
const instant = fc.integer({ min: 1, max: 40 }).map((day) => new Date(Date.UTC(2026, 0, day)).toISOString())

// Few possible values, so that two generated installations often have some in common.
function access(prefix: string, owner: string): fc.Arbitrary<AccessToken> {
  return fc.record({
    token: fc.constantFrom('a', 'b').map((end) => `${prefix}-sim-${owner}-${end}`),
    userId: orNull(fc.constant(owner)),
    userName: orNull(fc.constant('ann')),
    scopes: fc.subarray(['chat:write', 'users:read']),
    asked: orNull(fc.subarray(['chat:write', 'users:read'])),
    expiresAt: orNull(instant),
    refreshToken: orNull(fc.constantFrom('xoxe-1-sim-a', 'xoxe-1-sim-b')),
  })
}

/**
 * Generates installations of one workspace that the store accepts, with one token per person and one entry per webhook.
 */
export const anyInstallation: fc.Arbitrary<Installation> = fc
  .record<Installation>({
    flow: fc.constantFrom('v1', 'v2', 'v2_user', 'token'),
    apiUrl: fc.constant('https://slack.com/api/'),
    simulator: fc.constant(false),
    appId: orNull(fc.constant('A1')),
    appName: orNull(fc.constant('Release bot')),
    clientId: orNull(fc.constant('1.1')),
    workspace: fc.record({ id: fc.constant('T1'), name: orNull(fc.constant('Acme')) }),
    organization: fc.constant(null),
    bot: orNull(access('xoxb', 'U0BOT').map((one) => ({ ...one, botId: null }))),
    users: fc
      .tuple(orNull(access('xoxp', 'U1')), orNull(access('xoxp', 'U2')))
      .map((users) => users.filter((one) => one !== null)),
    webhooks: fc.uniqueArray(
      fc.record({
        url: fc.constantFrom('a', 'b').map((end) => `https://hooks.example.com/services/T1/B1/${end}`),
        channel: orNull(fc.constant('#general')),
        channelId: orNull(fc.constant('C1')),
        configurationUrl: fc.constant(null),
      }),
      { selector: ({ url }) => url },
    ),
    responses: fc.uniqueArray(
      fc.record({
        method: fc.constantFrom('oauth.v2.access', 'auth.test'),
        at: instant,
        userId: orNull(fc.constantFrom('U1', 'U2')),
        body: fc.constant({ ok: true }),
      }),
      { selector: ({ method, userId }) => `${method} ${userId}` },
    ),
    installedAt: instant,
    borrowed: fc.boolean(),
  })
  .filter(({ bot, users }) => bot !== null || users.length > 0)

/**
 * Returns generated pairs of `one` and an installation of another app in the same workspace, without common ids or
 * secrets.
 */
export function withOtherApp(one: Installation): fc.Arbitrary<[Installation, Installation]> {
  const known = { ...one, flow: 'v2' as const, appId: 'A1', clientId: '1.1' }
  return anyInstallation.map((any) => {
    const text = JSON.stringify(any)
      .replaceAll('-sim-', '-sim-other-')
      .replaceAll('/B1/', '/B2/')
      .replaceAll('U0BOT', 'U0OTHERBOT')
    const other = JSON.parse(text) as Installation
    return [known, { ...other, appId: 'A2', clientId: other.clientId && '2.2' }]
  })
}
