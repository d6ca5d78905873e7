import { type ErrorSample, row } from './sample.ts'

/** Error texts about Socket Mode, commands, forms, response URLs, MCP and workflows. */
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
