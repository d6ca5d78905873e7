import { findAppOf } from './find-app.ts'
import type { AppRecord } from './installation.ts'
import type { Config } from './store.ts'

/**
 * Returns the command that adds the redirect URL of a login to the app's settings. Undefined when the app is not stored
 * with its app id, or when no configuration token is stored for its API URL.
 */
export function pushFor(
  config: Config,
  { clientId, apiUrl }: Pick<AppRecord, 'clientId' | 'apiUrl'>,
  redirectUri: string,
): string | undefined {
  const found = findAppOf(config, { clientId, apiUrl })
  const reaches = Object.values(config.configTokens ?? {}).some((storedToken) => storedToken.apiUrl === apiUrl)
  return found && found.app.appId !== null && reaches
    ? `slack-tokens app push ${found.name} --redirect-uri ${redirectUri}`
    : undefined
}
