import { expect } from 'vitest'
import type { Example } from './examples.ts'
import { bot, dana } from './staged-world.ts'

const manifest = { display_information: { name: 'Another' } }
const client = { client_id: '1111111111.2222222222', client_secret: 'simulated-client-secret' }
const wrongSecret = { client_secret: 'another' }
const unknownClient = { client_id: '1.2' }

/** The errors of a code exchange with a wrong code, secret, client id or redirect URL. */
const exchangeErrors = [
  ['invalid_code', { code: 'sim-code-none' }],
  ['invalid_code', { code: '' }],
  ['bad_client_secret', wrongSecret],
  ['invalid_client_id', unknownClient],
  ['bad_redirect_uri', { redirect_uri: 'http://localhost:1/elsewhere' }],
] as const

/** Examples of the methods api.*, apps.*, auth.*, oauth.* and tooling.*. */
export const appExamples: Readonly<Record<string, Example>> = {
  'api.test': {
    as: 'nobody',
    args: () => ({ a: 'b' }),
    answers: () => ({ args: { a: 'b' } }),
    errors: () => [['odd', { error: 'odd' }]],
  },
  'apps.manifest.create': {
    as: 'configuration',
    args: () => ({ manifest }),
    answers: () => ({ app_id: expect.stringMatching(/^A0SIM/), credentials: {} }),
    errors: () => [
      ['invalid_manifest', { manifest: {} }],
      ['not_allowed_token_type', {}, 'user'],
    ],
  },
  'apps.manifest.delete': {
    as: 'configuration',
    args: ({ made }) => ({ app_id: made }),
    answers: () => ({ ok: true }),
    errors: () => [
      ['app_not_found', { app_id: 'A0NONE' }],
      ['app_not_eligible', { app_id: 'A0SIMAPP1' }],
    ],
  },
  'apps.manifest.export': {
    as: 'configuration',
    args: ({ made }) => ({ app_id: made }),
    answers: () => ({ manifest: { display_information: { name: 'Made' } } }),
    errors: () => [['app_not_found', { app_id: 'A0NONE' }]],
  },
  'apps.manifest.update': {
    as: 'configuration',
    args: ({ made }) => ({ app_id: made, manifest }),
    answers: ({ made }) => ({ app_id: made, permissions_updated: false }),
    errors: () => [
      ['app_not_found', { app_id: 'A0NONE' }],
      ['invalid_manifest', { manifest: 'none' }],
    ],
  },
  'apps.manifest.validate': {
    as: 'configuration',
    args: () => ({ manifest }),
    answers: () => ({ errors: [] }),
    errors: () => [
      ['app_not_found', { app_id: 'A0NONE' }],
      ['invalid_manifest', { manifest: { display_information: {} } }],
    ],
  },
  'apps.uninstall': {
    as: 'bot',
    args: () => client,
    answers: () => ({ ok: true }),
    after: () => ['auth.test', {}, { error: 'account_inactive' }],
    errors: ({ madeClient }) => [
      ['invalid_client_id', unknownClient],
      ['bad_client_secret', wrongSecret],
      ['client_id_token_mismatch', madeClient],
    ],
  },
  'auth.revoke': {
    as: 'user',
    args: () => ({}),
    answers: () => ({ revoked: true }),
    after: () => ['auth.test', {}, { error: 'token_revoked' }],
    errors: () => [['not_authed', {}, 'nobody']],
  },
  'auth.teams.list': {
    as: 'bot',
    args: () => ({}),
    answers: () => ({ teams: [{ id: 'T0SIM0001', name: 'Sandbox Inc' }] }),
    errors: () => [['not_authed', {}, 'nobody']],
  },
  'auth.test': {
    as: 'bot',
    args: () => ({}),
    answers: () => ({ user_id: bot.user, bot_id: bot.id, team_id: 'T0SIM0001' }),
    errors: () => [['not_authed', {}, 'nobody']],
  },
  'oauth.access': {
    as: 'client',
    args: ({ v1Code }) => ({ ...client, code: v1Code }),
    answers: () => ({ access_token: expect.stringMatching(/^xoxp-sim/), bot: { bot_access_token: expect.anything() } }),
    errors: ({ v2Code }) => [...exchangeErrors, ['oauth_authorization_url_mismatch', { code: v2Code }]],
  },
  'oauth.v2.access': {
    as: 'client',
    args: ({ v2Code }) => ({ ...client, code: v2Code }),
    answers: () => ({ access_token: expect.stringMatching(/^xoxb-sim/), token_type: 'bot', authed_user: { id: dana } }),
    errors: ({ v1Code, lateCode }) => [
      ...exchangeErrors,
      ['invalid_code', { code: lateCode }],
      ['oauth_authorization_url_mismatch', { code: v1Code }],
      ['invalid_grant_type', { grant_type: 'password' }],
      ['invalid_refresh_token', { grant_type: 'refresh_token' }],
    ],
  },
  'oauth.v2.exchange': {
    as: 'client',
    ways: ['header', 'multipart'],
    prepare({ world }) {
      for (const app of world.state.apps) app.rotation = true
    },
    args: ({ bot: token }) => ({ ...client, token: token.value }),
    answers: () => ({ access_token: expect.stringMatching(/^xoxe\.xoxb-sim/), refresh_token: expect.anything() }),
    errors: () => [
      ['invalid_token', { token: 'xoxb-sim-none' }],
      ['bad_client_secret', wrongSecret],
      ['invalid_client_id', unknownClient],
    ],
  },
  'oauth.v2.user.access': {
    as: 'client',
    args: ({ userCode }) => ({ ...client, code: userCode }),
    answers: () => ({ access_token: expect.stringMatching(/^xoxp-sim/), token_type: 'user' }),
    errors: () => [...exchangeErrors, ['invalid_grant_type', { grant_type: 'password' }]],
  },
  'tooling.tokens.rotate': {
    as: 'nobody',
    args: ({ refreshToken }) => ({ refresh_token: refreshToken }),
    answers: () => ({ token: expect.stringMatching(/^xoxe\.xoxp-sim/), refresh_token: expect.anything() }),
    errors: () => [['invalid_refresh_token', { refresh_token: 'xoxe-sim-none' }]],
  },
}
