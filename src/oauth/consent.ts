import { randomBytes } from 'node:crypto'
import { authorizeUrl } from './authorize-url.ts'
import { createPkceKey, type PkceKey } from './pkce.ts'
import type { InstallRequest } from './types.ts'

/** The random values of one install, which only this program knows. */
export interface ConsentSecrets {
  /** The state: 43 characters, 256 bits (threat C6). */
  readonly state: string
  /** The PKCE key; undefined when the exchange sends the client secret. */
  readonly pkce: PkceKey | undefined
}

/** Returns new secrets for one install; `pkce` is true for an app without a client secret. */
export function createConsentSecrets({ pkce }: { readonly pkce: boolean }): ConsentSecrets {
  return { state: randomBytes(32).toString('base64url'), pkce: pkce ? createPkceKey() : undefined }
}

export interface AuthorizeParts
  extends Pick<InstallRequest, 'flow' | 'apiUrl' | 'clientId' | 'botScopes' | 'userScopes'> {
  /** The id of the only accepted workspace or organization. */
  readonly team?: string | undefined
  /** The id of the workspace that Slack's page preselects; the person can choose another one. */
  readonly preselect?: string | undefined
}

/** Returns the address of Slack's consent page for this install. It preselects the workspace, if one is named. */
export function consentUrl(request: AuthorizeParts, redirectUri: string, { state, pkce }: ConsentSecrets): string {
  const team = request.team ?? request.preselect
  return authorizeUrl({ ...request, redirectUri, state, team, ...(pkce && { challenge: pkce.challenge }) })
}
