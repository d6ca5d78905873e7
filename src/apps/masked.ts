import type { AppRecord } from '../config/installation.ts'
import { maskedSecret } from '../runtime/credential-command.ts'

/** Returns the record with each secret masked, and null for a missing secret. A credential command is no secret. */
export function masked(app: AppRecord): AppRecord {
  const hidden = (secret: string | null | undefined) => (secret ? maskedSecret(secret) : null)
  return {
    ...app,
    clientSecret: hidden(app.clientSecret),
    signingSecret: hidden(app.signingSecret),
    appToken: hidden(app.appToken),
  }
}
