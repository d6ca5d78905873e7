import type { AppRecord } from '../installations/installation.ts'
import { deriveProfileName, isProfileName } from '../installations/profile-name.ts'
import type { Store } from '../installations/store.ts'

/** Keeps what it takes to install the app again, and returns the name it goes by in `login --app NAME`. */
export async function rememberApp(store: Store, app: AppRecord, hint: string | null): Promise<string> {
  let name = ''
  await store.update((kept) => {
    const apps = kept.apps ?? {}
    const same = Object.entries(apps).find(([, one]) => one.clientId === app.clientId && one.apiUrl === app.apiUrl)
    const wanted = hint ?? app.appId ?? 'app'
    name =
      same?.[0] ?? (isProfileName(wanted) && !(wanted in apps) ? wanted : deriveProfileName(wanted, Object.keys(apps)))
    // A secret from the environment is not kept, but one that was kept before is not thrown away for it.
    const clientSecret = app.clientSecret ?? same?.[1].clientSecret ?? null
    return { ...kept, apps: { ...apps, [name]: { ...same?.[1], ...app, clientSecret } } }
  })
  return name
}
