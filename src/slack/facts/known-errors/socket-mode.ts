import type { CodeMeaning } from './causes.ts'
import type { KnownSentence } from './types.ts'

/** Codes of apps.connections.open, of Socket Mode's disconnect message, and of Slack's socket clients. */
// biome-ignore format: one row a line
export const socketCodes = {
  invalid_auth: { means: 'Slack does not know the app-level token (xapp-…) that Socket Mode was started with.', next: 'Copy it again, or make a new one, in Basic Information → App-Level Tokens; slack-tokens explain xapp-… tells whether it is one' },
  not_authed: { means: 'Socket Mode was started without an app-level token.', next: 'Give the program an app-level token (xapp-…), usually as SLACK_APP_TOKEN' },
  not_allowed_token_type: { means: 'Socket Mode was started with a bot or user token; it takes an app-level token (xapp-…) alone.', next: 'Make one in Basic Information → App-Level Tokens with connections:write; no install gives it' },
  missing_scope: { means: 'The app-level token lacks connections:write.', next: 'Make a new one with connections:write in Basic Information → App-Level Tokens; no install gives it' },
  account_inactive: { means: 'The app was removed, or its workspace is gone, so the socket client gives up.', next: 'Install the app again: slack-tokens login' },
  user_removed_from_team: { means: 'Whoever the token belongs to left the workspace, so the socket client gives up.', next: 'Have a member of the workspace make the token anew' },
  team_disabled: { means: 'The workspace was closed, so the socket client gives up.', next: 'Install the app into another workspace: slack-tokens login' },
  forbidden_team: { means: 'The app of the app-level token may not connect for this workspace.', next: 'Check which app the token is of: slack-tokens explain xapp-…' },
  refresh_requested: { means: 'Slack renews a connection every few hours; this is planned.', next: 'Do nothing: the client connects again by itself' },
  link_disabled: { means: 'Socket Mode was switched off in the app settings.', next: 'Switch it on again: app settings → Socket Mode' },
  too_many_websockets: { means: 'The app has more than ten connections, mostly of old processes that still run.', next: 'Stop the other processes of the app; each event goes to one connection only' },
  slack_socket_mode_no_reply_received_error: { means: 'The connection broke before Slack confirmed a message.', next: 'Do nothing when it connects again; otherwise check the network' },
  slack_socket_mode_websocket_error: { means: 'The connection failed; the cause is in the error’s original.', next: 'Check the network and any proxy' },
  slack_socket_mode_send_while_disconnected_error: { means: 'The program sent on a connection that was closed.', next: 'Send again once the client says connected' },
  slack_socket_mode_send_while_not_ready_error: { means: 'The program sent before the connection was ready.', next: 'Send again once the client says connected' },
} as const satisfies Record<string, CodeMeaning>

const socket = { by: 'Socket Mode', place: 'socket' } as const

/** Sources: docs.slack.dev/apis/events-api/using-socket-mode, the files of the clients, and threads on GitHub. */
// biome-ignore format: one row a line
export const socketSentences = [
  { ...socket, id: 'socket_warning', texts: ['type: disconnect, reason: warning', 'reason: warning, type: disconnect', 'disconnect (reason: warning', 'disconnect: warning', 'disconnect message (reason: warning'], means: 'Slack renews the connection in about ten seconds; this is planned.', next: 'Do nothing: the client connects again by itself', source: 'docs.slack.dev/apis/events-api/using-socket-mode' },
  { ...socket, by: '@slack/socket-mode 1', id: 'socket_explicit_disconnect', texts: ['Unhandled event ‘server explicit disconnect’ in state'], means: 'A fault of the old socket client: Slack closed the connection while it was being opened.', next: 'Update to @slack/bolt 4 or later', source: 'bolt-js#2225' },
  { ...socket, by: '@slack/socket-mode', id: 'socket_pong', texts: ['A pong wasn’t received from the server before the timeout of', 'A ping wasn’t received from the server before the timeout of'], means: 'The connection did not answer for a while: a slow network, or a program that was busy.', next: 'Do nothing when it connects again; otherwise raise clientPingTimeout', source: '@slack/socket-mode src' },
  { ...socket, id: 'socket_no_url', wraps: 'socket', cause: 'appTokenMissing', texts: ['Failed to retrieve a new WSS URL', 'Failed to retrieve WSS URL'], means: 'Slack refused apps.connections.open; the code in the same message says why.', next: 'Look that code up: slack-tokens why CODE; mostly the app-level token is wrong (Basic Information → App-Level Tokens)', source: '@slack/socket-mode src; slack_sdk/socket_mode' },
  { ...socket, by: '@slack/socket-mode', id: 'socket_app_token', cause: 'appTokenMissing', texts: ['Must provide an App-Level Token when initializing a Socket Mode Client'], source: '@slack/socket-mode src' },
] as const satisfies readonly KnownSentence[]
