import { createHmac } from 'node:crypto'
import type { App } from '../state/app-types.ts'
import type { World } from '../state/types.ts'

/** The secret that requests to the app are signed with: its own, where that was given for this run. */
export function signingSecretOf({ secrets }: World, { clientId, signingSecret }: App): string {
  return secrets.get(clientId)?.signingSecret ?? signingSecret
}

/**
 * The header `X-Slack-Signature` (docs.slack.dev/authentication/verifying-requests-from-slack).
 * @param timestamp seconds since 1970, as `X-Slack-Request-Timestamp` has it
 * @param body as it is sent, byte for byte
 */
export function sign(
  secret: string,
  { timestamp, body }: { readonly timestamp: number; readonly body: string },
): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`
}
