import type { AppCredentialOptions } from '../../apps/take-credentials.ts'
import type { Installation } from '../../config/installation.ts'
import { CliError } from '../../errors.ts'
import {
  checkAppToken,
  checkClientId,
  checkClientSecret,
  checkSigningSecret,
  checkTogether,
} from '../../oauth/credentials.ts'
import { chooseRedirect } from '../../oauth/redirect-uri.ts'
import { rememberApp } from '../../oauth/remember-app.ts'
import type { Context } from '../../runtime/context.ts'

/**
 * Stores the app with the scopes of its tokens. Returns the name of the app, or the reason why the app is not stored.
 * @param installation the installation with the app's tokens; undefined when no token was imported.
 */
export async function saveAppCredentials(
  given: AppCredentialOptions,
  { apiUrl, installation }: { readonly apiUrl: string; readonly installation: Installation | undefined },
  { store, terminal }: Pick<Context, 'store' | 'terminal'>,
): Promise<{ readonly name: string } | { readonly why: string }> {
  const { clientId, clientSecret, signingSecret, appToken, redirectUri } = given
  for (const secret of [clientSecret, signingSecret, appToken]) if (secret) terminal.conceal(secret)
  if (clientId === null) return { why: 'Secrets of an app are there, but no client id that says which app it is' }
  try {
    checkClientId(clientId)
    if (clientSecret !== null) checkClientSecret(clientSecret)
    if (signingSecret !== null) checkSigningSecret(signingSecret)
    if (appToken !== null) checkAppToken(appToken)
    checkTogether(given)
    const { port } = chooseRedirect({ uri: redirectUri ?? undefined, plain: false })
    const record = {
      ...{ clientId, clientSecret, redirectUri, port, apiUrl, pkce: false },
      appId: installation?.appId ?? null,
      flow: 'v2' as const,
      botScopes: installation?.bot?.scopes ?? [],
      userScopes: installation?.users[0]?.scopes ?? [],
      ...(signingSecret !== null && { signingSecret }),
      ...(appToken !== null && { appToken }),
    }
    return { name: await rememberApp(store, record, installation?.appName ?? null) }
  } catch (error) {
    if (!(error instanceof CliError) || error.failure !== 'usage') throw error
    return { why: `The app is not stored: ${error.message}` }
  }
}
