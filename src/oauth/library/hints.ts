import type { CliError } from '../../errors.ts'

/** The values of this install that a hint can quote. */
export interface HintSource {
  readonly redirectUri: string
}

const again = 'Begin a new install: a code works only once'

/** Advice by error code, for programs that use the library. They do not have the command line of this tool. */
const hints: Readonly<Record<string, (source: HintSource) => string>> = {
  port_in_use: ({ redirectUri }) =>
    `Stop the program that holds the port of ${redirectUri}, or use another redirect URL`,
  port_forbidden: () => 'Use a port above 1023',
  access_denied: () =>
    'If nobody pressed Cancel, the workspace may require that an admin approves the app. Otherwise install again',
  wrong_team: () => 'Sign in to the right workspace in the browser, and install again',
  timed_out: () => 'Slack’s error pages never return to the program: submit the text of such a page, or install again',
  exchange_answer_lost: () => 'Begin a new install, for a new code',
  no_token_in_answer: () => 'Check the requested scopes, then install again',
  unreadable_answer: () => 'A proxy or a network’s login page may have answered: check HTTPS_PROXY and apiUrl',
  timeout: () => 'Try again, with a larger requestTimeout if Slack is slow',
  ENOTFOUND: () => 'Check the network, apiUrl, and whether a proxy (HTTPS_PROXY) is needed',
  invalid_code: () => again,
  code_already_used: () =>
    'Something exchanged the code before: a reload, or another server on the redirect URL. Install again',
  bad_redirect_uri: ({ redirectUri }) => `Register exactly ${redirectUri} in the app’s settings (OAuth & Permissions)`,
  bad_client_secret: () =>
    'Copy the Client Secret again from Basic Information → App Credentials; the Signing Secret beside it is something else',
  oauth_authorization_url_mismatch: () => 'Set flow to v1 for a classic app, and leave it out for any other app',
  no_scopes: () => 'Name some in scopes or userScopes',
  no_user_scopes: () => 'Name some in userScopes',
  blank_scope: () => 'Name some in scopes or userScopes',
  invalid_scope: () =>
    'Put bot scopes in scopes and user scopes in userScopes, and compare them with the app’s settings',
  invalid_scope_requested: () =>
    'Put bot scopes in scopes and user scopes in userScopes, and compare them with the app’s settings',
  no_bot_scopes_requested: () => 'Choose a workspace on the page, or name bot scopes in scopes',
  no_bot_user: () => 'Add a bot user in the app’s settings (App Home), or leave out scopes and name userScopes only',
  approval_required: () => 'Send the request on the page, and install again after an admin has agreed',
  app_approval_request_eligible: () => 'Send the request on the page, and install again after an admin has agreed',
  app_approval_request_pending: () => 'Ask an admin to look at the request, then install again',
  invalid_team_for_non_distributed_app: () =>
    'Sign in to the app’s own workspace, or turn on distribution in the app’s settings (Manage Distribution)',
  invalid_grant: () => again,
  invalid_code_verifier: () => again,
  internal_error: () => 'Install again',
  not_allowed_token_type: () => 'The app is not a classic one: leave flow out',
  invalid_request: () => 'Check clientId, clientSecret and apiUrl',
  user_email_unverified: () => 'Confirm the email address with the message that Slack sent, then install again',
  not_implemented: () => 'Leave flow out',
  missing_resource: () => 'Make a new app, and install that one',
  missing_code: () => 'Open the authorize URL again',
  ratelimited: () => 'Wait, then install again',
  page_client_id_missing: () => 'Look at client_id in the address bar of the page; if it is there, try again',
  page_bot_scopes_non_web: () => 'Use an https redirect URL of a public host, or name userScopes only',
  page_pkce_needed: () => 'Use an https redirect URL, or leave out the client secret: then the install uses PKCE',
}

/** Matches a text that advises a command, an option or a key of the command line. */
const ofCommandLine = /slack-tokens |(?:^|[\s(])--[a-z]|\bcommand\b|Ctrl-C/

/**
 * Advice about options, by error code. A code that an option causes needs other advice than the same code in an answer
 * of Slack.
 */
const optionHints: Readonly<Record<string, string>> = {
  bad_redirect_uri: 'For example: https://localhost:8443/slack/callback',
  pkce_bot_scopes: 'Name userScopes only, pass clientSecret, or use a public redirectUri and submit the address',
  certificate_unreadable: 'Leave certificate out, for one that is made here',
}

/**
 * Returns the hint of an error for a program that uses the library. Undefined when the only hint is for the command
 * line.
 */
export function hintFor(
  { failure, code, hint }: Pick<CliError, 'failure' | 'code' | 'hint'>,
  source: HintSource,
): string | undefined {
  if (failure === 'usage' && Object.hasOwn(optionHints, code)) return optionHints[code]
  return neutralHint(code, hint, source)
}

/**
 * Returns `hint` if any program can follow it, otherwise the advice for the code. The code comes from Slack, from a
 * page or from the network. Undefined when there is neither a hint nor advice.
 */
export function neutralHint(code: string, hint: string | undefined, source: HintSource): string | undefined {
  if (hint !== undefined && !ofCommandLine.test(hint)) return hint
  return Object.hasOwn(hints, code) ? hints[code]?.(source) : undefined
}
