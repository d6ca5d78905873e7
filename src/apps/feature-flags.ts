import type { AppFeatureFlags } from '../config/installation.ts'
import { leadsHere } from '../net/is-loopback.ts'

export interface FeatureFlagFacts {
  readonly label: string
  /** The path of the setting in a manifest. */
  readonly path: string
  /** True when the setting cannot be turned off again, or only Slack's support can turn it off. */
  readonly oneWay: boolean
  /** What the setting changes, in one sentence without a full stop. */
  readonly warning: string
}

/** The feature flags of an app (docs.slack.dev/authentication/using-token-rotation, using-pkce; /enterprise). */
export const featureFlagFacts = {
  rotation: {
    label: 'token rotation',
    path: 'settings.token_rotation_enabled',
    oneWay: true,
    warning:
      'Token rotation cannot be turned off again: access tokens then expire after 12 hours and must be refreshed',
  },
  org: {
    label: 'org-wide',
    path: 'settings.org_deploy_enabled',
    oneWay: true,
    warning: 'Org-wide installs cannot be turned off again: one token then works for many workspaces',
  },
  pkce: {
    label: 'PKCE',
    path: 'oauth_config.pkce_enabled',
    oneWay: true,
    warning:
      'Only Slack’s support can turn PKCE off again: the app becomes a public client, and Slack no longer grants bot scopes to a redirect to localhost',
  },
  socketMode: {
    label: 'Socket Mode',
    path: 'settings.socket_mode_enabled',
    oneWay: false,
    warning:
      'Socket Mode needs an app-level token (xapp-…, scope connections:write), made under Basic Information → App-Level Tokens: slack-tokens app add --app-token',
  },
} as const satisfies Record<keyof AppFeatureFlags, FeatureFlagFacts>

export type FeatureFlag = keyof typeof featureFlagFacts

export const featureFlagNames = Object.keys(featureFlagFacts) as FeatureFlag[]

/** Returns notes for the user before an app is made with these settings, one line each. */
export function settingsWarnings(made: {
  readonly switches: AppFeatureFlags
  readonly redirectUrls: readonly string[]
  readonly botScopes: readonly string[]
}): string[] {
  const { switches, redirectUrls, botScopes } = made
  const warnings: string[] = featureFlagNames
    .filter((name) => switches[name])
    .map((name) => featureFlagFacts[name].warning)
  const local = redirectUrls.filter(leadsHere)
  if (switches.pkce && botScopes.length > 0 && local[0]) {
    warnings.push(
      `With PKCE, Slack grants no bot scopes to ${local[0]} and would refuse ${botScopes.join(', ')}: leave them out, or add a public redirect URL`,
    )
  }
  const plain = redirectUrls.find((url) => url.startsWith('http://'))
  if (plain !== undefined && !switches.pkce) {
    warnings.push(
      `Slack’s settings page refuses plain http, as in ${plain}: use https. A login can serve https on this computer too`,
    )
  }
  return warnings
}
