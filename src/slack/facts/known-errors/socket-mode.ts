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
  { ...socket, by: 'a Socket Mode client', id: 'socket_handshake', wraps: 'socket', texts: ['Received an unexpected response for handshake', 'WebSocket error occurred: Unexpected server response', 'Unexpected server response', 'websocket: bad handshake'], near: ['slack', 'handshake (status', 'websocket error', 'socket-mode'], means: 'The address gave no socket: a proxy in between does not let WebSockets through (status 200 or 403, a page of HTML), or Slack was not ready for it (408, 409).', next: 'With 408 or 409 let the client connect again, and update it; otherwise have wss-primary.slack.com allowed for WebSockets, and see which proxy is used: slack-tokens doctor', source: 'bolt-python#968; node-slack-sdk#1472, #2094' },
  { ...socket, by: '@slack/socket-mode', id: 'socket_unreadable', texts: ['Unable to parse an incoming WebSocket message', 'unable to parse incoming websocket message'], means: 'A frame of the socket was no JSON: an old client reads Slack’s text frames so (“Unable to …”), and so does a runtime whose WebSocket differs, such as Bun.', next: 'Update @slack/bolt; when it goes on, run the app on Node.js', source: 'node-slack-sdk#1499; oven-sh/bun#4663' },
  { ...socket, by: '@slack/socket-mode', id: 'socket_not_ready', texts: ['Cannot send message when client is not ready', 'Failed to send a WebSocket message as the client is not', 'Failed to send a message as the client', 'failed to send message on websocket: WebSocket is not open'], near: ['socket', 'client is not ready', 'client is not connected', 'no active connection'], means: 'The acknowledgement came while the socket was closed or being renewed, so Slack sends the event again.', next: 'Acknowledge first, and update @slack/bolt, whose old versions lose the connection', source: 'node-slack-sdk#1243; bolt-js#1428' },
] as const satisfies readonly KnownSentence[]
