import type { CodeMeaning } from './causes.ts'
import type { KnownSentence } from './types.ts'

/** Codes that Slack shows to a person who used a command, a button or a form. */
// biome-ignore format: one row a line
export const clientCodes = {
  dispatch_failed: { means: 'Slack got no usable answer from the app: it does not run, the Request URL is wrong, the request was not acknowledged, or its form body was not read.', next: 'Start the app, compare the Request URL in the app settings (or turn Socket Mode on), and acknowledge first' },
  operation_timeout: { means: 'The app did not answer within three seconds.', next: 'Acknowledge first, do the work afterwards, and answer by response_url' },
  http_client_error: { means: 'The app answered with an HTTP error: 404 for a wrong path, 401 for a signature that does not fit.', next: 'Compare path and Signing Secret with the app settings' },
  http_service_error: { means: 'The app answered with an HTTP error from 500 up: it failed.', next: 'Look at the app’s log' },
  trigger_expired: { means: 'A trigger_id lasts three seconds, and they are over.', next: 'Open the modal first, and work afterwards' },
  trigger_exchanged: { means: 'The trigger was used before; in a workflow the step ran twice, because it was not acknowledged within three seconds.', next: 'Use each trigger once, and acknowledge first' },
  used_url: { means: 'The response_url was used five times, which is all it allows.', next: 'Post with chat.postMessage: slack-tokens which chat.postMessage' },
  expired_url: { means: 'The response_url is older than 30 minutes.', next: 'Post with chat.postMessage: slack-tokens which chat.postMessage' },
} as const satisfies Record<string, CodeMeaning>

/** Codes of workflow steps, and of the sign-in to other providers. */
// biome-ignore format: one row a line
export const workflowCodes = {
  token_revoked: { means: 'The token of a workflow step (xwfp-…) is over: the step ended, or its handler took too long.', next: 'Acknowledge first and complete within 15 minutes, or use the bot token' },
  token_expired: { means: 'The token of a workflow step (xwfp-…) is over: the step ended, or its handler took too long.', next: 'Acknowledge first and complete within 15 minutes, or use the bot token' },
  oauth2_callback_error: { means: 'The other provider that a workflow signs in at sent an error instead of a code.', next: 'Check that provider’s settings; its redirect URL is https://oauth2.slack.com/external/auth/callback' },
  oauth2_exchange_error: { means: 'The other provider that a workflow signs in at refused the code exchange.', next: 'Check client id, secret and token URL of the provider in the app’s manifest' },
  scope_mismatch_error: { means: 'The other provider granted other scopes than the manifest asks for.', next: 'Give the provider’s scopes as it returns them' },
  unable_to_parse_state: { means: 'The other provider sent the state back changed.', next: 'Begin the sign-in again; the provider has to return state as it came' },
} as const satisfies Record<string, CodeMeaning>

const client = { by: 'Slack, to whoever used the app', place: 'client' } as const
const workflow = { by: 'a workflow', place: 'workflow' } as const

/** Sources: docs.slack.dev/interactivity, threads on GitHub. */
// biome-ignore format: one row a line
export const interactionSentences = [
  { ...client, id: 'command_timeout', cause: 'tooSlow', texts: ['that slash command didn’t work (error message: `Timeout was reached`)', 'Timeout was reached'], near: ['slash command', 'Darn'], source: 'bolt-js#951' },
  { ...client, id: 'interaction_status', cause: 'appUnreachable', texts: ['This app responded with Status Code'], means: 'The app answered a button, form or shortcut with an HTTP error: the Interactivity Request URL is wrong.', next: 'Compare Request URL under Interactivity & Shortcuts with the app’s path (Bolt: /slack/events)', source: 'nautobot docs' },
  { ...client, id: 'interaction_timeout', cause: 'tooSlow', texts: ['Operation timed out. Apps need to respond within three seconds', 'Apps need to respond within three seconds'], source: 'node-slack-sdk#2095' },
  { ...client, by: 'a response_url', id: 'response_url_over', texts: ['Request failed with status code 404'], near: ['response_url', 'hooks.slack.com/commands', 'hooks.slack.com/actions', 'respond('], means: 'The response_url takes no more: it was used five times, or 30 minutes are over. In GovSlack its host is slack-gov.com.', next: 'Post with chat.postMessage: slack-tokens which chat.postMessage', source: 'docs.slack.dev/interactivity/handling-user-interaction' },
  { ...client, by: 'views.open', id: 'trigger_id_expired', cause: 'tooSlow', texts: ['`trigger_id` expired', 'trigger_id is expired', 'trigger_id has expired'], means: 'A trigger_id lasts three seconds, and they are over.', next: 'Open the modal first, and work afterwards', source: 'bolt-js#1748' },
  { ...workflow, id: 'workflow_failed', texts: ['Function failed to execute', 'Workflow currently unavailable'], near: ['slack', 'workflow'], means: 'The app of the step does not run, it never said completeSuccess or completeError, or the organization does not allow steps of other apps.', next: 'Start the app and look at its log; ask an admin about steps of other apps', source: 'bolt-python#911, #1305' },
] as const satisfies readonly KnownSentence[]

const mcp = { by: 'Slack’s MCP server (mcp.slack.com)', place: 'mcp' } as const

/** Sources: claude-code#18009, #52354; codex#13200, #16887; holmesgpt#2106; openwork#3569. */
// biome-ignore format: one row a line
export const mcpSentences = [
  { ...mcp, id: 'mcp_not_enabled', texts: ['App is not enabled for Slack MCP server access'], means: 'Signing in worked; the app’s MCP switch is off.', next: 'Turn it on: app settings → Agents & AI Apps → Model Context Protocol, or is_mcp_enabled in the manifest', source: 'claude-code#18009' },
  { ...mcp, id: 'mcp_no_registration', texts: ['Incompatible auth server: does not support dynamic client registration', 'Dynamic client registration not supported', 'does not support dynamic client registration'], near: ['slack', 'Incompatible auth server', 'Dynamic client registration not supported'], means: 'Slack does not register clients by itself; the MCP client needs an app of yours.', next: 'Give the client your app’s client id, and a fixed port whose redirect URL is saved in the app settings', source: 'codex#13200' },
] as const satisfies readonly KnownSentence[]

// biome-ignore format: one row a line
export const mcpCodes = {
  invalid_auth_token: { means: 'The MCP client still uses a link to Slack that is not good any more.', next: 'Disconnect Slack in the client, then connect again' },
  bad_client_secret: { means: 'Slack’s MCP sign-in (oauth.v2.user.access) takes the client secret in the body; with HTTP Basic it says that the right secret is wrong.', next: 'Set the client to client_secret_post' },
} as const satisfies Record<string, CodeMeaning>
