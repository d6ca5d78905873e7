import { findAppOf } from '../config/find-app.ts'
import type { AppRecord } from '../config/installation.ts'
import { deriveProfileName, isProfileName } from '../config/profile-name.ts'
import type { Store } from '../config/store.ts'

/**
 * Stores what the next install of the app needs, and returns the app's name for `login --app NAME`. An app that is
 * already stored keeps its name, and each secret for which `app` has no new value.
 */
export async function rememberApp(store: Store, app: AppRecord, hint: string | null): Promise<string> {
  let name = ''
  await store.update((config) => {
    const apps = config.apps ?? {}
    const same = findAppOf(config, app)
    const wanted = hint ?? app.appId ?? 'app'
    name =
      same?.name ?? (isProfileName(wanted) && !(wanted in apps) ? wanted : deriveProfileName(wanted, Object.keys(apps)))
    return {
      ...config,
      apps: { ...apps, [name]: { ...same?.app, ...app, ...secretsOf(app, same?.app), ...provenBy(app, same?.app) } },
    }
  })
  return name
}

function provenBy(app: AppRecord, before: AppRecord | undefined): Pick<AppRecord, 'provenRedirects'> {
  const proven = [...new Set([...(before?.provenRedirects ?? []), ...(app.provenRedirects ?? [])])]
  return proven.length > 0 ? { provenRedirects: proven } : {}
}

/** Returns the secrets to store: each secret of `app`, otherwise the one that is already stored. */
function secretsOf(app: AppRecord, before: AppRecord | undefined) {
  const signingSecret = app.signingSecret ?? before?.signingSecret
  const appToken = app.appToken ?? before?.appToken
  return {
    clientSecret: app.clientSecret ?? before?.clientSecret ?? null,
    appId: app.appId ?? before?.appId ?? null,
    ...(signingSecret !== undefined && { signingSecret }),
    ...(appToken !== undefined && { appToken }),
  }
}
