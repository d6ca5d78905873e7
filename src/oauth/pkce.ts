import { createHash, randomBytes } from 'node:crypto'

/** Proof Key for Code Exchange: the one who exchanges the code proves to be the one who requested it. */
export interface PkceKey {
  /** 43 characters, 256 bits. */
  readonly verifier: string
  /** Its SHA-256, base64url without padding: the only method Slack takes (docs.slack.dev/authentication/using-pkce). */
  readonly challenge: string
}

export function createPkceKey(): PkceKey {
  const verifier = randomBytes(32).toString('base64url')
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') }
}
