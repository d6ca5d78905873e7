/** A pasted text with its meaning: an error code or the id of a sentence. */
export interface ErrorSample {
  readonly text: string
  readonly code: string
  /** Where the text comes from. Undefined when the text does not show it; missing when the test does not check it. */
  readonly place?: string | undefined
}

const row = (text: string, code: string, place?: string): ErrorSample => ({ text, code, ...(place && { place }) })

/** Sentences of Slack’s pages and settings. */
export const pageSamples: readonly ErrorSample[] = [
  row(
    'Something went wrong when authorizing Acme.\nTry going back to Acme and authorizing again. If problems persist, contact support',
    'page_frame',
    'page',
  ),
  row('Something‘s gone wrong while authorising this app. Try going back and authorising again.', 'page_frame', 'page'),
  row('Something went wrong when authorising this app', 'page_frame', 'page'),
  row('Slack OAuth Error', 'page_frame_oauth_error', 'page'),
  row('为 Acme 授权时出错了。', 'page_frame', 'page'),
  row(
    '(Acme) could not be installed. It looks like something has gone awry. Don’t worry it’s not your fault, but you won’t be able to install',
    'page_frame_gone_awry',
    'page',
  ),
  row(
    'Our apologies, but it looks like something has gone awry\nGive me the nerdy details',
    'page_frame_gone_awry',
    'page',
  ),
  row('Uh oh, Acme has run into a problem', 'page_frame_gone_awry', 'page'),
  row('OAuth Error: redirect_uri did not match any configured URIs.', 'bad_redirect_uri', 'page'),
  row(
    'Something went wrong when authorizing Acme.\nError details\nPlease specify `client_id`',
    'page_client_id_missing',
    'page',
  ),
  row('OAuth error: invalid_client_id', 'invalid_client_id', 'page'),
  row('Something went wrong when authorizing this app.\nInvalid client_id parameter', 'invalid_client_id', 'page'),
  row(
    'redirect_uri must not contain anchor (#) tags. Passed URI: https://acme.example/#slack',
    'page_redirect_uri_fragment',
    'page',
  ),
  row(
    'redirect_uri did not match any configured URIs.\nPassed URI : https://acme.example/cb\nAllowed URI : none specified',
    'bad_redirect_uri',
    'page',
  ),
  row('Error details\nBot scopes are not allowed when redirecting to a non-web URI', 'page_bot_scopes_non_web', 'page'),
  row('Must use PKCE to redirect to a non-web URI', 'page_pkce_needed', 'page'),
  row('Acme doesn’t have a bot user to install', 'no_bot_user', 'page'),
  row('インストールするボットユーザーがありません', 'no_bot_user', 'page'),
  row('OAuth Error: invalid_scope: is an invalid scope', 'page_scope_name_empty', 'page'),
  row(
    'OAuth Error: invalid_scope: Cannot request both identity scopes and other scopes at the same time',
    'identity_scopes_mixed',
    'page',
  ),
  row('Invalid permissions requested\nInvalid scopes: channels:history, users:read', 'invalid_scope', 'page'),
  row('unapproved permission', 'page_unapproved_permission', 'page'),
  row(
    'This app is requesting more permissions than what your Org Admin has granted',
    'page_unapproved_permission',
    'page',
  ),
  row(
    'Apologies, but you are not authorized to install Acme on Initech. If you’d like, you can message one of your admins',
    'approval_required',
    'page',
  ),
  row('I’m sorry, but your not authorized to install Acme', 'approval_required', 'page'),
  row(
    'Apologies, but Acme can’t be installed. This app isn’t listed in the Slack App Directory, so only workspace owners can install it',
    'page_unlisted_app',
    'page',
  ),
  row('The app is not listed in the Slack Marketplace', 'page_unlisted_app', 'page'),
  row('This app is not approved by Slack', 'page_not_approved_notice', 'page'),
  row('The permissions this app requests have not been reviewed by Slack', 'page_not_approved_notice', 'page'),
  row(
    'This app cannot be installed on this workspace. Apps with this feature are only available to Enterprise customers',
    'enterprise_only_feature',
    'page',
  ),
  row(
    'Workspaces on free plans can only install 10 apps, and your workspace has reached the limit',
    'page_free_plan_ten_apps',
    'page',
  ),
  row(
    'Please add at least one feature or permission scope (below) to install your app',
    'settings_no_scope',
    'settings',
  ),
  row(
    'You’ve changed the permission scopes your app uses. Please reinstall your app for these changes to take effect',
    'settings_reinstall',
    'settings',
  ),
  row('You’ve found a Glitch! This is a weird place', 'page_glitch', 'page'),
  row('There’s been a glitch…', 'page_glitch', 'page'),
  row('Sending messages to this app has been turned off.', 'client_messages_tab_off', 'client'),
  row("Your URL didn't respond with the value of the challenge parameter.", 'settings_challenge_failed', 'settings'),
  row(
    'https://acme.example/slack/oauth_redirect?error=access_denied&error_description=The+user+has+denied+access+to+the+scope%28s%29+requested+by+the+client+application.&state=s1',
    'callback_cancelled',
    'callback',
  ),
  row('https://acme.example/slack/oauth_redirect?error=access_denied&state=s1', 'access_denied', 'callback'),
]

/** Sentences of Slack’s SDKs. */
export const sdkSamples: readonly ErrorSample[] = [
  row(
    'Oops, Something Went Wrong! Please try again or contact the app owner (reason: slack_oauth_invalid_state)',
    'slack_oauth_invalid_state',
  ),
  row('Oops, Something Went Wrong! Please try again or contact the app owner', 'oauth_js_page', 'sdk'),
  row('Error: User cancelled the OAuth installation flow!', 'oauth_js_cancelled', 'sdk'),
  row('MissingCodeError: Redirect url is missing the required code query parameter', 'oauth_js_code_missing', 'sdk'),
  row('MissingStateError: Redirect url is missing the state query parameter', 'oauth_js_state_missing', 'sdk'),
  row('Error: redirect url is missing state or code query parameters', 'oauth_js_state_missing', 'sdk'),
  row(
    'Failed to load the data represented by the state parameter (error: JsonWebTokenError: invalid signature)',
    'oauth_js_state_unreadable',
    'sdk',
  ),
  row('InvalidStateError: The state value is already expired', 'oauth_js_state_expired', 'sdk'),
  row('InstallerInitializationError: StateStore is not properly configured', 'oauth_js_no_state_store', 'sdk'),
  row('To use the built-in state store you must provide a State Secret', 'oauth_js_no_state_secret', 'sdk'),
  row('Error: You must provide a valid clientId and clientSecret', 'oauth_js_credentials', 'sdk'),
  row(
    'GenerateInstallUrlError: You must provide a scope parameter when calling generateInstallUrl',
    'oauth_js_no_scopes',
    'sdk',
  ),
  row(
    'Error: Failed fetching data from the Installation Store (source: {"userId":"U0FAKE001","teamId":"T0FAKE001"})',
    'oauth_js_no_installation',
    'sdk',
  ),
  row(
    "The data returned by your InstallationStore#fetchInstallation() method must have 'bot' at top-level",
    'oauth_js_store_shape',
    'sdk',
  ),
  row(
    'No installation data found (enterprise_id: undefined, team_id: T0FAKE001, user_id: undefined)',
    'oauth_js_no_installation',
    'sdk',
  ),
  row(
    'Failed to perform oauth.v2.access API call for token rotation: (error: Error: An API error occurred: invalid_refresh_token)',
    'invalid_refresh_token',
    'rotation',
  ),
  row(
    'The response from the authorization URL contained inconsistent information. Please file a bug.',
    'oauth_js_inconsistent',
    'sdk',
  ),
  row(
    'AppInitializationError: You must provide an appToken when socketMode is set to true. To generate an appToken see: https://api.slack.com/apis',
    'bolt_js_app_token',
    'sdk',
  ),
  row(
    'signingSecret is required to initialize the default receiver. Set signingSecret or use a custom receiver.',
    'bolt_js_signing_secret',
    'sdk',
  ),
  row(
    'You cannot provide a token along with either oauth installer options or authorize.',
    'bolt_js_token_and_oauth',
    'sdk',
  ),
  row(
    'No token, no orgAuthorize, no authorize, … you might be missing one or more required oauth installer options.',
    'bolt_js_installer_options',
    'sdk',
  ),
  row('You have set a redirectUri but not a matching redirectUriPath', 'bolt_js_redirect_path', 'sdk'),
  row(
    'redirectUri and installerOptions.redirectUriPath should be consistent. Got https://acme.example/a and /b',
    'bolt_js_redirect_path',
    'sdk',
  ),
  row(
    '[WARN] bolt-app Authorization of incoming event did not succeed. No listeners will be called.',
    'bolt_js_event_not_authorized',
    'sdk',
  ),
  row("{ code: 'slack_bolt_authorization_error' }", 'bolt_js_event_not_authorized', 'sdk'),
  row('Slack request signing verification failed. Signature mismatch.', 'bolt_js_signature', 'sdk'),
  row("code: 'slack_bolt_receiver_authenticity_error'", 'bolt_js_signature', 'sdk'),
  row('Failed to verify authenticity: signature mismatch', 'bolt_js_signature', 'sdk'),
  row('[INFO] bolt-app Unhandled HTTP request (GET) made to /install', 'bolt_js_route', 'sdk'),
  row("Error: An API error occurred: not_in_channel\n  code: 'slack_webapi_platform_error'", 'not_in_channel'),
  row('A request error occurred: getaddrinfo ENOTFOUND slack.com', 'slack_webapi_request_error', 'sdk'),
  row('An HTTP protocol error occurred: statusCode = 404', 'slack_webapi_http_error', 'sdk'),
  row(
    'A rate-limit has been reached, you may retry this request in 30 seconds',
    'slack_webapi_rate_limited_error',
    'sdk',
  ),
  row(
    '(reason: invalid_browser: This can occur due to page reload, not beginning the OAuth flow from the valid starting URL, or the /slack/install URL not using https://)',
    'bolt_python_browser',
    'sdk',
  ),
  row('(reason: invalid_state: The state parameter is no longer valid.)', 'bolt_python_state', 'sdk'),
  row('(reason: missing_code: The code parameter is missing in this redirection.)', 'bolt_python_code_missing', 'sdk'),
  row('(reason: invalid_code: This error code is returned from Slack)', 'bolt_python_exchange', 'sdk'),
  row("(reason: storage_error: The app's server encountered an issue)", 'bolt_python_storage', 'sdk'),
  row(
    'Although the app should be installed into this workspace, the AuthorizeResult (returned value from authorize) for it was not found.',
    'bolt_python_no_installation',
    'sdk',
  ),
  row(
    'We apologize, but for some unknown reason, your installation with this app is no longer available. Please reinstall this app',
    'bolt_python_no_installation',
    'sdk',
  ),
  row("`token` is invalid (auth.test result: {'ok': False, 'error': 'account_inactive'})", 'account_inactive', 'api'),
  row(
    'Either an env variable `SLACK_BOT_TOKEN` or `token` argument in the constructor is required.',
    'bolt_python_no_token',
    'sdk',
  ),
  row(
    'As you gave `oauth_settings`, `token` (or SLACK_BOT_TOKEN env variable) will be ignored.',
    'bolt_python_token_ignored',
    'sdk',
  ),
  row('Both client_id and client_secret are required', 'bolt_python_credentials', 'sdk'),
  row(
    'InstallationStore with client_id/client_secret are required for token rotation',
    'bolt_python_rotation_credentials',
    'sdk',
  ),
  row(
    "The request to the Slack API failed. (url: https://slack.com/api/chat.postMessage)\nThe server responded with: {'ok': False, 'error': 'channel_not_found'}",
    'channel_not_found',
    'api',
  ),
  row('slack_sdk.errors.SlackTokenRotationError', 'python_sdk_rotation', 'sdk'),
  row('Expired or missing exp claim in state JWT', 'python_sdk_state', 'sdk'),
  row('Invalid JWT signature for state parameter', 'python_sdk_state', 'sdk'),
  row(
    'com.slack.api.methods.SlackApiException: status: 200, error: missing_scope, needed: chat:write, provided: users:read,commands, warning: null',
    'missing_scope',
  ),
  row('Failed to run an oauth.v2.access API call: bad_client_secret - null', 'bad_client_secret', 'exchange'),
  row(
    'Invalid state parameter detected - payload: VerificationCodePayload(code=1.2.3, state=9da5ccf5, error=null)',
    'bolt_java_state',
    'sdk',
  ),
  row('Received error code in OAuth callback: access_denied', 'access_denied', 'callback'),
  row('Oops, something went wrong while installing the Slack app (reason: unknown_error)', 'bolt_java_unknown', 'sdk'),
  row('HTTP/1.1 401 Unauthorized\n\n{"error":"invalid request"}', 'bolt_java_signature', 'sdk'),
  row('slack rate limit exceeded, retry after 30s', 'slack_go_rate_limit', 'sdk'),
  row('slack-go: missing headers', 'slack_go_signature', 'sdk'),
  row('failed to verify slack request: timestamp is too old', 'slack_go_signature', 'sdk'),
  row('2026/01/05 10:00:00 slack: not_in_channel', 'not_in_channel'),
  row('not_authed (Slack::Web::Api::Errors::NotAuthed)', 'not_authed'),
  row('Slack::Web::Api::Errors::InvalidAuth', 'invalid_auth'),
  row('Slack::Events::Request::MissingSigningSecret', 'slack_ruby_signature', 'sdk'),
  row('Slack::Events::Request::TimestampExpired', 'slack_ruby_signature', 'sdk'),
  row('Slack::Events::Request::InvalidSignature', 'slack_ruby_signature', 'sdk'),
  row('Team Acme is already registered.', 'slack_ruby_registered', 'sdk'),
  row('Missing SLACK_CLIENT_ID or SLACK_CLIENT_SECRET.', 'slack_ruby_credentials', 'sdk'),
  row('The code returned from the OAuth workflow has already been used.', 'slack_ruby_code_used', 'sdk'),
  row('Invalid oauth_version, must be one of :v1 or v2.', 'slack_ruby_oauth_version', 'sdk'),
  row(
    'Authentication required: Either SLACK_MCP_XOXP_TOKEN, SLACK_MCP_XOXB_TOKEN, or both must be provided',
    'slack_mcp_server_no_token',
    'sdk',
  ),
  row('Authentication failed - check your Slack tokens', 'slack_mcp_server_dead_token', 'sdk'),
  row(
    'SlackAPIError: Failed to call oauth.v2.access due to bad_redirect_uri: {"ok":false,"error":"bad_redirect_uri"}',
    'bad_redirect_uri',
    'exchange',
  ),
]

/** Sentences that normally include a code; here the code is missing. */
export const wrapperSamples: readonly ErrorSample[] = [
  row('Failed to perform oauth.v2.access API call for token rotation', 'oauth_js_rotation', 'sdk'),
  row('Error: An API error occurred:', 'web_api_error', 'sdk'),
  row('Failed to fetch oauth.v2.access result with code: 123.456', 'bolt_python_exchange_log', 'sdk'),
  row('`token` is invalid (auth.test result: …)', 'bolt_python_token_dead', 'sdk'),
  row('The request to the Slack API failed.', 'python_sdk_error', 'sdk'),
  row('Failed to run an oauth.v2.access API call', 'bolt_java_exchange', 'sdk'),
  row('Received error code in OAuth callback:', 'bolt_java_callback_error', 'sdk'),
  row('SlackAPIError: Failed to call oauth.v2.access due to', 'cloudflare_workers', 'library'),
  row('(slack) Authentication failure! invalid_credentials: OAuth2::Error', 'omniauth_exchange', 'library'),
  row('Failed to parse server response', 'oauth2_rs_answer', 'library'),
  row('Failed to retrieve a new WSS URL', 'socket_no_url', 'socket'),
]

/** Sentences from people’s reports. */
export const reportedSamples: readonly ErrorSample[] = [
  row(
    '[ERROR]  OAuth:InstallProvider:0 JsonWebTokenError: jwt malformed at ClearStateStore',
    'oauth_js_state_malformed',
    'sdk',
  ),
  row(
    'slack_bolt.RequestVerification INFO Invalid request signature detected (signature: v0=fa4e)',
    'bolt_python_signature',
    'sdk',
  ),
  row('State Mismatch. Verification not found', 'better_auth_state_log', 'library'),
  row('BadRequestError: State not return in OAuth flow', 'outline_state', 'library'),
  row(
    "slack: TypeError: Cannot read properties of undefined (reading 'access_token')",
    'answer_without_token',
    'library',
  ),
  row('integration=slack err="unexpected status code 404"', 'alertmanager_404', 'library'),
]

/** Sentences of OAuth libraries and products. */
export const librarySamples: readonly ErrorSample[] = [
  row(
    '(slack) Authentication failure! csrf_detected: OmniAuth::Strategies::OAuth2::CallbackError, csrf_detected | CSRF detected',
    'omniauth_csrf',
    'library',
  ),
  row(
    '(slack) Authentication failure! invalid_credentials: OAuth2::Error, bad_client_secret: {"ok":false,"error":"bad_client_secret"}',
    'bad_client_secret',
    'exchange',
  ),
  row("NoMethodError: undefined method `expired?' for nil:NilClass", 'omniauth_no_token', 'library'),
  row('Unable to verify authorization request state.', 'passport_state', 'library'),
  row('Invalid authorization request state.', 'passport_state', 'library'),
  row('InternalOAuthError: Failed to obtain access token', 'passport_no_token', 'library'),
  row(
    'ReferenceError: json is not defined\n    at /app/node_modules/passport-slack/lib/passport-slack/strategy.js:75',
    'passport_slack_json',
    'library',
  ),
  row(
    '[next-auth][error][OAUTH_CALLBACK_ERROR] id_token detected in the response, you must use client.callback() instead of client.oauthCallback()',
    'next_auth_id_token',
    'library',
  ),
  row('[next-auth][error][OAUTH_CALLBACK_ERROR] State cookie was missing.', 'next_auth_state', 'library'),
  row('checks.state argument is missing', 'next_auth_state', 'library'),
  row('state mismatch, expected abc, got: def', 'next_auth_state', 'library'),
  row('PKCE code_verifier cookie was missing.', 'next_auth_state', 'library'),
  row('https://acme.example/api/auth/signin?error=OAuthCallback', 'next_auth_callback_error', 'library'),
  row(
    '[auth][error] CallbackRouteError: Read more at https://errors.authjs.dev#callbackrouteerror',
    'auth_js_callback_error',
    'library',
  ),
  row('[auth][cause]: OAuth Provider returned an error', 'auth_js_callback_error', 'library'),
  row(
    'OperationProcessingError: "response" body "access_token" property must be a string',
    'oauth4webapi_no_token',
    'library',
  ),
  row('unsupported `token_type` value', 'oauth4webapi_token_type', 'library'),
  row(
    'AuthorizationResponseError: authorization response from the server is an error',
    'oauth4webapi_denied',
    'library',
  ),
  row('unexpected "state" response parameter value', 'oauth4webapi_state', 'library'),
  row("Error: Missing or invalid 'access_token' field", 'arctic_no_token', 'library'),
  row('OAuth2RequestError: OAuth request error: bad_client_secret', 'bad_client_secret', 'exchange'),
  row('UnexpectedErrorResponseBodyError: Unexpected error response body', 'arctic_refused', 'library'),
  row('https://acme.example/api/auth/error?error=invalid_code', 'better_auth_exchange', 'library'),
  row('https://acme.example/api/auth/error?error=no_code', 'better_auth_no_code', 'library'),
  row('https://acme.example/api/auth/error?error=state_mismatch', 'better_auth_state', 'library'),
  row('https://acme.example/api/auth/error?error=state_not_found', 'better_auth_state', 'library'),
  row('https://acme.example/api/auth/error?error=unable_to_get_user_info', 'better_auth_user_info', 'library'),
  row('https://acme.example/api/auth/error?error=email_not_found', 'better_auth_user_info', 'library'),
  row('Error: Invalid state\n    at /app/node_modules/@fastify/oauth2/index.js:220', 'fastify_oauth2_state', 'library'),
  row('Grant: OAuth2 state mismatch', 'grant_state', 'library'),
  row('Grant: OAuth2 missing code parameter', 'grant_code_missing', 'library'),
  row('Grant: missing session or misconfigured provider', 'grant_state', 'library'),
  row('Grant: missing or misconfigured provider', 'grant_provider', 'library'),
  row('oauth2: server response missing access_token', 'golang_no_token', 'library'),
  row('oauth2: "bad_redirect_uri"', 'bad_redirect_uri', 'exchange'),
  row('oauth2: "bad_client_secret"', 'bad_client_secret', 'exchange'),
  row('oauth2: cannot fetch token: 404 Not Found Response: <html>', 'golang_cannot_fetch', 'library'),
  row('500: Unable to exchange external code: 7777.8888.fa4e', 'supabase_exchange', 'library'),
  row('OAuth state parameter missing', 'supabase_state', 'library'),
  row(
    '{"code":400,"error_code":"bad_oauth_state","msg":"OAuth state not found or expired"}',
    'supabase_state',
    'library',
  ),
  row('State has already been used', 'supabase_state', 'library'),
  row('{"code":400,"msg":"Unsupported provider: Provider slack could not be found"}', 'supabase_provider', 'library'),
  row('Unsupported provider: provider is not enabled (Provider slack is not enabled)', 'supabase_provider', 'library'),
  row(
    '[invalid_token_response] An error occurred while attempting to retrieve the OAuth 2.0 Access Token Response: tokenType cannot be null',
    'spring_token_response',
    'library',
  ),
  row('java.lang.IllegalArgumentException: tokenValue cannot be empty', 'spring_token_response', 'library'),
  row(
    'com.nimbusds.oauth2.sdk.ParseException: Missing JSON object member with key "token_type"',
    'spring_token_response',
    'library',
  ),
  row('OAuth2AuthenticationException: [authorization_request_not_found]', 'spring_state', 'library'),
  row(
    "com.github.scribejava.core.exceptions.OAuthException: Response body is incorrect. Can't extract a 'access_token' from this: '{\"ok\":true}'",
    'scribe_no_token',
    'library',
  ),
  row('InvalidArgumentException: Required option not passed: "access_token"', 'league_no_token', 'library'),
  row(
    'UnexpectedValueException: Invalid response received from Authorization Server. Expected JSON.',
    'league_no_json',
    'library',
  ),
  row(
    'Undefined index "user_id" in vendor/adam-paterson/oauth2-slack/src/Provider/Slack.php',
    'oauth2_slack_user_id',
    'library',
  ),
  row('Laravel\\Socialite\\Two\\InvalidStateException', 'socialite_state', 'library'),
  row('Undefined array key "authed_user"', 'socialite_exchange', 'library'),
  row('Undefined index: user in vendor/socialiteproviders/slack/Provider.php', 'socialite_user', 'library'),
  row(
    'oauthlib.oauth2.rfc6749.errors.MissingTokenError: (missing_token) Missing access token parameter.',
    'oauthlib_no_token',
    'library',
  ),
  row('(mismatching_state) CSRF Warning! State not equal in request and response.', 'oauthlib_state', 'library'),
  row('(insecure_transport) OAuth 2 MUST utilize https.', 'oauthlib_http', 'library'),
  row(
    'Warning: Scope has changed from "chat:write users:read" to "chat:write,users:read".',
    'oauthlib_scope',
    'library',
  ),
  row(
    'authlib.integrations.base_client.errors.MismatchingStateError: mismatching_state: CSRF Warning! State not equal in request and response.',
    'oauthlib_state',
    'library',
  ),
  row('authlib: Missing "state" parameter', 'authlib_state', 'library'),
  row('Third-Party Login Failure', 'allauth_page', 'library'),
  row(`Error retrieving access token: b'{"ok":false,"error":"bad_redirect_uri"}'`, 'bad_redirect_uri', 'exchange'),
  row('AuthStateMissing: Session value state missing.', 'social_auth_state', 'library'),
  row('Wrong state parameter given.', 'social_auth_state', 'library'),
  row('Missing needed parameter state', 'social_auth_state', 'library'),
  row('Missing needed parameter code', 'social_auth_code_missing', 'library'),
  row('Authentication process canceled', 'social_auth_denied', 'library'),
  row('KeyError: \'user\'\n  File "social_core/backends/slack.py", line 30', 'social_auth_user', 'library'),
  row('Failed to parse server response (source: missing field `access_token`)', 'oauth2_rs_no_token', 'library'),
  row(
    '%Ueberauth.Failure.Error{message: "Cross-Site Request Forgery attack", message_key: :csrf_attack}',
    'ueberauth_state',
    'library',
  ),
  row(
    '%Ueberauth.Failure.Error{message: "No code received", message_key: "missing_code"}',
    'ueberauth_code_missing',
    'library',
  ),
  row('System.Exception: The oauth state was missing or invalid.', 'aspnet_state', 'library'),
  row(
    'Insufficient parameters for OAuth2 callback. Received following query parameters: {"error":"access_denied","state":"s1"}',
    'access_denied',
    'callback',
  ),
  row(
    'Insufficient parameters for OAuth2 callback. Received following query parameters: {"state":"s1"}',
    'n8n_callback',
    'library',
  ),
  row('Unable to sign without access token', 'n8n_no_token', 'library'),
  row('Your Slack credential is missing required OAuth Scopes', 'n8n_scopes', 'library'),
  row('Invalid state parameter passed in the callback: undefined', 'nango_state', 'library'),
  row('OAuth state cookie missing.', 'nango_state', 'library'),
  row('Provider Config "slack" is missing client ID, secret and/or scopes.', 'nango_provider', 'library'),
  row('Unknown error during the Oauth flow.', 'nango_unknown', 'library'),
]

/** Sentences about Socket Mode, commands, forms, response URLs, MCP and workflows. */
export const neighbourSamples: readonly ErrorSample[] = [
  row(
    'Received: {"type":"disconnect","reason":"warning","debug_info":{"host":"applink-1"}}',
    'socket_warning',
    'socket',
  ),
  row('{"type":"disconnect","reason":"refresh_requested"}', 'refresh_requested', 'socket'),
  row('{"type":"disconnect","reason":"link_disabled"}', 'link_disabled', 'socket'),
  row('{"type":"disconnect","reason":"too_many_websockets"}', 'too_many_websockets', 'socket'),
  row(
    "Error: Unhandled event 'server explicit disconnect' in state 'connecting'.",
    'socket_explicit_disconnect',
    'socket',
  ),
  row(
    "[WARN] socket-mode:SlackWebSocket:1 A pong wasn't received from the server before the timeout of 5000ms!",
    'socket_pong',
    'socket',
  ),
  row('Failed to retrieve a new WSS URL for reconnection (error: missing_scope)', 'missing_scope', 'socket'),
  row(
    'Failed to retrieve a new WSS URL (error: Error: An API error occurred: not_allowed_token_type)',
    'not_allowed_token_type',
    'socket',
  ),
  row('Error: Must provide an App-Level Token when initializing a Socket Mode Client', 'socket_app_token', 'socket'),
  row("code: 'slack_socket_mode_no_reply_received_error'", 'slack_socket_mode_no_reply_received_error'),
  row("code: 'slack_socket_mode_websocket_error'", 'slack_socket_mode_websocket_error'),
  row("code: 'slack_socket_mode_send_while_disconnected_error'", 'slack_socket_mode_send_while_disconnected_error'),
  row('apps.connections.open failed at start: user_removed_from_team', 'user_removed_from_team', 'socket'),
  row('/acme failed with the error "dispatch_failed"', 'dispatch_failed'),
  row('/acme failed with the error "operation_timeout"', 'operation_timeout'),
  row("Darn – that slash command didn't work (error message: `Timeout was reached`).", 'command_timeout', 'client'),
  row('/acme failed with the error "http_client_error"', 'http_client_error'),
  row('This app responded with Status Code 404', 'interaction_status', 'client'),
  row('Operation timed out. Apps need to respond within three seconds', 'interaction_timeout', 'client'),
  row(
    'POST https://hooks.slack.com/commands/T0FAKE001/1/x\nAxiosError: Request failed with status code 404',
    'response_url_over',
    'client',
  ),
  row('An API error occurred: cant_update_message', 'cant_update_message'),
  row('An API error occurred: trigger_expired', 'trigger_expired'),
  row('views.open: `trigger_id` expired', 'trigger_id_expired', 'client'),
  row('An API error occurred: expired_trigger_id', 'expired_trigger_id'),
  row(
    'HTTP 400: {"jsonrpc":"2.0","error":{"code":-32600,"message":"App is not enabled for Slack MCP server access"}}',
    'mcp_not_enabled',
    'mcp',
  ),
  row('Error: Incompatible auth server: does not support dynamic client registration', 'mcp_no_registration', 'mcp'),
  row('Dynamic client registration not supported', 'mcp_no_registration', 'mcp'),
  row('Slack connector: invalid_auth_token', 'invalid_auth_token'),
  row('functions.completeSuccess: An API error occurred: token_revoked', 'token_revoked', 'workflow'),
  row('workflows.stepCompleted: An API error occurred: trigger_exchanged', 'trigger_exchanged'),
  row('Slack: Function failed to execute', 'workflow_failed', 'workflow'),
  row('Workflow currently unavailable', 'workflow_failed', 'workflow'),
  ...['oauth2_callback_error', 'oauth2_exchange_error', 'scope_mismatch_error', 'unable_to_parse_state'].map((code) =>
    row(`Slack external auth failed with ${code}`, code),
  ),
]

/** Error codes as Slack’s CLI prints them. */
export const cliSamples: readonly ErrorSample[] = [
  ...'app_approval_request_denied app_approval_request_eligible app_approval_request_pending app_dir_only_fail app_add_exists app_auth_team_mismatch app_hosted app_install_error installation_failed app_manifest_validate_error invalid_manifest invalid_app app_not_eligible app_not_installed installation_required auth_timeout_error invalid_challenge missing_challenge auth_token_error credentials_not_found slack_auth_error no_token_found cannot_revoke_org_bot_token connector_approval_required connector_approval_pending connector_denied connector_not_installed domain_taken at_active_sandbox_limit free_team_not_allowed restricted_plan_level service_limits_exceeded function_belongs_to_another_app function_not_found unknown_function_id hosted_apps_disallow_user_scopes invalid_scopes missing_app_team_id missing_app_id missing_scope org_grant_exists over_resource_limit team_quota_exceeded provider_not_found scopes_exceed_app_config socket_connection_error local_app_run_error token_rotation_error trigger_not_found trigger_does_not_exist uninstall_halted user_cannot_manage_app is_restricted fail_to_get_teams_for_restricted_user sdk_hook_not_found sdk_hook_invocation_failed hooks_json_location_error auth_prod_token_not_found'
    .split(' ')
    .map((code) =>
      row(
        `Check ~/.slack/slack-debug.log for error logs\n\n🚫 Something did not work (${code})\n\nSuggestion:\n  Try it again`,
        code,
        'cli',
      ),
    ),
]

export const errorSamples: readonly ErrorSample[] = [
  ...pageSamples,
  ...sdkSamples,
  ...wrapperSamples,
  ...reportedSamples,
  ...librarySamples,
  ...neighbourSamples,
  ...cliSamples,
]
