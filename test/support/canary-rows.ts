import { canaries } from './canaries.ts'

/** One call of a command while its input and environment contain secrets. */
export interface CanaryRow {
  readonly argv: readonly string[]
  /** The text on standard input; empty by default. */
  readonly input?: string
  /** True when the command does not call Slack, so that one run is enough. */
  readonly offline?: true
  /** Returns arguments and input of a second command, made from the `--json` output of the first command. */
  readonly next?: (printed: Readonly<Record<string, string>>) => Pick<CanaryRow, 'argv' | 'input'>
  /** True when the command runs until it is interrupted. */
  readonly stops?: true
  /** Why this call may print secrets; undefined for a call that must print no secret. */
  readonly shows?: string
}

const answer = JSON.stringify({
  ok: true,
  access_token: canaries.typedToken,
  authed_user: { id: 'U0ANN' },
  team: { id: 'T0ACME', name: 'Acme' },
})
const came = (state: string) => `https://localhost:8443/slack/callback?code=${canaries.typedCode}&state=${state}`
const { typedSecret, typedToken } = canaries
const sure = ['--yes', '--confirm', 'Acme acme']

/** The calls to test for every command, and for every subcommand as `command subcommand`. */
export const canaryRows: Readonly<Record<string, readonly CanaryRow[]>> = {
  login: [
    { argv: ['--with-token'], input: `${typedToken}\n` },
    {
      argv: ['--start', '--client-id', '1111111111.2222222222', '--scopes', 'chat:write', '--client-secret'],
      input: `${typedSecret}\n`,
    },
    { argv: ['--start', '--client-id', typedSecret, '--scopes', 'chat:write'], offline: true },
    { argv: ['--client-secret', typedSecret], offline: true },
    {
      argv: ['--start', '--client-id', '1111111111.2222222222', '--scopes', 'chat:write', '--json'],
      next: ({ id = '', url = '' }) => ({
        argv: ['--finish', id],
        input: came(new URL(url).searchParams.get('state') ?? ''),
      }),
    },
    { argv: ['--finish', 'aaaaaaaa'], input: came('wrong'), offline: true },
    { argv: ['--token-command', `echo ${typedToken}`] },
    {
      argv: [
        '--client-secret-command',
        `echo ${typedSecret}`,
        '--client-id',
        '1.2',
        '--start',
        '--scopes',
        'chat:write',
      ],
    },
    { argv: ['--sim', '--approve', '--print', '--port', '48444'], offline: true },
    { argv: ['--sim', '--approve', '--port', '48444'], offline: true },
  ],
  drive: [{ argv: [`http://localhost:9/slack/install?code=${canaries.typedCode}`, '--wait', '1'], offline: true }],
  'drive init': [
    { argv: ['--start', `SLACK_BOT_TOKEN=${typedToken} npm start`], offline: true },
    { argv: ['--start', 'npm start', '--dry-run'], offline: true },
  ],
  'app add': [
    { argv: ['--name', 'acme', '--client-secret'], input: `${typedSecret}\n`, offline: true },
    { argv: ['--name', 'acme', '--signing-secret-command', `echo ${typedToken}`], offline: true },
    {
      argv: ['--name', 'acme', '--secrets'],
      input: `SLACK_CLIENT_SECRET=${typedSecret}\nSLACK_APP_TOKEN=${typedToken}\n`,
      offline: true,
    },
    { argv: ['--name', 'acme', '--signing-secret'], input: `${typedToken}\n`, offline: true },
    { argv: ['--client-secret', typedSecret], offline: true },
  ],
  'app list': [{ argv: [], offline: true }],
  'app show': [
    { argv: ['acme'], offline: true },
    { argv: ['acme', '--show-secrets'], offline: true, shows: '--show-secrets' },
  ],
  'app rename': [{ argv: ['acme', 'other'], offline: true }],
  'app remove': [{ argv: ['acme', '--yes'], offline: true }],
  'app manifest': [{ argv: ['acme'], offline: true }],
  'app create': [
    { argv: ['--name', 'New', '--scopes', 'chat:write', '--team', 'T0ACME', '--yes'] },
    { argv: ['--name', 'New', '--link', '--no-input'], offline: true },
  ],
  'app check': [{ argv: ['acme'] }],
  'app pull': [{ argv: ['acme'] }, { argv: ['acme', '--print'] }],
  'app push': [{ argv: ['acme', '--yes'] }],
  'app uninstall': [{ argv: sure }],
  'app config-token': [
    { argv: [], input: `${canaries.configToken} ${canaries.configRefresh}` },
    { argv: ['--remove'] },
  ],
  explain: [
    { argv: ['-'], input: answer, offline: true },
    { argv: ['-'], input: `${answer.slice(0, -9)}`, offline: true },
    { argv: [typedToken], offline: true },
    { argv: [], offline: true },
  ],
  which: [{ argv: ['chat.postMessage'], offline: true }],
  why: [
    { argv: ['invalid_auth'], offline: true },
    { argv: [typedToken], offline: true },
  ],
  scopes: [{ argv: [], offline: true }],
  whoami: [{ argv: [] }, { argv: ['--as', 'user'] }],
  post: [{ argv: ['C0GENERAL', 'hi'] }, { argv: ['general', typedToken, '--as', 'user'] }],
  upload: [{ argv: ['-', 'C0GENERAL', '--filename', 'a.txt', '--force'], input: 'text' }],
  webhook: [{ argv: ['hi'] }, { argv: ['--check'] }, { argv: ['hi', '--channel', '#general'] }],
  call: [
    { argv: ['auth.test'] },
    { argv: ['auth.test', '-i'] },
    { argv: ['auth.test', '--as', 'both'] },
    { argv: ['chat.postMessage', 'channel=C0', 'text=hi', '--curl'], offline: true },
    { argv: ['chat.postMessage', 'channel=C0', 'text=hi', '--dry-run', '-H', `X-Note: ${typedToken}`], offline: true },
    { argv: ['auth.test', `token=${typedToken}`] },
    { argv: ['conversations.list', '--paginate'] },
    { argv: ['oauth.v2.access', `client_secret=${typedSecret}`, `code=${canaries.typedCode}`] },
    { argv: [`auth.test?token=${typedToken}`], offline: true },
  ],
  list: [{ argv: [], offline: true }],
  use: [
    { argv: ['spare'], offline: true },
    { argv: ['nobody'], offline: true },
  ],
  show: [
    { argv: [], offline: true },
    { argv: ['spare'], offline: true },
    { argv: ['--show-secrets'], offline: true, shows: '--show-secrets' },
  ],
  rename: [{ argv: ['acme', 'other'], offline: true }],
  token: [
    { argv: ['--as', 'user'], offline: true, shows: 'it prints one token' },
    { argv: ['--as', 'user', '--user', '@nobody'], offline: true },
  ],
  env: [
    { argv: [], offline: true, shows: 'it prints what a program needs' },
    { argv: ['--format', 'installation-node'], offline: true, shows: 'it prints what a program needs' },
    { argv: ['--output', 'made.env'], offline: true },
    { argv: ['--format', 'github-actions'], offline: true, shows: 'the runner has to be told what to mask' },
  ],
  run: [
    { argv: ['--', 'true'], offline: true },
    { argv: ['--', 'no-such-program', typedToken], offline: true },
  ],
  trace: [
    { argv: ['--bodies', '--', 'true'], offline: true },
    { argv: ['--filter', typedToken, '--', 'true'], offline: true },
  ],
  import: [
    { argv: ['-'], input: answer },
    { argv: ['-', '--offline', '--json'], input: `SLACK_BOT_TOKEN=${typedToken}\n`, offline: true },
    { argv: ['-'], input: answer.slice(0, -9), offline: true },
  ],
  export: [
    { argv: ['--all', '--redact'], offline: true },
    { argv: ['--all', '--output', 'made.json'], offline: true },
    { argv: ['--all'], offline: true, shows: 'it prints what import takes' },
  ],
  refresh: [{ argv: ['--force'] }, { argv: ['--all', '--force', '--own'] }],
  'rotation enable': [{ argv: ['--as', 'user', '--yes'] }],
  revoke: [{ argv: ['--as', 'user', ...sure] }, { argv: ['--as', 'bot', ...sure] }],
  logout: [{ argv: ['--yes'] }, { argv: ['--revoke', ...sure] }],
  demo: [{ argv: ['--no-browser'], offline: true }],
  'sim start': [{ argv: ['--port', '0'], offline: true, stops: true }],
  'sim run': [{ argv: ['--', 'true'], offline: true }],
  'sim env': [{ argv: ['--unset'], offline: true }],
  'sim stop': [{ argv: [], offline: true }],
  'sim status': [{ argv: [], offline: true }],
  'sim open': [{ argv: [], offline: true, stops: true }],
  'sim log': [{ argv: [], offline: true }],
  'sim say': [{ argv: ['#general', `hello ${typedToken}`], offline: true }],
  'sim command': [{ argv: [`/deploy ${typedToken}`], offline: true }],
  'sim click': [{ argv: ['approve', '--value', typedToken], offline: true }],
  'sim submit': [{ argv: [`title=${typedToken}`], offline: true }],
  'sim close': [{ argv: [], offline: true }],
  'sim shortcut': [{ argv: ['new_ticket'], offline: true }],
  'sim home': [{ argv: [], offline: true }],
  'sim assistant': [{ argv: [], offline: true }],
  'sim react': [{ argv: ['1700000000.000100', ':tada:'], offline: true }],
  'sim event': [{ argv: ['team_rename', `name=${typedToken}`], offline: true }],
  'sim deliveries': [{ argv: [], offline: true }],
  'sim clock': [{ argv: ['advance', '1m'], offline: true }],
  'sim fail': [{ argv: ['chat.postMessage', 'ratelimited'], offline: true }],
  'sim seed': [{ argv: ['-', '--yes'], input: `workspace: { name: ${typedToken} }\n`, offline: true }],
  'sim reset': [{ argv: ['--yes'], offline: true }],
  check: [{ argv: [] }, { argv: ['--all'] }],
  completion: [
    { argv: ['bash'], offline: true },
    { argv: ['zsh', '--complete', '--', 'use', ''], offline: true },
  ],
  doctor: [{ argv: ['--port', '48443'] }],
  help: [{ argv: ['tokens'], offline: true }],
}
