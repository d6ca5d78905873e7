/**
 * Codes that other programs use too: the codes of RFC 6749, and words of common errors. In the middle of a text, such a
 * code counts only if other words show that the text is about Slack, or if the text names it as an error.
 */
export const ambiguousCodes: ReadonlySet<string> = new Set(
  `access_denied account_inactive already_archived app_not_found authorization_not_found bad_timestamp domain_taken
   fatal_error feature_not_enabled file_not_found free_team_not_allowed function_not_found hash_conflict
   insecure_request internal_error invalid_app invalid_app_id invalid_arguments invalid_auth invalid_auth_token
   invalid_challenge invalid_channel invalid_charset invalid_client invalid_client_id invalid_code
   invalid_code_verifier invalid_cursor invalid_form_data invalid_grant invalid_grant_type invalid_json invalid_limit
   invalid_manifest invalid_name invalid_payload invalid_profile invalid_refresh_token invalid_request invalid_scope
   invalid_scopes invalid_time invalid_timestamp invalid_token invalid_types is_bot is_inactive is_restricted
   json_not_object last_member limit_required message_not_found method_deprecated missing_app_id missing_argument
   missing_challenge missing_channel missing_code missing_ts name_taken no_permission no_query no_scopes
   no_team no_text no_user not_admin not_an_admin not_authorized not_implemented oauth2_callback_error
   oauth2_exchange_error operation_timeout paid_only pkce_not_allowed provider_not_found rate_limited request_timeout scope_mismatch_error service_unavailable socket_connection_error state_mismatch
   storage_limit_reached team_disabled team_not_found thread_not_found token_expired token_revoked
   token_rotation_error too_long too_many_users trigger_does_not_exist trigger_expired trigger_not_found
   unable_to_parse_state unknown_error unknown_method unsupported_grant_type user_disabled user_not_found
   http_client_error installation_failed installation_required over_resource_limit not_found not_enabled
   no_reaction no_service no_pin missing_resource is_archived action_prohibited time_in_past link_disabled
   approval_required invalid_blocks credentials_not_found auth_token_error auth_timeout_error cannot_find_message
   no_item_specified installation_denied connector_denied rollup_error restricted_action message_truncated
   missing_charset already_reacted http_timeout timeout connection_failed http_error too_many_redirects ssl_error`.split(
    /\s+/,
  ),
)

/** Matches words that show that a text is about Slack. */
export const slackMarks =
  /slack|socket[- ]?mode|manifest file does not validate against schema|_wf_function_step\b|An API error occurred|xox[abeprs][-.]|xapp-|\bbolt\b|\b(?:apps\.(?:manifest|connections)|chat\.(?:post|update|delete|schedule)|conversations\.(?:list|info|join|history|replies|open|invite|members|create)|views\.(?:open|push|publish|update)|oauth\.v2)(?=[A-Z.]|\b)|\bA[A-Z0-9]{8,12}\b.{0,40}\bT[A-Z0-9]{8,12}\b|"?ok"?\s{0,3}(?:[:=]|=>)\s{0,3}["']?false\b/i

/** Matches words that show that a text is about another provider, a compiler or a package manager. */
const foreignMarks =
  /google|gmail|(?<!com\.|io\.)github|gitlab|bitbucket|microsoft|azure|AADSTS|\blive\.com|\bentra\b|okta|discord|facebook|instagram|\bmeta\.com|dropbox|spotify|twitter|\bx\.com|linkedin|salesforce|hubspot|\bzoom\b|atlassian|\bjira\b|auth0|cognito|amazon|boto(?:core|3)\b|mcp\.(?!slack)[\w-]{1,40}\.[a-z]|\baws\b|keycloak|stripe|paypal|shopify|twitch|reddit|yahoo|\bapple\b|notion|asana|trello|intuit|quickbooks|\bxero\b|redirect_uri_mismatch|npm (?:ERR!|error)|\byarn\b|\bpip\b|\bcargo\b|\bTS\d{4}\b|error\[E\d|undeclared|undefined reference|cannot find (?:name|symbol|value|module|package|type)|is not defined|is not declared|has no (?:member|attribute|field)|unresolved|postgres|mysql|sqlite|mongo|redis|kubectl|docker(?:file|\s(?:build|pull))|terraform/i

/**
 * Matches names in the frames and paths of a trace: namespaces of .NET, Go modules, folders of Windows, public hosting.
 * They name a vendor, but do not show which service the program calls.
 */
const surroundings =
  /\bMicrosoft\.(?:AspNetCore|Extensions|Owin|Hosting|WindowsApps|NET)\b|\bMicrosoft (?:\.NET|VS Code|Visual Studio|Corporation)|\bgoogle\.golang\.org\b|(?<=[\w.]\/)(?:github|gitlab)\.com(?=\/)|^github\.com\/(?=[\w.-]{1,80}\/\S{1,200}(?:@v\d|\())|(?<=\bpkg\/mod\/)\S{1,200}|\.azurewebsites\.net\b|\.azurecontainerapps\.io\b|\b(?:execute-api|lambda-url)\.[\w-]{1,30}\.(?:amazonaws\.com|on\.aws)\b|\bAWS Lambda\b|\bconnect-(?:redis|mongo)\b/gim

/** Whether a text is about another provider, a compiler or a package manager, and not about Slack. */
export function isForeign(plain: string): boolean {
  return (
    (foreignMarks.test(plain.replace(surroundings, ' ')) || /error_(?:description|uri)\b/.test(plain)) &&
    !slackMarks.test(plain)
  )
}
