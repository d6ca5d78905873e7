import { type CredentialKind, credentialFacts } from '../../slack/facts/credential-names.ts'
import { otherHook } from '../../slack/facts/hook-addresses.ts'
import { aToken, isWhole, type TokenKind, tokenKinds } from '../../slack/facts/token-kinds.ts'

/** A value that was found and is not stored. */
export interface Skipped {
  /** The path of the value; empty when the value is the whole input. */
  readonly path: string
  readonly kind: TokenKind | CredentialKind | 'response' | 'workflow' | 'answer' | 'unknown'
  /** A sentence with the name of the value and the reason. It contains no secret. */
  readonly why: string
}

/** Returns the entry for a skipped answer or record. @param why the sentence with the reason. */
export function skippedAnswer(path: string, why: string): Skipped {
  return { path, kind: 'answer', why }
}

/** Returns the entry for a skipped response_url or workflow address; undefined for any other address. */
export function skippedAddress(path: string, url: string): Skipped | undefined {
  const hook = otherHook(url)
  return (
    hook && { path, kind: hook.kind, why: `${path || 'It'} is ${hook.label}, not an incoming webhook: ${hook.means}` }
  )
}

/** Returns the entry for a skipped token, which belongs to no installation. */
export function skippedToken({
  path,
  kind,
  value,
}: {
  readonly path: string
  readonly kind: TokenKind
  readonly value: string
}): Skipped {
  const name = path || 'One'
  if (!isWhole(value))
    return { path, kind, why: `${name} is ${aToken(kind)}, and this copy of it is redacted or cut off` }
  if (kind === 'app') {
    const app = /^xapp-\d+-(A[A-Z0-9]{6,})-/.exec(value)?.[1]
    const why = `${name} is an app-level token${app ? ` of the app ${app}` : ''}, which belongs to the app and not to an install: slack-tokens app add --client-id ID --secrets`
    return { path, kind, why }
  }
  if (kind === 'config') return { path, kind, why: `${name} is ${aToken(kind)}: slack-tokens app config-token` }
  const reason = tokenKinds[kind].fromInstall ? 'no token stands beside it' : 'no install yields it'
  return { path, kind, why: `${name} is ${aToken(kind)}: ${reason}` }
}

/** Returns the entry for a skipped credential: the record of an app has no field for it. */
export function skippedCredential(path: string, kind: CredentialKind | null, why: string): Skipped {
  const label = kind === null ? 'a secret that is not known here' : `the ${credentialFacts[kind].label}`
  return { path, kind: kind ?? 'unknown', why: `${path} is ${label}: ${why}` }
}
