import { type ErrorSample, row } from './sample.ts'

const alertmanager = (said: string) =>
  `ts=2026-02-18T18:53:00.366Z caller=dispatch.go:352 level=error component=dispatcher msg="Notify for alerts failed" num_alerts=1 err="slack-notifications/slack[0]: notify retry canceled due to unrecoverable error after 1 attempts: channel \\"#monitoring\\": unexpected status code ${said}"`
const axios = (said: string) => `slack-webhook: AxiosError: Request failed with status code ${said}`
const curl = (said: string) =>
  `< HTTP/2 ${said.slice(0, 3)}\n< server: Apache\n< x-slack-backend: r\n<\n${said.slice(4)}`

/**
 * Messages in which products print the answer of an incoming webhook. This answer is plain text with an HTTP status.
 */
// biome-ignore format: one row a line
export const webhookSamples: readonly ErrorSample[] = [
  // Messages of Alertmanager.
  row(alertmanager('404: no_service'), 'no_service', 'webhook'),
  row(alertmanager('403: invalid_token'), 'invalid_token', 'webhook'),
  row(alertmanager('404: no_team'), 'no_team', 'webhook'),
  row(alertmanager('410: channel_is_archived'), 'channel_is_archived', 'webhook'),
  row(alertmanager('403: action_prohibited'), 'action_prohibited', 'webhook'),
  row(alertmanager('403: posting_to_general_channel_denied'), 'posting_to_general_channel_denied', 'webhook'),
  row(alertmanager('404: channel_not_found'), 'channel_not_found', 'webhook'),
  row(alertmanager('400: invalid_payload'), 'invalid_payload', 'webhook'),
  row(alertmanager('400: no_text'), 'no_text', 'webhook'),
  row(alertmanager('500: rollup_error'), 'rollup_error', 'webhook'),
  row(alertmanager('429: {\\"retry_after\\":1,\\"ok\\":false,\\"error\\":\\"rate_limited\\"}'), 'rate_limited', 'webhook'),
  row('level=error err="cancelling notify retry for \\"slack\\" due to unrecoverable error: unexpected status code 403"', 'http_403', 'network'),
  // Messages of Grafana.
  row('logger=ngalert.notifier.slack level=error msg="Failed to send Slack message" err="failed to send request: no_service"', 'no_service', 'webhook'),
  row('logger=ngalert.notifier.alertmanager msg="Notify for alerts failed" err="ops/slack[0]: notify retry canceled due to unrecoverable error after 1 attempts: failed to send Slack message: unexpected 4xx status code: 403, invalid_token"', 'invalid_token', 'webhook'),
  row('lvl=eror msg="Failed to send slack notification" logger=alerting.notifier.slack error="Webhook response status 404 Not Found" body=no_team webhook=Slack', 'no_team', 'webhook'),
  row('logger=ngalert.notifier.slack msg="The request was unsuccessful" body="action_prohibited" status="403 Forbidden"', 'action_prohibited', 'webhook'),
  row('Failed to send slack notification: Slack API responded with HTTP status 410: channel_is_archived', 'channel_is_archived', 'webhook'),
  // Messages of Jenkins.
  row('Slack post may have failed. Response: no_service', 'no_service', 'webhook'),
  row('Slack post may have failed. Response: invalid_token\nResponse Code: 403', 'invalid_token', 'webhook'),
  row('WARNING jenkins.plugins.slack.StandardSlackService#publish: Slack post may have failed. Response: channel_is_archived', 'channel_is_archived', 'webhook'),
  row('[Slack Notifications] Slack post may have failed. Response Code: 404 Response: no_team', 'no_team', 'webhook'),
  row('Slack post may have failed. Response: {"ok":false,"error":"not_in_channel"}', 'not_in_channel'),
  row('Slack post may have failed. Response: {"ok":false,"error":"invalid_auth"}', 'invalid_auth', 'api'),
  row('Slack post may have failed. Response: null', 'jenkins_post_failed', 'library'),
  row('ERROR: Slack notification failed with exception: java.lang.IllegalStateException. Slack post may have failed.', 'jenkins_post_failed', 'library'),
  // Messages of GitHub Actions.
  row('Run slackapi/slack-github-action@v2\nError: SlackError: An HTTP protocol error occurred: statusCode = 404\nno_service', 'no_service', 'webhook'),
  row("Error: An HTTP protocol error occurred: statusCode = 403 {\n  code: 'slack_webhook_http_error',\n  original: AxiosError: Request failed with status code 403 {\n    response: { status: 403, data: 'invalid_token' } } }", 'invalid_token', 'webhook'),
  row('Run 8398/action-slack@v3\nError: Request failed with status code 404\n404 Not Found: no_team', 'no_team', 'webhook'),
  row('##[error]axios post failed, double check the payload being sent includes the keys Slack expects\n##[error]AxiosError: Request failed with status code 400: invalid_payload', 'invalid_payload', 'webhook'),
  row('rtCamp/action-slack-notify: Error sending message: Error on message: 403 Forbidden action_prohibited', 'action_prohibited', 'webhook'),
  // Messages of n8n, Zapier, Sentry, Uptime Kuma and similar products.
  row('NodeApiError: Forbidden - perhaps check your credentials? 403 - "invalid_token" at Slack webhook', 'invalid_token', 'webhook'),
  row('Slack node: The resource you are requesting could not be found [404] "no_service"', 'no_service', 'webhook'),
  row('Webhooks by Zapier: The app returned "channel_is_archived". Got 410 calling POST https://hooks.slack.com/services/T0FAKE/B0FAKE/x', 'channel_is_archived', 'webhook'),
  row('Zapier: POST https://hooks.slack.com/services/T0FAKE/B0FAKE/x, got status 404 no_team', 'no_team', 'webhook'),
  row('sentry.plugins.slack: ApiError: status=403 body=action_prohibited', 'action_prohibited', 'webhook'),
  row('sentry ApiHostError: slack 404 posting: no_service', 'no_service', 'webhook'),
  row('Cannot send notification to Slack Channel\nError: Error: Error: Request failed with status code 400 invalid_blocks', 'invalid_blocks', 'webhook'),
  row('Error: server error: 403 Forbidden, response: invalid_token (slack)', 'invalid_token', 'webhook'),
  row('failed to send slack notification for: server1 system.ram to ’my-channel’, with HTTP error code 400.', 'http_400', 'network'),
  row('slack: HTTP 500: Invalid channel specified', 'webhook_invalid_channel', 'library'),
  // Messages of HTTP clients.
  row(axios('403 invalid_token'), 'invalid_token', 'webhook'),
  row(axios('404\n  data: ’user_not_found’'), 'user_not_found', 'webhook'),
  row(axios('400: too_many_attachments'), 'too_many_attachments', 'webhook'),
  row(curl('403 invalid_token'), 'invalid_token', 'webhook'),
  row(curl('404 no_active_hooks'), 'no_active_hooks', 'webhook'),
  row(curl('403 team_disabled'), 'team_disabled', 'webhook'),
  row('slack_sdk.webhook: WebhookResponse(status_code=403, body="invalid_token")', 'invalid_token', 'webhook'),
  row('slack server error: 404 Not Found: channel_not_found', 'channel_not_found', 'webhook'),
  row('GuzzleHttp\\Exception\\ClientException: Client error: `POST https://hooks.slack.com/services/T0/B0/x` resulted in a `403 Forbidden` response: invalid_token', 'invalid_token', 'webhook'),
]
