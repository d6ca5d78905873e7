import type { AppRecord } from '../config/installation.ts'
import { mask } from '../slack/facts/token-kinds.ts'

/** Returns the record with each secret masked, and null for a missing secret. */
export function masked(app: AppRecord): AppRecord {
  const hidden = (secret: string | null | undefined) => (secret ? mask(secret) : null)
  return {
    ...app,
    clientSecret: hidden(app.clientSecret),
    signingSecret: hidden(app.signingSecret),
    appToken: hidden(app.appToken),
  }
}
