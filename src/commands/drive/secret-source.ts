import type { LoggedRequest } from '../../simulator/control/client.ts'
import { exchangesIn } from './app-calls.ts'
import { type Finding, finding } from './findings/finding.ts'
import type { DriveStage } from './types.ts'

/**
 * Tells of a wrong secret where its client id came from: an app that drive started gets both in its environment. If it
 * sends the client id of them and another secret, its command, its code or its settings has a secret of another app.
 */
export function withSecretSource(
  findings: readonly Finding[],
  calls: readonly LoggedRequest[],
  { startedHere, credentials }: Pick<DriveStage, 'startedHere' | 'credentials'>,
): readonly Finding[] {
  const refused = exchangesIn(calls).find(({ error }) => error === 'bad_client_secret')
  if (!startedHere || !refused || refused.args['client_id'] !== credentials.clientId) return findings
  return findings.map((one) => {
    if (one.id !== 'wrong-secret') return one
    const evidence = `${one.evidence}; the client id is the one that drive set in SLACK_CLIENT_ID, the secret is not the one that it set in SLACK_CLIENT_SECRET`
    return { ...finding(one.id, evidence, 'id_of_drive'), at: one.at }
  })
}
