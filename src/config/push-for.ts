import type { AppRecord } from './installation.ts'
import type { Config } from './store.ts'

/**
 * The command that adds a login's redirect URL to the app's settings; undefined where the app is not remembered with its
 * id, or no configuration token is kept for its Slack.
 */
export function pushFor(
  { apps = {}, configTokens = {} }: Config,
  { clientId, apiUrl }: Pick<AppRecord, 'clientId' | 'apiUrl'>,
  redirectUri: string,
): string | undefined {
  const found = Object.entries(apps).find(([, app]) => app.clientId === clientId && app.apiUrl === apiUrl)
  const reaches = Object.values(configTokens).some((storedToken) => storedToken.apiUrl === apiUrl)
  return found && found[1].appId !== null && reaches
    ? `slack-tokens app push ${found[0]} --redirect-uri ${redirectUri}`
    : undefined
}
