import { createHash, randomBytes } from 'node:crypto'

/** Proof Key for Code Exchange (PKCE): only the program that requested the code can exchange it. */
export interface PkceKey {
  /** The verifier: 43 characters, 256 bits. */
  readonly verifier: string
  /**
   * The SHA-256 of the verifier in base64url without padding, the only method that Slack accepts
   * (docs.slack.dev/authentication/using-pkce).
   */
  readonly challenge: string
}

/** Returns a new random verifier with its challenge. */
export function createPkceKey(): PkceKey {
  const verifier = randomBytes(32).toString('base64url')
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') }
}
