import { expect, it } from 'vitest'
import { finding } from '../../../src/commands/drive/findings/finding.ts'
import { withSecretSource } from '../../../src/commands/drive/secret-source.ts'
import type { LoggedRequest } from '../../../src/simulator/control/client.ts'

const credentials = { clientId: '1.1', clientSecret: 'not-the-secret', signingSecret: undefined }

/** Returns the fix for an app that sent this client id and a wrong secret. */
function cureFor(client_id: string, startedHere: boolean) {
  const refused: LoggedRequest = {
    ...{ at: 0, verb: 'POST', what: 'oauth.v2.access', as: null, args: { client_id }, status: 200 },
    ...{ ok: false, error: 'bad_client_secret' },
  }
  return withSecretSource([finding('wrong-secret', 'refused')], [refused], { startedHere, credentials })[0]?.cure
}

it('drive says how to use its client id and its secret together when an app that it started uses only the id', () => {
  expect(cureFor('1.1', true)).toContain('SLACK_CLIENT_SECRET')
})

it.each([
  ['an app that it did not start', '1.1', false],
  ['a client id of the app', '2.2', true],
])('drive does not speak of its own secret for %s', (_what, id, startedHere) => {
  expect(cureFor(id, startedHere)).not.toContain('SLACK_CLIENT_SECRET')
})
