import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Settings, settingsAtSlack } from './config-tokens.ts'

const create = ['create', '--name', 'notes', '--scopes', 'chat:write,channels:read', '--user-scopes', 'search:read']

/** Starts a simulator, creates an app with `app create`, and stores the configuration token. */
export async function withApp(more: readonly string[] = []): Promise<Settings> {
  const place = await settingsAtSlack()
  const ran = await place.app([...create, '--config-token', ...more], { input: await place.pair() })
  if (ran.code !== 0) throw new Error(ran.stderr)
  return place
}

/** Returns the simulator's record of the newest app. @throws Error when the simulator has no app. */
export const made = ({ slack }: Settings) => {
  const app = slack.world.state.apps.at(-1)
  if (!app) throw new Error('There is no app')
  return app
}

/** Writes a manifest to the machine's folder. Returns the file name. */
export function write(place: Settings, name: string, manifest: object): string {
  writeFileSync(join(place.machine.directory, name), JSON.stringify(manifest))
  return name
}

/** Returns the manifest of the app that `withApp` created, as the simulator exports it. */
export async function exported(place: Settings): Promise<{
  oauth_config: { redirect_urls: string[]; scopes: Record<string, string[]> }
  settings: Record<string, unknown>
}> {
  return (await place.app(['pull', '--print', '--json'])).json as Awaited<ReturnType<typeof exported>>
}
