import type { KnownSentence } from './types.ts'

const library = (by: string) => ({ by, place: 'library' }) as const
const passport = library('Passport')
const passportSlack = library('passport-slack')
const nextAuth = library('next-auth 4')
const authJs = library('Auth.js 5')
const oauth4webapi = library('oauth4webapi (Auth.js, openid-client 6)')
const arctic = library('Arctic')
const betterAuth = library('Better Auth')
const grant = library('Grant')
const n8n = library('n8n')
const nango = library('Nango')

/**
 * Sentences of OAuth libraries and products for JavaScript, during an install into Slack. Sources: the files of the
 * libraries in November 2026, and threads on GitHub.
 */
// biome-ignore format: one row a line
export const jsLibrarySentences = [
  { ...passport, id: 'passport_state', cause: 'stateLost', texts: ['Unable to verify authorization request state', 'Invalid authorization request state'], source: 'passport-oauth2 lib/state' },
  { ...passport, id: 'passport_no_token', wraps: 'exchange', cause: 'noTopToken', texts: ['Failed to obtain access token'], source: 'passport-oauth2 strategy.js' },
  { ...passportSlack, id: 'passport_slack_json', cause: 'identityRefused', texts: ['json is not defined'], near: ['passport-slack', 'passport'], source: 'passport-slack 0.0.7 strategy.js' },
  { ...nextAuth, id: 'next_auth_id_token', texts: ['id_token detected in the response, you must use client.callback() instead of client.oauthCallback()'], means: 'Slack answered with an id_token, which the provider was not told to expect.', next: 'Set idToken: true and checks: ["state", "nonce"] in the Slack provider, or use the provider that next-auth ships', source: 'openid-client 5; next-auth#3502' },
  { ...nextAuth, id: 'next_auth_state', cause: 'stateLost', texts: ['State cookie was missing', 'checks.state argument is missing', 'state mismatch, expected {}, got', 'PKCE code_verifier cookie was missing', 'state missing from the response'], means: 'The browser came back without the cookie of this sign-in: NEXTAUTH_URL (AUTH_URL) names another host or http, or the page was reloaded.', source: 'core/lib/oauth/checks.js' },
  { ...nextAuth, id: 'next_auth_callback_error', wraps: 'exchange', cause: 'exchangeRefused', texts: ['error=OAuthCallback', 'OAUTH_CALLBACK_ERROR'], means: 'The sign-in failed at the callback; the server’s log has the cause behind [OAUTH_CALLBACK_ERROR].', next: 'Look at that line of the log: slack-tokens why "THE LINE"', source: 'next-auth core/routes/callback' },
  { ...authJs, id: 'auth_js_callback_error', wraps: 'callback', cause: 'denied', texts: ['OAuth Provider returned an error', 'CallbackRouteError'], means: 'The sign-in failed at the callback: Cancel was pressed, or [auth][cause] in the log names the reason.', next: 'Look at [auth][cause] in the log: slack-tokens why "THE LINE"', source: '@auth/core oauth/callback.js' },
  { ...oauth4webapi, id: 'oauth4webapi_no_token', cause: 'noTopToken', texts: ['"response" body "access_token" property must be a string'], source: 'oauth4webapi' },
  { ...oauth4webapi, id: 'oauth4webapi_token_type', cause: 'tokenType', texts: ['unsupported `token_type` value'], source: 'oauth4webapi' },
  { ...oauth4webapi, id: 'oauth4webapi_denied', wraps: 'callback', cause: 'denied', texts: ['authorization response from the server is an error'], source: 'oauth4webapi' },
  { ...oauth4webapi, id: 'oauth4webapi_state', cause: 'stateLost', texts: ['unexpected "state" response parameter', '"state" response parameter missing', 'response parameter "state" missing'], source: 'oauth4webapi' },
  { ...arctic, id: 'arctic_no_token', cause: 'noTopToken', texts: ['Missing or invalid \'access_token\' field', 'Missing or invalid field \'access_token\''], source: 'arctic dist/oauth2.js' },
  { ...arctic, id: 'arctic_refused', wraps: 'exchange', cause: 'exchangeRefused', texts: ['OAuth request error', 'Unexpected error response body'], near: ['arctic', 'slack', 'OAuth2RequestError', 'UnexpectedErrorResponseBodyError'], source: 'arctic dist/request.js' },
  { ...betterAuth, id: 'better_auth_exchange', cause: 'exchangeRefused', texts: ['error=invalid_code'], near: ['?error=', '&error='], means: 'Better Auth shows invalid_code for any failed exchange; a wrong client secret or redirect URL is as likely as a used code.', source: 'better-auth oauth2/errors.mjs' },
  { ...betterAuth, id: 'better_auth_no_code', cause: 'openedByHand', texts: ['error=no_code'], near: ['?error=', '&error='], source: 'better-auth oauth2/errors.mjs' },
  { ...betterAuth, id: 'better_auth_state', cause: 'stateLost', texts: ['error=state_mismatch', 'error=state_not_found', 'error=please_restart_the_process'], near: ['?error=', '&error='], source: 'better-auth state.mjs' },
  { ...betterAuth, id: 'better_auth_state_log', cause: 'stateLost', texts: ['State Mismatch. Verification not found', 'State Mismatch. State not found'], source: 'better-auth state.mjs' },
  { ...betterAuth, id: 'better_auth_user_info', texts: ['error=unable_to_get_user_info', 'error=email_not_found', 'error=email_doesn’t_match'], near: ['?error=', '&error='], means: 'The token was granted, but who signed in could not be read: the sign-in scopes openid, profile or email are missing.', next: 'Ask for openid, profile and email in the sign-in, and install scopes in a flow of their own: slack-tokens scopes openid', source: 'better-auth oauth2/errors.mjs' },
  { ...library('@fastify/oauth2'), id: 'fastify_oauth2_state', cause: 'stateLost', texts: ['Invalid state'], near: ['fastify', 'FastifyError'], source: '@fastify/oauth2 index.js' },
  { ...grant, id: 'grant_state', cause: 'stateLost', texts: ['Grant: OAuth2 state mismatch', 'OAuth2 state mismatch', 'Grant: missing session or misconfigured provider', 'missing session or misconfigured provider'], source: 'grant lib/flow/oauth2.js, request.js' },
  { ...grant, id: 'grant_code_missing', cause: 'openedByHand', texts: ['OAuth2 missing code parameter'], source: 'grant lib/flow/oauth2.js' },
  { ...grant, id: 'grant_provider', cause: 'credentials', texts: ['Grant: missing or misconfigured provider', 'missing or misconfigured provider'], means: 'Grant has no provider of that name, or it has no key and secret. Its built-in slack entry is for the old flow.', next: 'Set key, secret, and for v2 also authorize_url and access_url: https://slack.com/oauth/v2/authorize and https://slack.com/api/oauth.v2.access', source: 'grant lib/request.js' },
  { ...n8n, id: 'n8n_callback', wraps: 'callback', cause: 'denied', texts: ['Insufficient parameters for OAuth2 callback'], means: 'Slack came back without a code; the printed query says why.', next: 'Look at error= in that query; press Allow, or ask an admin', source: 'n8n oauth2-credential.controller.ts' },
  { ...n8n, id: 'n8n_no_token', cause: 'userOnly', texts: ['Unable to sign without access token'], means: 'The credential was granted user scopes alone, so n8n finds no token at the top, although it says “Connection successful”.', next: 'Reconnect with bot scopes in scope, or use a credential that takes the user token', source: 'client-oauth2; n8n#16917' },
  { ...n8n, id: 'n8n_scopes', texts: ['Your Slack credential is missing required OAuth Scopes', 'credential is missing required OAuth Scopes'], means: 'The token lacks a scope: Slack answered missing_scope.', next: 'Add the scope to the app and reconnect the credential; what a method wants: slack-tokens which METHOD', source: 'n8n#17694' },
  { ...nango, id: 'nango_state', cause: 'stateLost', texts: ['Invalid state parameter passed in the callback', 'OAuth state cookie missing'], source: 'nango utils/web-socket-error.ts' },
  { ...nango, id: 'nango_provider', cause: 'credentials', texts: ['Provider Config {} is missing client ID, secret and/or scopes'], source: 'nango utils/web-socket-error.ts' },
  { ...nango, id: 'nango_unknown', wraps: 'exchange', cause: 'exchangeRefused', texts: ['Unknown error during the Oauth flow'], source: 'nango utils/web-socket-error.ts' },
  { ...library('Outline'), id: 'outline_state', cause: 'stateLost', texts: ['State not return in OAuth flow', 'OAuthStateMismatchError'], source: 'outline#4581' },
  { ...library('a program that reads the answer of the exchange'), id: 'answer_without_token', cause: 'exchangeRefused', texts: ['Cannot read property ‘access_token’ of undefined', 'Cannot read properties of undefined (reading ‘access_token’)', 'Cannot read property ‘authed_user’ of undefined', 'Cannot read properties of undefined (reading ‘authed_user’)'], near: ['slack', 'authed_user'], means: 'The program read a token from an answer that has none: Slack refused the exchange with HTTP 200 and ok: false, as after Cancel, or it has authed_user alone.', source: 'next-auth#1513' },
  { ...library('slack-cloudflare-workers'), id: 'cloudflare_workers', wraps: 'exchange', cause: 'exchangeRefused', texts: ['Failed to call oauth.v2.access due to'], source: 'slack-cloudflare-workers#1' },
  { ...authJs, id: 'auth_js_nonce', texts: ['unexpected ID Token "nonce" claim value'], means: 'Slack’s id_token has a nonce that the sign-in did not send, or another one.', next: 'Set checks: ["state", "nonce"] in the Slack provider', source: 'next-auth#9002' },
  { ...authJs, id: 'auth_js_check', cause: 'stateLost', texts: ['pkceCodeVerifier value could not be parsed', 'InvalidCheck: pkceCodeVerifier', 'InvalidCheck: state value could not be parsed', 'state value could not be parsed', 'nonce value could not be parsed'], source: '@auth/core oauth/checks.js' },
  { ...nextAuth, id: 'next_auth_sign_in', cause: 'credentials', texts: ['error=OAuthSignin'], near: ['?error=', '&error='], means: 'The sign-in failed before Slack’s page: the provider has no client id, or its address cannot be reached.', next: 'Look at [next-auth][error][SIGNIN_OAUTH_ERROR] in the log, and set clientId and clientSecret', source: 'next-auth core/routes/signin' },
] as const satisfies readonly KnownSentence[]
