import { findAppOf } from './find-app.ts'
import type { AppRecord } from './installation.ts'
import type { Config } from './store.ts'

/**
 * The command that adds a login's redirect URL to the app's settings; undefined where the app is not remembered with its
 * id, or no configuration token is stored for its Slack.
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
