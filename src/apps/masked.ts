import type { AppRecord } from '../config/installation.ts'
import { commandOf } from '../runtime/credential-command.ts'
import { mask } from '../slack/facts/token-kinds.ts'

/** Returns the record with each secret masked, and null for a missing secret. A credential command is no secret. */
export function masked(app: AppRecord): AppRecord {
  const hidden = (secret: string | null | undefined) => (secret ? (commandOf(secret) ? secret : mask(secret)) : null)
  return {
    ...app,
    clientSecret: hidden(app.clientSecret),
    signingSecret: hidden(app.signingSecret),
    appToken: hidden(app.appToken),
  }
}
