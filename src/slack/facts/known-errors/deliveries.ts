import type { CodeMeaning } from './causes.ts'

/**
 * The reasons why Slack delivers an event again: `X-Slack-Retry-Reason` over HTTP (docs.slack.dev/apis/events-api),
 * `retry_reason` over a socket (slackapi/bolt-js#2487).
 */
// biome-ignore format: one row a line
export const deliveryCodes = {
  http_timeout: { means: 'The app did not answer the event within three seconds.', next: 'Acknowledge first, and do the work afterwards' },
  timeout: { means: 'The app did not acknowledge what came over its socket in time.', next: 'Acknowledge first, and do the work afterwards' },
  connection_failed: { means: 'Slack could not connect to the Request URL, or the connection broke before an answer.', next: 'Start the app, and compare the Request URL in the app settings with where it listens' },
  http_error: { means: 'The app answered the event with a status outside 200 to 299.', next: 'Compare the path of the Request URL and the Signing Secret with the app settings: 404 is a wrong path, 401 a wrong secret' },
  too_many_redirects: { means: 'The Request URL redirected more than twice.', next: 'Save the address that answers at last as the Request URL' },
  ssl_error: { means: 'Slack does not trust the certificate of the Request URL.', next: 'Serve a certificate for that name, with its whole chain' },
} as const satisfies Record<string, CodeMeaning>
