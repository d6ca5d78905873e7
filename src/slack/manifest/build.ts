import type { AppFeatureFlags } from '../../config/installation.ts'

/** The values for a new manifest. A missing switch is off, as in Slack's own form. */
export interface ManifestParts extends AppFeatureFlags {
  /** The app's name as Slack shows it, 1 to 35 characters. */
  readonly name: string
  /** One or more redirect URLs; each login sends one of them. */
  readonly redirectUrls: readonly string[]
  readonly botScopes: readonly string[]
  readonly userScopes: readonly string[]
  /**
   * The display name of the bot user, up to 80 characters; by default the app's name. Used only when there are bot
   * scopes.
   */
  readonly botUser?: string
}

/**
 * Returns the manifest of an app that this tool can install. The tool makes all its manifests with this function. Keys
 * and limits are those of docs.slack.dev/reference/app-manifest. Does not check `parts`; check-manifest.ts checks the
 * result.
 */
export function appManifest(parts: ManifestParts) {
  const { name, redirectUrls, botScopes, userScopes, botUser, rotation, org, pkce, socketMode } = parts
  const bot = botScopes.length > 0 || botUser !== undefined
  return {
    display_information: { name },
    features: {
      ...(bot && { bot_user: { display_name: botUser ?? name, always_online: false } }),
      // By default, Slack turns the Messages tab off; then nobody can write to the bot in the app's own conversation.
      app_home: { messages_tab_enabled: true, messages_tab_read_only_enabled: false },
    },
    oauth_config: {
      redirect_urls: [...redirectUrls],
      scopes: {
        ...(botScopes.length > 0 && { bot: [...botScopes] }),
        ...(userScopes.length > 0 && { user: [...userScopes] }),
      },
      ...(pkce && { pkce_enabled: true }),
    },
    settings: {
      ...(botScopes.includes('incoming-webhook') && { incoming_webhooks: { incoming_webhooks_enabled: true } }),
      org_deploy_enabled: org ?? false,
      socket_mode_enabled: socketMode ?? false,
      token_rotation_enabled: rotation ?? false,
    },
  }
}

/** Returns the address of Slack's create-app page with `manifest` filled in (docs.slack.dev/app-manifests). */
export function createAppUrl(manifest: object): string {
  return `https://api.slack.com/apps?new_app=1&manifest_json=${encodeURIComponent(JSON.stringify(manifest))}`
}
