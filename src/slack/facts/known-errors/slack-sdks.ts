import type { ErrorCode } from '../errors.ts'
import { manifestCodes } from './manifest-codes.ts'
import type { KnownSentence } from './types.ts'

const oauth = { by: '@slack/oauth (Bolt for JavaScript)', place: 'sdk' } as const
const bolt = { by: 'Bolt for JavaScript', place: 'sdk' } as const
const python = { by: 'Bolt for Python', place: 'sdk' } as const
const pythonSdk = { by: 'Slack’s SDK for Python', place: 'sdk' } as const
const java = { by: 'Bolt for Java', place: 'sdk' } as const
const go = { by: 'slack-go', place: 'sdk' } as const
const ruby = { by: 'slack-ruby-client', place: 'sdk' } as const
const rubyServer = { by: 'slack-ruby-bot-server', place: 'sdk' } as const

/**
 * Sentences of Slack's SDKs and of clients that call only Slack. Sources: the files of the libraries (@slack/oauth 2.6
 * and 4.0, Bolt 3 to 5, @slack/web-api 8.2, the others in November 2026), and threads on GitHub.
 */
// biome-ignore format: one row a line
export const slackSdkSentences = [
  { ...oauth, by: 'Bolt, in each language', id: 'oauth_js_page', wraps: 'callback', cause: 'exchangeRefused', texts: ['Oops, Something Went Wrong! Please try again or contact the app owner', 'Oops, Something Went Wrong!'], means: 'This is the app’s own page for any failed install; the reason in brackets is what counts.', next: 'Read the reason: slack-tokens why REASON; to walk the app’s own install: slack-tokens drive --start "npm start"', source: 'oauth/src/callback-options.ts' },
  { ...oauth, id: 'oauth_js_cancelled', cause: 'denied', texts: ['User cancelled the OAuth installation flow'], source: 'install-provider.ts' },
  { ...oauth, id: 'oauth_js_code_missing', cause: 'openedByHand', texts: ['Redirect url is missing the required code query parameter'], means: 'The callback came without a code: it was opened by hand, or Slack sent an error other than access_denied.', next: 'Look at the query of the callback; with error= in it: slack-tokens why CODE; otherwise begin at the install route', source: 'install-provider.ts' },
  { ...oauth, id: 'oauth_js_state_missing', cause: 'stateLost', texts: ['Redirect url is missing the state query parameter', 'redirect url is missing state or code query parameters'], means: 'The callback came without a state: the install did not begin at the app’s own route, or an org admin began it on Slack’s page.', source: 'install-provider.ts; bolt-js#976' },
  { ...oauth, id: 'oauth_js_browser', cause: 'stateLost', texts: ['The state parameter is not for this browser session'], source: 'install-provider.ts' },
  { ...oauth, id: 'oauth_js_state_unreadable', cause: 'otherStateSecret', texts: ['Failed to load the data represented by the state parameter'], source: 'state-stores/*.ts' },
  { ...oauth, id: 'oauth_js_state_malformed', cause: 'stateLost', texts: ['JsonWebTokenError: jwt malformed', 'JsonWebTokenError: jwt must be provided', 'JsonWebTokenError: invalid token'], near: ['slack', 'InstallProvider', 'ClearStateStore'], means: 'The state is not one that the app made: the install began at a link that is not the app’s own install route.', source: 'node-slack-sdk#1150' },
  { ...oauth, id: 'oauth_js_state_expired', cause: 'stateLost', texts: ['The state value is already expired'], means: 'More than ten minutes passed between the install route and the callback, or the state was used before.', source: 'state-stores/*.ts' },
  { ...oauth, id: 'oauth_js_no_state_store', texts: ['StateStore is not properly configured'], means: 'State is to be verified, and the installer has no store for it.', next: 'Give stateSecret, or a stateStore of your own', source: 'install-provider.ts' },
  { ...oauth, id: 'oauth_js_no_state_secret', texts: ['To use the built-in state store you must provide a State Secret'], means: 'The installer has no stateSecret.', next: 'Set stateSecret to any long random text, the same in every process', source: 'install-provider.ts' },
  { ...oauth, id: 'oauth_js_credentials', cause: 'credentials', texts: ['You must provide a valid clientId and clientSecret'], source: 'install-provider.ts' },
  { ...oauth, id: 'oauth_js_no_scopes', texts: ['You must provide a scope parameter when calling generateInstallUrl'], means: 'The installer has no scopes.', next: 'Give scopes; for user scopes alone give scopes: []', source: 'install-provider.ts' },
  { ...oauth, id: 'oauth_js_no_installation', cause: 'notInstalled', texts: ['Failed fetching data from the Installation Store', 'No installation data found (enterprise_id'], source: 'install-provider.ts; installation-stores/file-store.ts' },
  { ...oauth, id: 'oauth_js_store_shape', cause: 'storeShape', texts: ['The data returned by your InstallationStore#fetchInstallation() method must have'], source: 'install-provider.ts' },
  { ...oauth, id: 'oauth_js_rotation', wraps: 'rotation', texts: ['Failed to perform oauth.v2.access API call for token rotation'], means: 'The refresh token was used before or is not valid, so the pair is lost.', next: 'Install the app again, and save each new pair before the next refresh', source: 'install-provider.ts' },
  { ...oauth, id: 'oauth_js_inconsistent', cause: 'userOnly', texts: ['The response from the authorization URL contained inconsistent information'], source: 'node-slack-sdk#1158' },
  { ...bolt, id: 'bolt_js_app_token', cause: 'appTokenMissing', texts: ['You must provide an appToken when socketMode is set to true', 'You must provide an appToken when using Socket Mode'], source: 'bolt App.ts' },
  { ...bolt, id: 'bolt_js_signing_secret', cause: 'signature', texts: ['signingSecret is required to initialize the default receiver'], means: 'The app has no signing secret.', next: 'Set signingSecret to the Signing Secret of Basic Information, or use Socket Mode', source: 'bolt App.ts' },
  { ...bolt, id: 'bolt_js_token_and_oauth', texts: ['You cannot provide a token along with either oauth installer options or authorize', 'token as well as authorize or oauth installer options were provided'], means: 'The app has a fixed token and the options of an installer at once.', next: 'Leave out token (often SLACK_BOT_TOKEN) where the app is installed by OAuth', source: 'bolt App.ts' },
  { ...bolt, id: 'bolt_js_installer_options', cause: 'credentials', texts: ['you might be missing one or more required oauth installer options'], means: 'clientId, clientSecret, stateSecret or scopes is undefined, mostly because the environment was not loaded.', source: 'bolt App.ts' },
  { ...bolt, id: 'bolt_js_redirect_path', texts: ['You have set a redirectUri but not a matching redirectUriPath', 'redirectUri and installerOptions.redirectUriPath should be consistent'], means: 'The path of redirectUri is not the path that the app listens on.', next: 'Give the same path in redirectUri and installerOptions.redirectUriPath', source: 'receivers/verify-redirect-opts' },
  { ...bolt, id: 'bolt_js_event_not_authorized', cause: 'notInstalled', wraps: 'any', texts: ['Authorization of incoming event did not succeed', 'slack_bolt_authorization_error'], source: 'bolt App.ts; bolt-js#2423' },
  { ...bolt, id: 'bolt_js_signature_stale', texts: ['Failed to verify authenticity: stale', 'Slack request signing verification failed. Timestamp is too old', 'slack_bolt_receiver_authenticity_error{90}Timestamp is too old', 'x-slack-request-timestamp must differ from system time by no more than'], means: 'The request is older than five minutes: the clock of the machine is wrong, or the request waited (a queue, a debugger) or was sent again.', next: 'Set the clock of the machine or container; when it is right, look at what holds requests back before the app', source: 'bolt-js#1502; verify-request.ts' },
  { ...bolt, id: 'bolt_js_signature_headers', texts: ['Slack request signing verification failed. Some headers are missing', 'slack_bolt_receiver_authenticity_error{90}Some headers are missing', 'Failed to verify authenticity: header x-slack-'], means: 'The request has no signature: Slack did not send it (a browser, a health check, another service), or a proxy took its headers away.', next: 'Look at who sends it. When Slack does, let the proxy pass on X-Slack-Signature and X-Slack-Request-Timestamp; otherwise nothing is wrong', source: 'bolt-js#1999; verify-request.ts' },
  { ...bolt, id: 'bolt_js_signature', cause: 'signature', texts: ['Slack request signing verification failed', 'slack_bolt_receiver_authenticity_error', 'Failed to verify authenticity', 'Failed to parse and verify the request data'], source: 'ExpressReceiver.ts; verify-request.ts' },
  { ...bolt, id: 'bolt_js_route', texts: ['Unhandled HTTP request ({9}) made to', 'An unhandled HTTP request ({9}) made to'], means: 'The app has no such route. Bolt’s are /slack/install, /slack/oauth_redirect and /slack/events, unless the options name others.', next: 'Use these paths in the app settings; to see which the app has: slack-tokens drive --start "npm start"', source: 'HTTPModuleFunctions.ts' },
  { ...bolt, id: 'web_api_error', wraps: 'any', texts: ['An API error occurred'], by: '@slack/web-api', means: 'Slack answered ok: false; the code that follows says why.', next: 'Look that code up: slack-tokens why CODE', source: 'web-api/src/errors.ts' },
  { ...python, id: 'bolt_python_browser', cause: 'stateLost', texts: ['invalid_browser: This can occur due to page reload', 'not beginning the OAuth flow from the valid starting URL'], source: 'oauth/internals.py' },
  { ...python, id: 'bolt_python_state', cause: 'stateLost', texts: ['invalid_state: The state parameter is no longer valid', 'The state parameter is no longer valid'], source: 'oauth/internals.py' },
  { ...python, id: 'bolt_python_code_missing', cause: 'openedByHand', texts: ['missing_code: The code parameter is missing in this redirection', 'The code parameter is missing in this redirection'], source: 'oauth/internals.py' },
  { ...python, id: 'bolt_python_exchange', cause: 'exchangeRefused', texts: ['invalid_code: This error code is returned from Slack', 'reason: invalid_code: This error code'], means: 'Bolt for Python shows invalid_code for any failed exchange; a wrong client secret or redirect URL is as likely as a used code.', next: 'Read the log line “Failed to fetch oauth.v2.access result with code: … - error: …”, and look up its error: slack-tokens why CODE', source: 'oauth_flow.py' },
  { ...python, id: 'bolt_python_exchange_log', wraps: 'exchange', cause: 'exchangeRefused', texts: ['Failed to fetch oauth.v2.access result with code'], source: 'oauth_flow.py' },
  { ...python, id: 'bolt_python_signature', cause: 'signature', texts: ['Invalid request signature detected'], source: 'bolt-python#195, #1158' },
  { ...python, id: 'bolt_python_storage', texts: ['storage_error: The app’s server encountered an issue'], means: 'The app could not save the installation: its store cannot write.', next: 'Look at the app’s log for the error of the store (folder, database, rights)', source: 'oauth/internals.py' },
  { ...python, id: 'bolt_python_no_installation', cause: 'notInstalled', texts: ['Although the app should be installed into this workspace, the AuthorizeResult', 'your installation with this app is no longer available'], source: 'multi_teams_authorization.py; authorization/internals.py' },
  { ...python, id: 'bolt_python_token_dead', wraps: 'api', texts: ['token is invalid (auth.test result'], means: 'Slack does not accept the token that the program was started with.', next: 'Look up the error in that line: slack-tokens why CODE; for a new token: slack-tokens login', source: 'logger/messages.py' },
  { ...python, id: 'bolt_python_no_token', cause: 'botTokenMissing', texts: ['Either an env variable `SLACK_BOT_TOKEN` or `token` argument in the constructor is required'], source: 'logger/messages.py' },
  { ...python, id: 'bolt_python_token_ignored', texts: ['(or SLACK_BOT_TOKEN env variable) will be ignored'], means: 'This is a notice and no error: the app is installed by OAuth, so a fixed token does not count.', next: 'Leave out token and SLACK_BOT_TOKEN, or the OAuth settings', source: 'logger/messages.py' },
  { ...python, id: 'bolt_python_credentials', cause: 'credentials', texts: ['Both client_id and client_secret are required'], source: 'oauth_settings.py' },
  { ...python, id: 'bolt_python_rotation_credentials', texts: ['InstallationStore with client_id/client_secret are required for token rotation'], means: 'The token rotates, and the app has no client id and secret to refresh it with.', next: 'Give client_id, client_secret and an installation store, or switch to a token without rotation', source: 'authorize.py' },
  { ...pythonSdk, id: 'python_sdk_error', wraps: 'any', texts: ['The request to the Slack API failed'], means: 'Slack answered ok: false; the error in the next line says why.', next: 'Look that error up: slack-tokens why CODE', source: 'slack_sdk/errors/__init__.py' },
  { ...pythonSdk, id: 'python_sdk_rotation', wraps: 'rotation', texts: ['SlackTokenRotationError'], means: 'The refresh failed; the cause is inside the error.', next: 'Look at its api_error: slack-tokens why CODE; when the refresh token was used, install again', source: 'oauth/token_rotation/rotator.py' },
  { ...pythonSdk, id: 'python_sdk_state', cause: 'otherStateSecret', texts: ['Expired or missing exp claim in state JWT', 'Invalid JWT signature for state parameter'], source: 'oauth/state_store' },
  { ...java, id: 'bolt_java_exchange', wraps: 'exchange', cause: 'exchangeRefused', texts: ['Failed to run an oauth.v2.access API call', 'Failed to run an oauth.access API call'], source: 'service/builtin/oauth' },
  { ...java, id: 'bolt_java_state', cause: 'stateLost', texts: ['Invalid state parameter detected - payload'], source: 'service/builtin/oauth' },
  { ...java, id: 'bolt_java_callback_error', wraps: 'callback', cause: 'denied', texts: ['Received error code in OAuth callback'], source: 'service/builtin/oauth' },
  { ...java, id: 'bolt_java_unknown', texts: ['reason: unknown_error'], near: ['went wrong', 'slack', 'install', 'oauth'], means: 'The app met an exception without a text while it installed.', next: 'Look at the app’s log; to try the same app without it: slack-tokens login', source: 'service/builtin/oauth' },
  { ...java, id: 'bolt_java_not_installed', cause: 'notInstalled', texts: ['Please install this Slack app'], source: 'bolt InstallationService.java; java-slack-sdk#485' },
  { ...java, id: 'bolt_java_signature', cause: 'signature', texts: ['error: invalid request'], near: ['401', 'slack', 'bolt'], source: 'RequestVerification.java' },
  { ...go, id: 'slack_go_rate_limit', texts: ['slack rate limit exceeded, retry after'], means: 'Too many calls came in a minute.', next: 'Wait for the time in the message, then call again', source: 'misc.go' },
  { ...go, id: 'slack_go_signature', cause: 'signature', texts: ['missing headers', 'timestamp is too old'], near: ['slack', 'X-Slack'], source: 'slack-go security.go' },
  { ...ruby, id: 'slack_ruby_signature', cause: 'signature', texts: ['Slack::Events::Request::MissingSigningSecret', 'Slack::Events::Request::TimestampExpired', 'Slack::Events::Request::InvalidSignature'], source: 'events/request.rb' },
  { ...rubyServer, id: 'slack_ruby_registered', texts: ['Team {} is already registered.'], means: 'The workspace was installed before, and its token is still good.', next: 'Go on; to install anew, remove the app from the workspace first', source: 'teams_endpoint.rb' },
  { ...rubyServer, id: 'slack_ruby_credentials', cause: 'credentials', texts: ['Missing SLACK_CLIENT_ID or SLACK_CLIENT_SECRET'], source: 'teams_endpoint.rb' },
  { ...rubyServer, id: 'slack_ruby_code_used', texts: ['The code returned from the OAuth workflow has already been used'], means: 'The page of the callback was loaded again, so its code went to Slack twice.', next: 'Begin at the install page again; to see what the app does then: slack-tokens drive http://localhost:3000/ --scenario double-callback', source: 'public/scripts/messages.js' },
  { ...rubyServer, id: 'slack_ruby_oauth_version', texts: ['Invalid oauth_version, must be one of'], means: 'The server’s configuration names a flow that does not exist.', next: 'Set oauth_version to :v2, or to :v1 for a classic app', source: 'config.rb' },
  { by: 'slack-mcp-server', place: 'sdk', id: 'slack_mcp_server_no_token', texts: ['Authentication required: Either SLACK_MCP_XOXP_TOKEN'], means: 'The server has no Slack token.', next: 'Set SLACK_MCP_XOXP_TOKEN or SLACK_MCP_XOXB_TOKEN; a stored one: slack-tokens token --as user', source: 'pkg/provider/api.go' },
  { by: 'slack-mcp-server', place: 'sdk', id: 'slack_mcp_server_dead_token', texts: ['Authentication failed - check your Slack tokens'], means: 'Slack does not accept the server’s token; old versions of the server refuse rotating tokens (xoxe.…).', next: 'Test it: slack-tokens whoami; then set a good one', source: 'pkg/provider/api.go' },
] as const satisfies readonly KnownSentence[]

/** Sentences of @slack/web-api that describe a code in `errors.ts`. */
// biome-ignore format: one row a line
export const wordedCodes = [
  { code: 'slack_webapi_rate_limited_error', texts: ['A rate-limit has been reached', 'A rate limit has been reached', 'A rate limit was exceeded', 'A rate limit was reached', 'A rate limit has been exceeded'] },
  { code: 'slack_webapi_http_error', texts: ['An HTTP protocol error occurred: statusCode'] },
  { code: 'slack_webapi_request_error', texts: ['A request error occurred'] },
] as const satisfies readonly { code: ErrorCode; texts: readonly string[] }[]

/**
 * Codes that only wrap another code, or that occur together with one. They count only when the text has no other error.
 */
export const wrapperCodes: ReadonlySet<string> = new Set([
  'slack_webapi_platform_error',
  'slack_webapi_request_error',
  'slack_webapi_http_error',
  'slack_oauth_unknown_error',
  'unknown_error',
  'superfluous_charset',
  'missing_charset',
  'message_truncated',
  'app_install_error',
  'installation_failed',
  'app_add_error',
  'app_create_error',
  'local_app_run_error',
  ...Object.keys(manifestCodes),
])
