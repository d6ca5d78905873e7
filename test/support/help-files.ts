import { join } from 'node:path'
import type { ReaderOptions } from './reader-place.ts'

/** Files by name, as `createReaderPlace` takes them; undefined removes a file that every reader has. */
export type ExampleFiles = Readonly<Record<string, string | { readonly from: string } | undefined>>

/** The bot scopes of the app to which the simulator sends events. */
export const scopes = 'chat:write,channels:history,channels:read,app_mentions:read,commands,reactions:read,links:read'

/** A program that prints, and calls Slack when that is observed. */
export const program = `console.log('passed')
if (process.env.HTTPS_PROXY) fetch('https://slack.com/api/api.test')
`

/** The project of somebody who writes an app and drives it. */
export const drivenFiles: ExampleFiles = {
  'app.py': undefined,
  'app.js': { from: 'test/subjects/plain.mjs' },
  'app.mjs': { from: 'test/subjects/lifecycle.mjs' },
  'package.json': JSON.stringify({ scripts: { start: 'node app.mjs' } }),
  'lifecycle-store.mjs': { from: 'test/subjects/lifecycle-store.mjs' },
  // A newcomer's project, where all scenarios would take long.
  '.slack-tokens.json': JSON.stringify({ drive: { scenarios: ['allow'] } }),
}

const everyEvent = [
  'app_mention',
  'message.channels',
  'message.im',
  'reaction_added',
  'reaction_removed',
  'team_rename',
]
const manifest = {
  display_information: { name: 'My App' },
  features: {
    bot_user: { display_name: 'sim-app' },
    app_home: { home_tab_enabled: true, messages_tab_enabled: true },
    assistant_view: { assistant_description: 'plans trips' },
    slash_commands: [{ command: '/deploy', url: 'https://example.com/e', description: 'Deploys' }],
    shortcuts: [
      { name: 'New ticket', type: 'global', callback_id: 'new_ticket', description: 'Opens a ticket' },
      { name: 'Report', type: 'message', callback_id: 'report_message', description: 'Reports a message' },
    ],
    unfurl_domains: ['example.com'],
  },
  oauth_config: { scopes: { bot: [...scopes.split(','), 'assistant:write', 'im:history', 'team:read', 'users:read'] } },
  settings: {
    event_subscriptions: {
      request_url: 'https://example.com/e',
      bot_events: [
        ...everyEvent,
        ...['user_change', 'link_shared', 'function_executed', 'app_home_opened', 'assistant_thread_started'],
      ],
    },
    interactivity: { is_enabled: true, request_url: 'https://example.com/e' },
    org_deploy_enabled: true,
    function_runtime: 'remote',
  },
  functions: {
    sample_step: {
      title: 'A step',
      description: 'A step of a workflow',
      input_parameters: {
        user_id: { type: 'slack#/types/user_id', title: 'Person', description: 'Who', is_required: true },
      },
      output_parameters: {},
    },
  },
}
const input = (block: string, element: object) => ({
  type: 'input',
  block_id: block,
  optional: true,
  label: { type: 'plain_text', text: block },
  element: { action_id: 'value', ...element },
})
const option = (value: string) => ({ text: { type: 'plain_text', text: value }, value })

/** The files of the reader’s project. */
export const projectFiles: ExampleFiles = {
  '.env': 'SLACK_CLIENT_SECRET=simulated-client-secret\nSLACK_CLIENT_ID=1234567890.1234567890123\n',
  'manifest.json': JSON.stringify({ display_information: { name: 'My App' } }),
  'app-manifest.json': JSON.stringify(manifest),
  'manifest.yaml': 'display_information:\n  name: My App\n',
  'seed.yaml': 'workspaces:\n  - { name: Acme, people: [{ name: dana, admin: true }] }\n',
  'report.pdf': 'a report',
  'chart.png': 'a chart',
  'fix.patch': 'a patch',
  'blocks.json': '[{"type":"divider"}]',
  'buttons.json': JSON.stringify([
    {
      type: 'actions',
      elements: [
        { type: 'button', action_id: 'approve', text: { type: 'plain_text', text: 'Approve' } },
        {
          type: 'static_select',
          action_id: 'environment',
          placeholder: { type: 'plain_text', text: 'Where' },
          options: [option('production'), option('staging')],
        },
      ],
    },
  ]),
  'view.json': JSON.stringify({
    type: 'modal',
    title: { type: 'plain_text', text: 'A ticket' },
    submit: { type: 'plain_text', text: 'Send' },
    blocks: [
      input('title', { type: 'plain_text_input' }),
      input('priority', { type: 'static_select', options: [option('high'), option('low')] }),
    ],
  }),
  'app.log': 'An API error occurred: channel_not_found\n',
  'answer.json': JSON.stringify({ ok: false, error: 'missing_scope', needed: 'chat:write', provided: 'users:read' }),
  'app.py': '',
  'test.mjs': program,
}

const here = (name: string) => `exec '${process.execPath}' '${join(import.meta.dirname, name)}' "$@"`

/** The programs on the reader’s computer. */
export const readersPrograms: NonNullable<ReaderOptions['programs']> = {
  curl: here('curl.mjs'),
  git: 'echo "commit 1: a message"',
  go: `exec '${process.execPath}' test.mjs`,
  jq: here('jq.mjs'),
  op: 'echo simulated-client-secret',
  pbcopy: 'cat > "$HOME/clipboard"; [ -s "$HOME/clipboard" ]',
  pbpaste: 'cat "$HOME/clipboard" 2>/dev/null || echo channel_not_found',
  python3: `exec '${process.execPath}' test.mjs`,
  ssh: 'shift; exec "$@"',
  'Invoke-Expression': `! grep -v '^\\$env:\\w* = \\|^#\\|^$' >&2`,
}
