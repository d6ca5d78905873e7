import { describe, expect, it } from 'vitest'
import { findRefusal } from '../../../src/commands/why/error-text.ts'

const codeAndPlace = (text: string) => {
  const found = findRefusal(text)
  return [found?.code, found?.place]
}

describe('why, for a code anywhere in a text', () => {
  it.each([
    ['{"status": "error", "error": "An API error occurred: missing_scope"}', 'missing_scope'],
    ['{"message":"Slack API error: channel_not_found","statusCode":500}', 'channel_not_found'],
    [
      "slack_sdk.errors.SlackApiError: The request to the Slack API failed.\n{'ok': False, 'error': 'ratelimited'}",
      'ratelimited',
    ],
    ['Traceback (most recent call last):\n  File "a.py", line 3\nSlackError: accesslimited', 'accesslimited'],
    ['panic: slack: invalid_blocks [recovered]', 'invalid_blocks'],
    ['WARN my_worker retry_count=3 last_error=slack returned not_in_channel', 'not_in_channel'],
    [
      '[ERROR] some_unknown_word happened before restricted_action_read_only_channel',
      'restricted_action_read_only_channel',
    ],
    ['<h1>Slack error</h1><pre>error: &quot;is_archived&quot;</pre>', 'is_archived'],
    ['level=error msg="slack notify failed" err="msg_too_long"', 'msg_too_long'],
    ['Slack responded {"ok":false,"error":"msg_blocks_too_long"} for job_id 7', 'msg_blocks_too_long'],
    ['** (Slack.Error) %{"error" => "user_not_found", "ok" => false}', 'user_not_found'],
    ['array(2) { ["ok"]=> bool(false) ["error"]=> string(17) "channel_not_found" }', 'channel_not_found'],
    ['map[error:token_revoked ok:false]', 'token_revoked'],
    ['Slack::Web::Api::Errors::TokenExpired (token_expired)', 'token_expired'],
    ['Slack::Web::Api::Errors::NotInChannel: not_in_channel', 'not_in_channel'],
    ['slack upload failed: bad_redirect_\n  uri', 'bad_redirect_uri'],
    ['Could not install the Slack app: bad_redire\nct_uri', 'bad_redirect_uri'],
    ['Your login is out of date (missing_scope)', 'missing_scope'],
    [`{"ok":true}\n${'{"level":"info"}\n'.repeat(30_000)}{"ok":false,"error":"account_inactive"}`, 'account_inactive'],
    ["code: 'slack_webapi_platform_error',\n  data: { ok: false, error: 'name_taken' }", 'name_taken'],
    ['{"ok":false,"error":"invalid_arguments","warning":"missing_charset"}', 'invalid_arguments'],
    ['{"warning":"missing_charset","ok":false,"error":"invalid_arguments"}', 'invalid_arguments'],
  ])('finds the known code in %s: %s', (text, code) => expect(findRefusal(text)).toMatchObject({ code, known: true }))

  it.each([
    ['not in channel', 'not_in_channel'],
    ['Missing scope', 'missing_scope'],
    ['bad-redirect-uri', 'bad_redirect_uri'],
    ['token expired', 'token_expired'],
  ])('finds the code when a person wrote it with spaces, hyphens or capitals: %s', (text, code) =>
    expect(findRefusal(text)).toEqual({ code, known: true }),
  )

  it.each([
    'error: some_variable is not right',
    '{"error":"request_failed_because_of_me"}',
    'error = read_config(path_to_file)',
    'the_secret_value_is_here and more',
    'error: xoxb_looks_like_a_word',
    'ValueError: bad_thing_happened in my_module',
    '{"errors":["first_name is required"]}',
    'fatal: some_branch does not exist',
    'error="user_name_missing" path=/signup',
    'warning: unused_variable',
  ])('finds no code in a text with an ordinary word that has an underscore: %s', (text) =>
    expect(findRefusal(text)).toBeUndefined(),
  )

  it.each([
    'brand_new_trouble',
    '{"ok":false,"error":"brand_new_trouble"}',
    "{'ok': False, 'error': 'brand_new_trouble'}",
  ])('returns known: false for a code that is not in the tables: %s', (text) =>
    expect(findRefusal(text)).toEqual({ code: 'brand_new_trouble', known: false }),
  )
})

describe('why, for the place where the error occurred', () => {
  it.each([
    ["ERROR: Couldn't get Slack OAuth token: bad_redirect_uri", 'bad_redirect_uri', 'exchange'],
    ['oauth2: "bad_redirect_uri"', 'bad_redirect_uri', 'exchange'],
    [
      'POST https://slack.com/api/oauth.v2.access → {"ok":false,"error":"invalid_client_id"}',
      'invalid_client_id',
      'exchange',
    ],
    ['could not exchange the code: slack said invalid_code', 'invalid_code', 'exchange'],
    ['Failed to obtain access token: bad_redirect_uri', 'bad_redirect_uri', 'exchange'],
    ['Error details\nbad_redirect_uri', 'bad_redirect_uri', 'page'],
    ['OAuth Error: bad_redirect_uri', 'bad_redirect_uri', 'page'],
    ['grant_type=refresh_token → {"ok":false,"error":"invalid_refresh_token"}', 'invalid_refresh_token', 'rotation'],
    ['POST https://hooks.slack.com/services/T0/B0/x → 404 channel_not_found', 'channel_not_found', 'webhook'],
    ['chat.postMessage: channel_not_found', 'channel_not_found', 'api'],
    [
      "Failed to retrieve WSS URL: The request to the Slack API failed. (url: https://slack.com/api/apps.connections.open, status: 200)\n{'ok': False, 'error': 'invalid_auth'}",
      'invalid_auth',
      'socket',
    ],
    ['[socket-mode] not_allowed_token_type', 'not_allowed_token_type', 'socket'],
    ['SocketModeClient could not start: missing_scope', 'missing_scope', 'socket'],
    ['https://app.example/cb?error=access_denied', 'access_denied', 'callback'],
    ['Received following query parameters: {"error":"access_denied"} from Slack', 'access_denied', 'callback'],
    ['files.getUploadURLExternal: access_denied from slack', 'access_denied', 'api'],
    ['🚫 Error: Your login is out of date (missing_scope)', 'missing_scope', 'cli'],
    ['functions.completeError: token_expired (slack)', 'token_expired', 'workflow'],
    ['slack auth.test said invalid_auth', 'invalid_auth', 'api'],
    [`ok: oauth.v2.access${'.'.repeat(900)}\nslack chat.postMessage failed: invalid_auth`, 'invalid_auth', 'api'],
  ])('finds where the error occurred in the text %s: the code is %s, the place is %s', (text, code, place) =>
    expect(codeAndPlace(text)).toEqual([code, place]),
  )

  it.each([
    'bad_redirect_uri',
    'invalid_auth',
    'access_denied',
    'Slack error: bad_redirect_uri',
    'slack: invalid_auth',
    'it failed with invalid_client_id at slack',
  ])('returns no place when the text does not show where the error occurred: %s', (text) =>
    expect(findRefusal(text)).not.toHaveProperty('place'),
  )
})

describe('why, for `needed` and `provided`', () => {
  it.each([
    ['{"ok":false,"error":"missing_scope","needed":"chat:write","provided":"users:read,commands"}'],
    ['{"ok"=>false, "error"=>"missing_scope", "needed"=>"chat:write", "provided"=>"users:read,commands"}'],
    ['{:ok=>false, :error=>"missing_scope", :needed=>"chat:write", :provided=>"users:read,commands"}'],
    ["{'ok': False, 'error': 'missing_scope', 'needed': 'chat:write', 'provided': 'users:read,commands'}"],
    ['status: 200, error: missing_scope, needed: chat:write, provided: users:read,commands, warning: null'],
    ['SlackApiErrorResponse(ok=false, error=missing_scope, needed=chat:write, provided=users:read,commands)'],
    ['%{"error" => "missing_scope", "needed" => "chat:write", "ok" => false, "provided" => "users:read,commands"}'],
    ['map[error:missing_scope needed:chat:write ok:false provided:users:read,commands]'],
    ['&{Ok:false Error:missing_scope Needed:chat:write Provided:users:read,commands}'],
    [
      'Array\n(\n    [ok] => \n    [error] => missing_scope\n    [needed] => chat:write\n    [provided] => users:read,commands\n)',
    ],
    [
      'array(4) { ["error"]=> string(13) "missing_scope" ["needed"]=> string(10) "chat:write" ["provided"]=> string(19) "users:read,commands" }',
    ],
    [
      '{\\"ok\\":false,\\"error\\":\\"missing_scope\\",\\"needed\\":\\"chat:write\\",\\"provided\\":\\"users:read,commands\\"}',
    ],
    ["data: {\n  ok: false,\n  error: 'missing_scope',\n  needed: 'chat:write',\n  provided: 'users:read,commands'\n}"],
    ['Slack error: missing_scope (needed: chat:write, provided: users:read, commands)'.replace('read, c', 'read,c')],
    ['slack error missing_scope, needed: `chat:write`, provided: `users:read,commands`'],
    ['error: missing_scope\nneeded: chat:write\nprovided: users:read,commands\nok: false'],
    ['{ok: false, error: missing_scope, needed: ["chat:write"], provided: ["users:read", "commands"]}'],
    ['error="missing_scope" needed="chat:write" provided="users:read,commands" slack=1'],
  ])('reads both lists of scopes from %s', (text) =>
    expect(findRefusal(text)).toMatchObject({
      code: 'missing_scope',
      needed: 'chat:write',
      provided: 'users:read,commands',
    }),
  )

  it('returns neither `needed` nor `provided` when the text has no scopes', () => {
    const found = findRefusal('slack: missing_scope, more is needed, as provided by null. needed: null, provided: None')
    expect(found).toEqual({ code: 'missing_scope', known: true })
  })
})

describe('why, for the text of a whole error page', () => {
  it.each([
    [
      'Something went wrong when authorizing Acme.\nTry going back to Acme and authorizing again.\nError details\nPlease specify `client_id`',
      'page_client_id_missing',
    ],
    [
      'Something‘s gone wrong while authorising this app. Try going back.\nredirect_uri must not contain anchor (#) tags. Passed URI: https://a.example/#x',
      'page_redirect_uri_fragment',
    ],
    ['为 Acme 授权时出错了。\nError details\nInvalid permissions requested', 'invalid_scope'],
    ['Etwas ist schiefgelaufen.\nMust use PKCE to redirect to a non-web URI', 'page_pkce_needed'],
    [
      'Acme could not be installed. It looks like something has gone awry.\nGive me the nerdy details\ninvalid_team_for_non_distributed_app',
      'invalid_team_for_non_distributed_app',
    ],
    ['Something went wrong when authorizing this app.\nbad_client_secret', 'bad_client_secret'],
    ['Slack OAuth Error\ninvalid_scope', 'invalid_scope'],
    [
      'Something went wrong when authorizing this app. Error details: Bot scopes are not allowed when redirecting to a non-web URI',
      'page_bot_scopes_non_web',
    ],
    ['Something went wrong when authorizing this app.\n\nRequested scopes cannot be blank', 'blank_scope'],
    [
      'Something went wrong when authorizing this app.\n\nError details\nunapproved permission',
      'page_unapproved_permission',
    ],
    [
      'Uh oh, Acme has run into a problem\nGive me the nerdy details\nredirect_uri did not match any configured URIs. Passed URI:',
      'bad_redirect_uri',
    ],
  ])('finds the error below the general text of the page %s: %s', (text, code) =>
    expect(findRefusal(text)?.code).toBe(code),
  )

  it('returns the redirect URL that the page shows after “Passed URI”', () => {
    const text =
      'OAuth Error: redirect_uri did not match any configured URIs.\n\nPassed URI : https://fake.example.test/cb\nAllowed URI : https://f.example.test/cb'
    expect(findRefusal(text)).toMatchObject({ code: 'bad_redirect_uri', passedUri: 'https://fake.example.test/cb' })
  })
})

describe('why, for invalid_manifest', () => {
  it.each([
    '{"ok":false,"error":"invalid_manifest","errors":[{"message":"Invalid bot scope: chat:wirte","pointer":"/oauth_config/scopes/bot/0"},{"message":"must be https","pointer":"/oauth_config/redirect_urls/1"}]}',
    "{'ok': False, 'error': 'invalid_manifest', 'errors': [{'message': 'Invalid bot scope: chat:wirte', 'pointer': '/oauth_config/scopes/bot/0'}, {'message': 'must be https', 'pointer': '/oauth_config/redirect_urls/1'}]}",
    "data: {\n ok: false,\n error: 'invalid_manifest',\n errors: [\n { message: 'Invalid bot scope: chat:wirte', pointer: '/oauth_config/scopes/bot/0' },\n { message: 'must be https', pointer: '/oauth_config/redirect_urls/1' }\n ]\n}",
    '{"ok"=>false, "error"=>"invalid_manifest", "errors"=>[{"message"=>"Invalid bot scope: chat:wirte", "pointer"=>"/oauth_config/scopes/bot/0"}, {"message"=>"must be https", "pointer"=>"/oauth_config/redirect_urls/1"}]}',
  ])('returns each error with its key and what to change: %s', (text) => {
    const { code, problems = [] } = findRefusal(text) ?? {}
    expect(code).toBe('invalid_manifest')
    expect(problems.map(({ key, message }) => [key, message])).toEqual([
      ['oauth_config.scopes.bot[0]', 'Invalid bot scope: chat:wirte'],
      ['oauth_config.redirect_urls[1]', 'must be https'],
    ])
    expect(problems.map(({ cure }) => cure)).toEqual([
      expect.stringContaining('slack-tokens scopes'),
      expect.stringContaining('https://'),
    ])
  })

  it('finds the errors in the list that Slack’s CLI prints', () => {
    const text =
      '🚫 Error: The provided manifest file does not validate against schema (invalid_manifest)\n\nError Details:\n\n1: must have a url (missing_url)\nSource: /features/slash_commands/0\n\n2: Invalid bot scope (invalid_scope)\nSource: /oauth_config/scopes/bot/2\n'
    const found = findRefusal(text)
    expect(found).toMatchObject({ code: 'invalid_manifest', place: 'cli' })
    expect(found?.problems?.map(({ key }) => key)).toEqual(['features.slash_commands[0]', 'oauth_config.scopes.bot[2]'])
  })
})
