import { CliError } from '../errors.ts'
import { nearest } from '../slack/facts/nearest.ts'
import { type AppRecord, isSameSlack } from './installation.ts'
import type { Config } from './store.ts'

export interface NamedApp {
  readonly name: string
  readonly app: AppRecord
}

/** The identifiers of an app. */
export interface AppIds {
  readonly clientId?: string | null | undefined
  /** The app id, which is used only when the client id is unknown. */
  readonly appId?: string | null | undefined
  /** The API URL of the app's Slack; undefined matches any Slack. */
  readonly apiUrl: string | undefined
  readonly simulator?: boolean | undefined
}

/**
 * Returns the stored app with these ids: the client id, or the app id if the client id is unknown. Never returns an
 * app of another Slack, because the secret of an app must not be sent to another Slack. Undefined when there is none.
 */
export function findAppOf(
  { apps = {} }: Pick<Config, 'apps'>,
  { clientId, appId, apiUrl, simulator }: AppIds,
): NamedApp | undefined {
  const [name, app] =
    Object.entries(apps).find(([, one]) => {
      const same = clientId ? one.clientId === clientId : Boolean(appId) && one.appId === appId
      return same && (apiUrl === undefined || isSameSlack(one, { apiUrl, simulator }))
    }) ?? []
  return name !== undefined && app ? { name, app } : undefined
}

/**
 * Returns the stored app with that name, in upper or lower case; without a name, the only stored app.
 * @throws CliError with the exit reason `usage`: `unknown_app`, or `no_app` when a name is needed.
 */
export function findApp(config: Config, wanted: string | undefined): NamedApp {
  const apps = Object.entries(config.apps ?? {})
  const names = apps.map(([name]) => name)
  const found =
    wanted === undefined
      ? apps.length === 1 && apps[0]
      : apps.find(([name]) => name.toLowerCase() === wanted.toLowerCase())
  if (found) return { name: found[0], app: found[1] }
  const near = wanted === undefined ? [] : nearest(wanted, names)
  const there =
    names.length > 0
      ? `Apps: ${names.join(', ')}. To see them: slack-tokens app list`
      : 'No app is stored yet. To store one: slack-tokens app add LINK   To install one: slack-tokens login LINK'
  throw new CliError('usage', wanted === undefined ? 'No app is named' : `No app called “${wanted}” is stored`, {
    code: wanted === undefined ? 'no_app' : 'unknown_app',
    hint: near.length > 0 ? `Perhaps: ${near.join(', or ')}` : there,
  })
}
