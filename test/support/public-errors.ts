/** Error texts that people published, with invented names and values. */
export interface PublicError {
  readonly source: string
  readonly text: string
  readonly code: string
  readonly place?: string
}

const issues = 'https://github.com'

// biome-ignore format: a text and what is expected of it in one place
const firstLot: readonly PublicError[] = [
  { source: `${issues}/slackapi/python-slack-sdk/issues/791`, code: 'bad_redirect_uri', place: 'exchange', text: "But below code return error  `{'ok': False, 'error': 'bad_redirect_uri'}`\n  response = client.oauth_v2_access(\n    client_id=client_id,\n    client_secret=client_secret,\n    code=code_param\n  )" },
  { source: `${issues}/pennersr/django-allauth/issues/2878`, code: 'bad_redirect_uri', place: 'exchange', text: `Code: unknown, Error: Error retrieving access token: b'{"ok":false,"error":"bad_redirect_uri"}'` },
  { source: `${issues}/slackapi/slack-skills-plugin/issues/19`, code: 'bad_redirect_uri', place: 'page', text: 'The oauth flow gives the follow error from slack\nredirect_uri did not match any configured URIs. Passed URI: http://localhost:3999/callback' },
  { source: `${issues}/slack-edge/slack-cloudflare-workers/pull/1`, code: 'bad_redirect_uri', place: 'exchange', text: 'SlackAPIError: Failed to call oauth.v2.access due to bad_redirect_uri: {"ok":false,"error":"bad_redirect_uri"}\n    at FakeClient.call (index.js:615:17)\n    at async FakeApp.handleOAuthCallbackRequest (index.js:2209:25)\nScript modified; context reset.' },
  { source: `${issues}/wee-slack/wee-slack/issues/795`, code: 'page_redirect_uri_fragment', place: 'page', text: '> Something went wrong when authorizing fake-chat.\n> Try going back to fake-chat and authorizing again. If problems persist, contact support for help.\n\n> Error details\n> redirect_uri must not contain anchor (#) tags. Passed URI: https://fake.example.test/oauth#' },
  { source: `${issues}/wee-slack/wee-slack/issues/795`, code: 'bad_redirect_uri', place: 'exchange', text: "6:23 ERROR: Couldn't get Slack OAuth token: bad_redirect_uri" },
  { source: `${issues}/calcom/cal.diy/issues/4262`, code: 'invalid_client_id', place: 'page', text: 'When trying to install Slack App I am presented with the screen "Something went wrong when authorising this app"\n"Error details\nInvalid client_id parameter"' },
  { source: `${issues}/reach-now/teamchatviz/issues/61`, code: 'page_glitch', place: 'page', text: "I click on Authorise and I just end up going to a page which says:\n\nYou've found a Glitch!\n\nYou've found yourself in a weird place.\nProbably not the place you were looking for." },
  { source: `${issues}/neversun/Slackfish/issues/26`, code: 'approval_required', place: 'page', text: 'I get a weird error message:  "I\'m sorry, but your not authorized to install Fakefish".' },
  { source: `${issues}/alertmixer/amixr/issues/87`, code: 'unapproved_scope', place: 'page', text: 'I get an error\n"Invalid permissions requested\nunapproved_scope"' },
  { source: `${issues}/arjunattam/vscode-chat/issues/96`, code: 'approval_required', place: 'page', text: 'Apologies, but you are not authorized to install Fake Chat for Editors.\nIf you’d like, you can message one of your admins and ask them to install this app.' },
  { source: `${issues}/arjunattam/vscode-chat/issues/50`, code: 'access_denied', place: 'callback', text: '[editor] Sign in with Slack failed: access_denied' },
  { source: `${issues}/botpress/modules/issues/20`, code: 'bad_redirect_uri', place: 'page', text: 'Passed URI : https://fake.example.test/modules/fake-slack\nAllowed URI : https://fake.example.test/modules/channel-slack' },
  { source: `${issues}/slackapi/bolt-js/issues/2423`, code: 'oauth_js_no_installation', text: '[WARN] bolt-app Authorization of incoming event did not succeed. No listeners will be called.\n[ERROR]  bolt-app Error: Failed fetching data from the Installation Store (source: {"userId":"U0FAKE","isEnterpriseInstall":false,"teamId":"T0FAKE"})\n    at new AuthorizationError (/home/dana/node_modules/@slack/oauth/src/errors.ts:46:5)' },
  { source: `${issues}/slackapi/bolt-js/issues/567`, code: 'bolt_js_event_not_authorized', text: "[WARN]  bolt-app Authorization of incoming event did not succeed. No listeners will be called.\n{ Error: Cannot read property 'token' of undefined\n    at new AuthorizationError (src/node_modules/@slack/oauth/dist/errors.js:70:28)" },
  { source: `${issues}/slack-samples/bolt-js-triage-bot/issues/35`, code: 'bolt_js_event_not_authorized', text: "2026-05-20T09:58:56.256019+00:00 app[web.1]: Error: Cannot read property '_doc' of null\n2026-05-20T09:58:56.256051+00:00 app[web.1]:     at new AuthorizationError (/app/node_modules/@slack/oauth/dist/errors.js:84:28)\n2026-05-20T09:58:56.256053+00:00 app[web.1]:   code: 'slack_bolt_authorization_error'\n2026-05-20T09:58:56.256054+00:00 app[web.1]: }" },
  { source: `${issues}/slackapi/bolt-python/issues/1257`, code: 'bolt_python_no_installation', text: 'Although the app should be installed into this workspace, the AuthorizeResult (returned value from authorize) for it was not found.' },
  { source: `${issues}/pocketpaw/pocketpaw/issues/372`, code: 'invalid_auth', place: 'socket', text: "[22:52:17] ERROR    Failed to retrieve WSS URL: The request to the Slack API failed. (url:\n                    https://slack.com/api/apps.connections.open, status: 200)\n                    The server responded with: {'ok': False, 'error': 'invalid_auth'}\n           ERROR    Failed to connect (error: The request to the Slack API failed. (url:\n                    https://slack.com/api/apps.connections.open, status: 200)\n                    ╭───── Traceback (most recent call last) ─────╮\n                    │ C:\\Users\\dana\\site-packages\\slack │\n" },
  { source: `${issues}/GregHilston/Simple-Slack-Bot/issues/37`, code: 'not_allowed_token_type', text: 'slacksocket.errors.SlackAPIError: Error from slack api:\n {"ok":false,"error":"not_allowed_token_type"}' },
  { source: `${issues}/slack-ruby/slack-ruby-client/issues/466`, code: 'not_allowed_token_type', text: "client = Slack::RealTime::Client.new(token: ENV['SLACK_BOT_TOKEN'])\n\nclient.start!\n# Slack::Web::Api::Errors::NotAllowedTokenType: not_allowed_token_type" },
  { source: `${issues}/shomali11/slacker/issues/72`, code: 'not_authed', place: 'socket', text: 'Connecting to Slack with Socket Mode.\n2026/05/26 14:52:01 not_authed\nexit status 1' },
  { source: `${issues}/regisb/slack-cli/issues/7`, code: 'missing_scope', place: 'api', text: 'File "/Library/Python/2.7/site-packages/slackcli/slack.py", line 28, in init\n    team = team or client().team.info().body["team"]["domain"]\n  File "/Library/Python/2.7/site-packages/slacker/__init__.py", line 72, in _request\n    raise Error(response.error)\nslacker.Error: missing_scope' },
  { source: 'https://qordinate.ai/errors/slack', code: 'missing_scope', text: '{"ok":false,"error":"missing_scope","needed":"channels:read","provided":["chat:write"]}' },
  { source: 'https://qordinate.ai/errors/slack', code: 'token_expired', text: 'SlackApiError: token_expired\nat SlackClient.postMessage (/node_modules/@slack/web-api/dist/WebClient.js:123:45)' },
  { source: `${issues}/slackapi/slack-cli/issues/223`, code: 'app_manifest_update_error', place: 'cli', text: 'App Manifest\n\n   Manifest values for this app are overwritten on reinstall\n\nCheck /root/.slack/logs/slack-debug-20260228.log for error logs\n\nThe app manifest was not updated (app_manifest_update_error)\n\nSuggestion\n\n   Check local values with `slack manifest --source local`' },
  { source: `${issues}/slackapi/deno-slack-sdk/issues/351`, code: 'installation_required', text: 'A valid installation of this app is required to take this action (installation_required)\n\nSuggestion\n\n   Install the app with `slack install`' },
  { source: `${issues}/slackapi/bolt-python/issues/951`, code: 'dispatch_failed', text: '/onboard failed with the error "dispatch_failed"' },
  { source: `${issues}/Netflix/dispatch/issues/495`, code: 'http_client_error', text: '`/fake-assign-role failed with the error "http_client_error"`\nweb_1        | INFO:     10.0.0.1:55234 - "POST /api/v1/events/slack/fake HTTP/1.1" 404 Not Found' },
  { source: `${issues}/outline/outline/issues/4581`, code: 'outline_state', text: '{\n   "error":"State not return in OAuth flow",\n   "stack":"BadRequestError: State not return in OAuth flow\\n    at OAuthStateMismatchError (/opt/fake/build/server/errors.js:132:34)\\n    at StateStore.verify (/opt/fake/build/server/utils/passport.js:55:61)"\n}' },
  { source: `${issues}/nextauthjs/next-auth/issues/1513`, code: 'answer_without_token', text: "        var accessToken = provider.id === 'slack' ? raw.authed_user.access_token : raw.access_token;\n                                                                    ^\n\nTypeError: Cannot read property 'access_token' of undefined\n    at /app/node_modules/next-auth/dist/server/lib/oauth/client.js:191:69" },
  { source: `${issues}/langfuse/langfuse/issues/5440`, code: 'next_auth_state', text: 'fake-web-1     | [next-auth][error][OAUTH_CALLBACK_ERROR] \nfake-web-1     | https://next-auth.js.org/errors#oauth_callback_error state mismatch, expected undefined, got:  {\nfake-web-1     |   error: RPError: state mismatch, expected undefined, got: ' },
  { source: `${issues}/slackapi/node-slack-sdk/issues/1150`, code: 'oauth_js_state_malformed', text: '[ERROR]  OAuth:InstallProvider:0 JsonWebTokenError: jwt malformed\n    at Object.module.exports [as verify] (/app/node_modules/jsonwebtoken/verify.js:63:17)\n    at ClearStateStore.<anonymous> (/app/node_modules/@slack/oauth/dist/index.js:412:42)' },
  { source: `${issues}/nextauthjs/next-auth/pull/3502`, code: 'next_auth_id_token', text: "[next-auth][error][OAUTH_CALLBACK_ERROR] \nhttps://next-auth.js.org/errors#oauth_callback_error id_token detected in the response, you must use client.callback() instead of client.oauthCallback() {\n  error: {\n    message: 'id_token detected in the response'\n  },\n  providerId: 'slack'\n}" },
  { source: `${issues}/prometheus/alertmanager/issues/1606`, code: 'alertmanager_404', text: 'level=error ts=2026-11-04T13:54:47.88Z caller=notify.go:332 component=dispatcher msg="Error on notify" err="cancelling notify retry for \\"slack\\" due to unrecoverable error: unexpected status code 404"' },
  { source: `${issues}/slackapi/slack-github-action/issues/249`, code: 'no_service', text: 'Trying to send a payload to a Slack webhook.\nError: no_service' },
  { source: `${issues}/ericferon/glpi-webhook/issues/20`, code: 'invalid_payload', place: 'webhook', text: 'Error: call to URL https://hooks.slack.com/services/T0FAKE/B0FAKE/FAKEfakeFAKE failed with status 400, response invalid_payload, curl_error , curl_errno 0' },
]

/** Texts that were collected after the tool recognized all texts of the first set. */
// biome-ignore format: a text and what is expected of it in one place
const secondLot: readonly PublicError[] = [
  { source: `${issues}/kmrshntr/omniauth-slack/issues/60`, code: 'omniauth_csrf', text: "web_1  | I, [2026-02-28T19:28:30.178720 #1]  INFO -- omniauth: (slack) Callback phase initiated.\nweb_1  | E, [2026-02-28T19:28:30.185502 #1] ERROR -- omniauth: (slack) Authentication failure! csrf_detected: OmniAuth::Strategies::OAuth2::CallbackError, csrf_detected | CSRF detected\nweb_1  | E, [2026-02-28T19:28:30.185941 #1] ERROR -- omniauth: (slack) Authentication failure! invalid_credentials: OmniAuth::Strategies::OAuth2::CallbackError, csrf_detected | CSRF detected" },
  { source: `${issues}/kmrshntr/omniauth-slack/issues/35`, code: 'bad_client_secret', place: 'exchange', text: 'Started GET "/auth/slack/callback?code=111.222.fa4e&state=fa4efa4e" for ::1 at 2026-06-27 22:48:03 -0400\nI, [2026-06-27T22:48:03.861285 #56935]  INFO -- omniauth: (slack) Callback phase initiated.\nE, [2026-06-27T22:48:04.884077 #56935] ERROR -- omniauth: (slack) Authentication failure! invalid_credentials: OAuth2::Error, bad_client_secret: \n{"ok":false,"error":"bad_client_secret"}' },
  { source: `${issues}/ueberauth/ueberauth_slack/issues/38`, code: 'ueberauth_state', text: 'Authentication callback fails with CSFR error.\n```\n%Ueberauth.Failure.Error{message: "Cross-Site Request Forgery attack", message_key: :csrf_attack}\n```' },
  { source: `${issues}/n8n-io/n8n/issues/16917`, code: 'n8n_no_token', text: 'NodeApiError: Unable to sign without access token at ExecuteContext.requestWithAuthentication (/home/dana/n8n-core/src/execution-engine/request-helper-functions.ts:1476:10) at ExecuteContext.slackApiRequest (/home/dana/n8n-nodes-base/nodes/Slack/V2/GenericFunctions.ts:52:19)' },
  { source: `${issues}/n8n-io/n8n/issues/17694`, code: 'n8n_scopes', text: 'Slack Trigger: “Could not load list – Your Slack credential is missing required OAuth Scopes” (even with all permissions set)' },
  { source: `${issues}/slackapi/bolt-js/issues/1968`, code: 'token_expired', text: "Error: An API error occurred: token_expired\n    at platformErrorFromResult (node_modules/@slack/web-api/dist/errors.js:56:33)\n    at WebClient.apiCall (node_modules/@slack/web-api/dist/WebClient.js:181:56) {\n  code: 'slack_webapi_platform_error',\n  data: { ok: false, error: 'token_expired', response_metadata: {} }\n}" },
  { source: `${issues}/CogniQ/CogniQ/issues/72`, code: 'invalid_refresh_token', place: 'rotation', text: "fake.slack - ERROR - Failed to rotate tokens due to The request to the Slack API failed. (url: https://www.slack.com/api/oauth.v2.access)\n2026-06-25T01:27:46.657944826Z The server responded with: {'ok': False, 'error': 'invalid_refresh_token'}" },
  { source: `${issues}/slackapi/bolt-python/issues/962`, code: 'not_authed', place: 'api', text: "slack_sdk.errors.SlackApiError: The request to the Slack API failed. (url: https://www.slack.com/api/reactions.get)\nThe server responded with: {'ok': False, 'error': 'not_authed'}" },
  { source: `${issues}/slackapi/python-slack-sdk/issues/1242`, code: 'bolt_python_rotation_credentials', text: 'raise BoltError(\n   "InstallationStore with client_id/client_secret are required for token rotation"\n)' },
  { source: `${issues}/anthropics/claude-code/issues/18009`, code: 'mcp_no_registration', text: 'MCP server "plugin:slack:slack": No client info found\n  MCP server "plugin:slack:slack": SDK auth error: Error: Incompatible auth server: does not support dynamic client registration\n  MCP server "plugin:slack:slack": SSE Connection failed: Non-200 status code (404)' },
  { source: `${issues}/PeteGoo/tcSlackBuildNotifier/issues/163`, code: 'channel_not_found', text: '[2026-10-09 16:31:22,819]  ERROR -   jetbrains.buildServer.SERVER - NotificationUtility :: \nSlackNotification failed : @Dana Fake returned error channel_not_found ' },
  { source: `${issues}/target/goalert/issues/2176`, code: 'channel_not_found', text: '{\nProviderName: "Slack-Channel"\nProviderType: 3\nTrigger: "INTERVAL"\nerror: "send notification: channel_not_found"\nlevel: "error"\nmsg: ""\n}' },
  { source: `${issues}/bitrise-steplib/steps-slack-message/issues/57`, code: 'channel_not_found', text: 'Error: server error: 404 Not Found, response: channel_not_found' },
  { source: `${issues}/alexkvak/teamcity-slack/issues/121`, code: 'missing_scope', text: 'jetbrains.buildServer.SERVER - Slack Integration - missing_scope' },
  { source: 'https://taourl.com/read-2633817.html', code: 'oauth_js_browser', text: '[ERROR]  OAuth:InstallProvider:0 Error: The state parameter is not for this browser session.' },
  { source: `${issues}/scribejava/scribejava/pull/1037`, code: 'scribe_no_token', text: "com.github.scribejava.core.exceptions.OAuthException: Response body is incorrect. Can't extract a 'access_token' from this: '{\"ok\":true,\"app_id\":\"A0FAKE\",\"authed_user\":{\"id\":\"U0FAKE\"}}'" },
  { source: `${issues}/slack-ruby/slack-ruby-client/issues/333`, code: 'not_allowed_token_type', text: "23:43:11 web.1    | /home/dana/gems/slack-ruby-client-0.14.4/lib/slack/web/faraday/response/raise_error.rb:11:in `on_complete': not_allowed_token_type (Slack::Web::Api::Errors::SlackError)\n23:43:11 web.1    | \tfrom /home/dana/gems/faraday-0.15.4/lib/faraday/response.rb:9:in `block in call'" },
  { source: `${issues}/golang/oauth2/issues/174`, code: 'not_authed', place: 'api', text: 'I am able to get an authorization token but when calling the test.auth endpoint (https://slack.com/api/auth.test), slack complains with:\n\n`{ok: false, error: not_authed}`' },
  { source: `${issues}/pvzig/SlackKit/pull/47`, code: 'missing_scope', text: 'When required scope is missing, the methods throw `UnknownError`.\nBut json response from Slack api server contains `error` key and `"missing_scope"` message.' },
]

/** Texts that were collected after the tool recognized all texts of the second set. */
// biome-ignore format: a text and what is expected of it in one place
const thirdLot: readonly PublicError[] = [
  { source: `${issues}/codeinbox/codeinbox/issues/6`, code: 'invalid_team_for_non_distributed_app', place: 'page', text: 'Something‘s gone wrong while authorising this app.\nTry going back and authorising again. If problems persist, [contact support](https://fake.slack.com/help/requests/new) for help.\n\nError details\ninvalid_team_for_non_distributed_app' },
  { source: `${issues}/superfly/sprites-docs/issues/212`, code: 'invalid_team_for_non_distributed_app', place: 'page', text: '> Something went wrong when authorizing this app.\n>\n> `invalid_team_for_non_distributed_app`\n\nRetrying does not resolve the failure.' },
  { source: `${issues}/outsideris/slack-invite-automation/issues/146`, code: 'missing_scope', text: 'Then I accessed with a browser and received the error:\n`Failed! missing_scope` in the browser.' },
  { source: `${issues}/supabase/auth/issues/1294`, code: 'golang_no_token', text: '{"component":"api","error":"oauth2: server response missing access_token","level":"error","method":"GET","msg":"500: Unable to exchange external code: 111.222.fa4e","path":"/callback","referer":"https://fake.example.test","time":"2026-10-31T13:12:29Z"}' },
  { source: `${issues}/slackapi/node-slack-sdk/issues/2254`, code: 'socket_warning', text: '2026-05-24T07:04:40.414Z [DEBUG]  socket-mode:SocketModeClient:0 Received a message on the WebSocket: "type":"disconnect","reason":"warning","debug_info":{"host":"applink-2"}}' },
  { source: `${issues}/slackapi/node-slack-sdk/issues/2254`, code: 'socket_warning', text: '2026-05-24T07:04:40.415Z [DEBUG]  socket-mode:SocketModeClient:0 Received "disconnect" (warning) message - disconnecting. Will reconnect.' },
  { source: `${issues}/slackapi/node-slack-sdk/issues/1654`, code: 'socket_warning', text: '2026-08-29T02:17:33.583983751Z stdout F debug:[app]:2026-08-29 02:17:33: Received a message on the WebSocket: \n{\n    "type": "disconnect",\n    "reason": "warning",\n    "debug_info": {\n        "host": "applink-13"\n    }\n}' },
  { source: `${issues}/slackapi/bolt-js/issues/2225`, code: 'too_many_websockets', place: 'socket', text: '2026-11-04 04:24:53.542\t[App]: Received "disconnect" (reason: too_many_websockets) message - will attempt reconnect\n2026-11-04 04:24:53.541\t    at Receiver.emit (node:events:519:28)' },
  { source: `${issues}/slackapi/bolt-js/issues/2496`, code: 'socket_pong', text: "[WARN]  socket-mode:SlackWebSocket:17 A ping wasn't received from the server before the timeout of 30000ms!\n[DEBUG]  socket-mode:SlackWebSocket:17 Sending close frame (status=1000)." },
  { source: `${issues}/slack-samples/deno-simple-survey/issues/11`, code: 'invalid_manifest', place: 'cli', text: '➜ slack manifest validate\nCheck /Users/dana/.slack/logs/slack-debug-20260410.log for full error logs\n\n🚫 The provided manifest file does not validate against schema. Consult the additional errors field to locate specific issues (invalid_manifest)\n\nError Details:\n\n1: Workflow function `create_survey` step `0` param `google_access_token_id` contains an invalid value (invalid_template_values_wf_function_step)\nSource: /workflows/create_survey/steps/0' },
  { source: `${issues}/slack-samples/deno-triage-rotation/issues/16`, code: 'invalid_manifest', place: 'cli', text: '🚫 Error: The provided manifest file does not validate against schema. Consult the additional errors field to locate specific issues (invalid_manifest)\n\nError Details:\n\n1: Missing value for parameter `interactivity` (invalid_trigger_inputs)\nSource: /workflows/advance_rotation/steps/0\n\n\nThe above errors were returned by the following Slack API method: /api/apps.manifest.validate' },
  { source: `${issues}/SocialiteProviders/Providers/pull/40`, code: 'socialite_user', text: "For example, doing `Socialite::driver('slack')->stateless()->user();` without a code will cause the following error\n\nErrorException in Provider.php line 64:\nUndefined index: user" },
  { source: `${issues}/baijunyao/laravel-bjyblog/issues/128`, code: 'socialite_state', text: 'Laravel\\Socialite\\Two\\InvalidStateException: \n  File "/app/Http/Controllers/Auth/SocialiteController.php", line 67, in App\\Http\\Controllers\\Auth\\SocialiteController::handleProviderCallback' },
  { source: `${issues}/slackapi/bolt-js/issues/1999`, code: 'bolt_js_signature_headers', text: 'POST /slack/events (λ: slack)\n[WARN]   Request verification failed (code: slack_bolt_receiver_authenticity_error, message: Slack request signing verification failed. Some headers are missing.)\n(λ: slack) RequestId: fa4e  Duration: 324.77 ms' },
  { source: `${issues}/slackapi/bolt-python/issues/195`, code: 'bolt_python_signature', text: 'Every request is rejected with `slack_bolt.RequestVerification:Invalid request signature detected` emitted from slack-bolt application log.' },
]

/** Error texts of other providers, in which the tool must find no error of Slack. */
export const publicForeign: readonly Pick<PublicError, 'source' | 'text'>[] = [
  {
    source: `${issues}/realdoug/omniauth-salesforce/issues/9`,
    text: 'E, [2026-10-31T12:45:39.452627 #54210] ERROR -- omniauth: (salesforce) Authentication failure! invalid_credentials: OmniAuth::Strategies::OAuth2::CallbackError, OmniAuth::Strategies::OAuth2::CallbackError`',
  },
  {
    source: `${issues}/simi/omniauth-facebook/issues/316`,
    text: 'try Login with facebook see that in log \nauthentication failure! csrf_detected: OmniAuth::Strategies::OAuth2::CallbackError, csrf_detected | CSRF detected',
  },
  {
    source: `${issues}/nextauthjs/next-auth/issues/10753`,
    text: '[next-auth][error][OAUTH_CALLBACK_ERROR] | facebook provider\nhttps://next-auth.js.org/errors#oauth_callback_error state mismatch, expected fa4e, got: fa4e',
  },
  { source: `${issues}/google/CodeCity/issues/268`, text: 'Google Authentication fail: Error: invalid_grant' },
  {
    source: `${issues}/performant-software/DM/issues/164`,
    text: '400. That’s an error.\n\nError: redirect_uri_mismatch\n\nThe redirect URI in the request, http://fake.example.test/accounts/google, does not match the ones authorized for the OAuth client.',
  },
  {
    source: `${issues}/geniushkg/github-oauth/issues/8`,
    text: '{"error":"bad_verification_code","error_description":"The code passed is incorrect or expired.","error_uri":"https://developer.github.com/v3/oauth/#bad-verification-code"}',
  },
  {
    source: `${issues}/google/gmail-oauth2-tools/issues/76`,
    text: 'Access blocked: This app’s request is invalid\nError 400: redirect_uri_mismatch',
  },
  {
    source: `${issues}/supabase/auth/issues/106`,
    text: 'Using github as an external provider results in an error during the redirect phase after the sign in attempt. \nerror: server_error\nerror_description: Unable to exchange external code: fa4efa4e',
  },
  {
    source: `${issues}/supabase/auth/issues/2077`,
    text: 'provider: "apple"\n"{\\"component\\":\\"api\\",\\"error\\":\\"oauth2: \\\\"invalid_client\\\\"\\",\\"level\\":\\"error\\"}"',
  },
  {
    source: `${issues}/supabase/auth/issues/1225`,
    text: 'Login with linkedin: found error=server_error&error_description=Unable+to+exchange+external+code%3A+fa4efa4e',
  },
  {
    source: `${issues}/laravel/socialite/issues/580`,
    text: 'Laravel\\Socialite\\Two\\InvalidStateException with Laravel\\Socialite\\Two\\FacebookProvider #graphUrl: "https://graph.facebook.com"',
  },
  { source: `${issues}/n8n-io/n8n/issues/18413`, text: 'Invalid client_id for microsoft graph: AADSTS700016' },
]

// biome-ignore format: a text and what is expected of it in one place
const fourthLot: readonly PublicError[] = [
  { source: `${issues}/slackapi/bolt-python/issues/464`, code: 'bolt_python_no_bot_data', place: 'sdk', text: "slack_sdk.oauth.installation_store.file:Failed to find an installation data for enterprise: none, team: T0FAKE: [Errno 2] No such file or directory: './data/none-T0FAKE/installer-U0FAKE-latest'\nThe server responded with: {'ok': False, 'error': 'not_authed'})" },
  { source: `${issues}/slackapi/bolt-python/issues/1408`, code: 'bolt_python_no_bot_data', place: 'sdk', text: 'authorize : authorize.py : _debug_log_for_not_found | DEBUG | No installation data found for enterprise_id: E0FAKE team_id: None' },
  { source: `${issues}/slackapi/java-slack-sdk/issues/485`, code: 'bolt_java_not_installed', place: 'sdk', text: "Yet, when I try to test out a slash command, I get the 'Please install this Slack app' message." },
  { source: `${issues}/slackapi/bolt-js/issues/1502`, code: 'bolt_js_signature_stale', place: 'sdk', text: '[WARN]   Request verification failed: Failed to verify authenticity: stale' },
  { source: `${issues}/slackapi/slack-skills-plugin/issues/49`, code: 'page_unapproved_permission', place: 'page', text: 'Error shown (translated from Japanese): `An unauthorized permission was requested: commands`' },
  { source: `${issues}/travisghansen/node-red-slack/issues/25`, code: 'invalid_scope', place: 'page', text: 'Adding these user scopes results in an error on the Slack end for "Invalid permissions request".' },
  { source: `${issues}/jpbruinsslot/slack-term/issues/265`, code: 'exchange_redirect_https', place: 'exchange', text: '{"ok":false,"error":"bad_redirect_uri","response_metadata":{"messages":["[WARN] Auth request OAuth redirect url must use https"]}}' },
  { source: `${issues}/slack-ruby/slack-ruby-client/issues/333`, code: 'not_allowed_token_type', place: 'exchange', text: '@auth_params = @client.oauth_access({ client_id: <client_id>, code: params[:code] })\nraise_error.rb:11:in `on_complete\': not_allowed_token_type (Slack::Web::Api::Errors::SlackError)' },
  { source: `${issues}/slack-ruby/slack-ruby-client/issues/363`, code: 'not_allowed_token_type', place: 'socket', text: "client = Slack::Web::Client.new(token: 'bot_token')\nclient.apps_connections_open\nSlack::Web::Api::Errors::NotAllowedTokenType: not_allowed_token_type" },
  { source: `${issues}/slack-ruby/slack-ruby-client/issues/150`, code: 'missing_scope', place: 'api', text: "raise_error.rb:9:in `on_complete': missing_scope (Slack::Web::Api::Error)\nputs client.channels_history(channel: '#general')" },
  { source: `${issues}/slack-ruby/slack-ruby-client/issues/432`, code: 'missing_scope', place: 'api', text: "channels = client.conversations_list.channels\n  => raise_error.rb:21:in `on_complete': missing_scope (Slack::Web::Api::Errors::MissingScope)" },
  { source: `${issues}/nmaves/passport-slack-oauth2/issues/5`, code: 'invalid_auth', text: 'The fetch function still sends token as a query string in the API request which is already deprecated.\n{"ok":false,"error":"invalid_auth"}' },
  { source: `${issues}/slack-samples/deno-simple-survey/issues/11`, code: 'invalid_manifest', place: 'cli', text: '🚫 The provided manifest file does not validate against schema. Consult the additional errors field to locate specific issues (invalid_manifest)\n\nError Details:\n\n1: Workflow function `create_fake` step `0` param `google_access_token_id` contains an invalid value (invalid_template_values_wf_function_step)\nSource: /workflows/create_fake/steps/0' },
  { source: `${issues}/slack-samples/deno-github-functions/issues/17`, code: 'provider_not_found_wf_function_step', text: '1: Workflow function `create_fake` step `1` param `githubAccessTokenId` does not contain a valid provider key` (provider_not_found_wf_function_step)\nSource: /workflows/create_fake/steps/1' },
  { source: `${issues}/derive-to/derive/pull/558`, code: 'requires_commands_bot_scope', text: 'requires_commands_bot_scope  Slash Commands requires `commands` bot scope' },
  { source: `${issues}/derive-to/derive/pull/558`, code: 'failed_constraint', text: 'failed_constraint  max_length  expected 140, got 156\npointer: /display_information/description' },
]

export const publicErrors: readonly PublicError[] = [...firstLot, ...secondLot, ...thirdLot, ...fourthLot]
