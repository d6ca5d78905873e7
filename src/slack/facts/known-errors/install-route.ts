import type { ErrorSource } from './types.ts'

/**
 * The errors that an app's own install route can cause. For each place and code: the finding of `drive` that names this
 * fault. The table has only faults that a drive on the simulator can show, and no faults in the app's settings at
 * Slack.
 */
const faults: Readonly<Partial<Record<ErrorSource, Readonly<Record<string, string>>>>> = {
  page: {
    invalid_scope: 'slack-refuses',
  },
  callback: {
    access_denied: 'denial-500',
  },
  exchange: {
    bad_redirect_uri: 'redirect-uri-differs',
    invalid_code: 'code-exchanged-twice',
    code_already_used: 'code-exchanged-twice',
    invalid_client_id: 'client-id-differs',
    bad_client_secret: 'wrong-secret',
    oauth_authorization_url_mismatch: 'exchange-refused',
  },
  rotation: {
    invalid_refresh_token: 'refresh-token-reused',
  },
  api: {
    token_expired: 'tokens-not-refreshed',
    token_revoked: 'dead-token-used',
    team_access_not_granted: 'org-crash',
  },
  sdk: {
    slack_oauth_missing_state: 'state-lost',
    slack_oauth_invalid_state: 'state-lost',
    slack_oauth_installer_authorization_error: 'denial-500-sdk',
    slack_oauth_unknown_error: 'exchange-refused',
    invalid_browser: 'state-lost',
    invalid_state: 'state-lost',
    storage_error: 'callback-crash',
  },
  local: {
    state_mismatch: 'state-lost',
  },
}

/** Returns the finding of `drive` for a fault of the app's own install route; undefined for any other error. */
export function routeFinding(code: string, place: ErrorSource): string | undefined {
  const there = faults[place]
  return there && Object.hasOwn(there, code) ? there[code] : undefined
}

/** Returns every finding that `routeFinding` can return, for a test. */
export function allRouteFindings(): readonly string[] {
  return Object.values(faults).flatMap((there) => Object.values(there ?? {}))
}
