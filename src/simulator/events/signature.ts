import { createHmac } from 'node:crypto'
import type { App } from '../state/app-types.ts'
import type { World } from '../state/types.ts'

/**
 * Returns the signing secret of the app: the one that the developer gave for this run, otherwise the one that the
 * simulator made.
 */
export function signingSecretOf({ secrets }: World, { clientId, signingSecret }: App): string {
  return secrets.get(clientId)?.signingSecret ?? signingSecret
}

/**
 * Returns the value of the header `X-Slack-Signature` (docs.slack.dev/authentication/verifying-requests-from-slack).
 * @param timestamp seconds since 1970, as in `X-Slack-Request-Timestamp`
 * @param body the body of the request, byte for byte
 */
export function sign(
  secret: string,
  { timestamp, body }: { readonly timestamp: number; readonly body: string },
): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`
}
