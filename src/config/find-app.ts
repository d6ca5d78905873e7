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
  /** The app id, which counts only when the client id is unknown. */
  readonly appId?: string | null | undefined
  /** The API URL of the app's Slack; undefined matches any Slack. */
  readonly apiUrl: string | undefined
  readonly simulator?: boolean | undefined
}

/**
 * Returns the remembered app with that client id, otherwise with that app id. A record belongs to one Slack, because
 * its secret does.
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
 * Returns the remembered app with that name, in upper or lower case; without a name, the only remembered app.
 * @throws CliError usage: `unknown_app`, or `no_app` when a name is needed.
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
      ? `There are: ${names.join(', ')}. See them: slack-tokens app list`
      : 'No app is remembered yet: slack-tokens app add LINK, or install one: slack-tokens login LINK'
  throw new CliError(
    'usage',
    wanted === undefined ? 'Which app is meant?' : `No app called “${wanted}” is remembered`,
    {
      code: wanted === undefined ? 'no_app' : 'unknown_app',
      hint: near.length > 0 ? `Perhaps: ${near.join(', or ')}` : there,
    },
  )
}
