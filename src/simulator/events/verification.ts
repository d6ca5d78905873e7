import { randomBytes } from 'node:crypto'
import { isRecord } from '../../shape/record.ts'
import type { App } from '../state/app-types.ts'
import type { Courier } from './courier.ts'
import type { Delivery } from './types.ts'

/** The result of verifying a request URL. */
export interface Verification {
  /** Whether the URL answered with the challenge. */
  readonly ok: boolean
  readonly delivery: Delivery
}

/**
 * Sends `url_verification` to a request URL, as Slack does when the URL is saved, and returns the result. The app must
 * answer 200 with the challenge, as text, form or JSON (docs.slack.dev/apis/events-api/using-http-request-urls).
 */
export async function verifyRequestUrl(courier: Courier, app: App, url: string): Promise<Verification> {
  const challenge = randomBytes(24).toString('hex')
  const payload = { token: app.verificationToken, challenge, type: 'url_verification' }
  const delivery = await courier.once(app, { kind: 'verification', what: 'url_verification', payload }, url)
  const { body } = delivery
  const answered = isRecord(body)
    ? body['challenge']
    : textOf(body)
        .replace(/^challenge=/, '')
        .trim()
  return { ok: delivery.ok && answered === challenge, delivery }
}

function textOf(body: unknown): string {
  return typeof body === 'string' ? body : ''
}
