import type { AppFeatureFlags } from '../../config/installation.ts'
import { isRecord } from '../../shape/record.ts'
import { nameIn } from '../facts/one-line.ts'
import { type Group, texts } from './validate.ts'

/** What an app manifest says about an install (docs.slack.dev/reference/app-manifest). A manifest has no client id. */
export interface ManifestFacts {
  readonly name: string | null
  readonly botScopes: readonly string[]
  readonly userScopes: readonly string[]
  readonly redirectUrls: readonly string[]
  /** The settings in the manifest; a setting that the manifest lacks is absent here too. */
  readonly switches: AppFeatureFlags
}

/** Reads the facts from any object, as far as it has the keys of a manifest. Never throws. */
export function manifestFacts(manifest: Group): ManifestFacts {
  const oauth = inside(manifest, 'oauth_config')
  const scopes = inside(oauth, 'scopes')
  const settings = inside(manifest, 'settings')
  const name = inside(manifest, 'display_information')['name']
  const switches = {
    rotation: settings['token_rotation_enabled'],
    org: settings['org_deploy_enabled'],
    pkce: oauth['pkce_enabled'],
    socketMode: settings['socket_mode_enabled'],
  }
  return {
    name: nameIn(name),
    botScopes: texts(scopes['bot']),
    userScopes: texts(scopes['user']),
    redirectUrls: texts(oauth['redirect_urls']),
    switches: Object.fromEntries(Object.entries(switches).filter(([, state]) => typeof state === 'boolean')),
  }
}

function inside(value: Group, key: string): Group {
  const found = value[key]
  return isRecord(found) ? found : {}
}
