import type { HelpExample } from './help-examples.ts'
import { drivenFiles, type ExampleFiles, program, scopes } from './help-files.ts'

/** What an example of the help presupposes. */
export interface Presupposed {
  /** Commands that a reader has typed before. */
  readonly before?: readonly string[]
  /** Whether the reader has installed apps at Slack, or uses the simulator. */
  readonly at?: 'slack' | 'simulator' | 'slack over TLS'
  /** Files in addition to those of every reader; undefined removes one. */
  readonly files?: ExampleFiles
  /** What the reader types at the prompts. */
  readonly types?: readonly string[]
  /** What a command prints that runs until Ctrl-C, before the reader presses it. */
  readonly until?: RegExp | undefined
  /** The id of the channel that the reader chooses for the webhook. */
  readonly webhookIn?: string
}

/** Returns what an example presupposes: what its command does, and what it alone does. */
export function presupposed({ command, line }: HelpExample): Presupposed {
  const top = command.split(' ')[0] ?? ''
  const ofLine = byLine.flatMap(([part, own]) => (line.includes(part) ? [own] : []))
  return Object.assign({}, byCommand[top], byCommand[command], ...ofLine) as Presupposed
}

/** Returns the rows that belong to no example of the help. */
export function unmatchedRows(examples: readonly HelpExample[]): string[] {
  const lines = byLine.map(([part]) => part).filter((part) => !examples.some(({ line }) => line.includes(part)))
  const commands = Object.keys(byCommand).filter(
    (name) => !examples.some(({ command }) => command === name || command.startsWith(`${name} `)),
  )
  return [...lines, ...commands]
}

const types = (...lines: string[]): Presupposed => ({ types: lines })
const before = (...commands: string[]): Presupposed => ({ before: commands })

/** A message of the bot, which examples reply to, change, delete and react to. */
const message = before('TS=$(slack-tokens post "#general" "a message" --as bot --json | jq -r .ts)')
const rotation =
  'slack-tokens app manifest my-app --rotation > rotating.json && slack-tokens app push my-app --manifest rotating.json --turn-on rotation --yes'

/** A simulator that sends the app’s events to EVENTS_URL. */
const appRuns = 'slack-tokens sim start --detach --manifest app-manifest.json --events-url $EVENTS_URL'
const withApp = [
  appRuns,
  `slack-tokens login --sim --approve --scopes ${scopes},team:read,users:read,assistant:write,im:history`,
]
const opened = [
  ...withApp,
  `TRIGGER=$(slack-tokens sim command "/deploy now" --json | jq -r '.deliveries[].payload.trigger_id')`,
  'slack-tokens call views.open trigger_id=$TRIGGER view:=@view.json --as bot',
]
const clickable = [
  ...withApp,
  'TS=$(slack-tokens post "#general" "in plain words" --blocks buttons.json --as bot --json | jq -r .ts)',
]
const said = [...withApp, 'TS=$(slack-tokens post "#general" "a message" --as bot --json | jq -r .ts)']

const byCommand: Readonly<Record<string, Presupposed>> = {
  demo: { at: 'simulator' },
  drive: { at: 'simulator', files: drivenFiles },
  'drive init': { at: 'simulator', files: { ...drivenFiles, '.slack-tokens.json': undefined } },
  'rotation enable': { before: [rotation], types: ['2'] },
  rotation: { before: [rotation], types: ['2'] },
  refresh: before(rotation, 'slack-tokens login --app my-app'),
  revoke: types('Acme'),
  logout: types('2'),
  'app uninstall': types('Acme'),
  'app push': types('2', '2'),
  run: { files: { 'app.js': program } },
  trace: { at: 'slack over TLS', files: { 'app.js': program } },
  'app rename': before('slack-tokens app rename my-app A0123456789'),
  sim: { at: 'simulator' },
  'sim assistant': before(...withApp),
  'sim click': before(...clickable),
  'sim close': before(...opened),
  'sim command': before(...withApp),
  'sim event': before(...withApp),
  'sim home': before(...withApp),
  'sim react': before(...said),
  'sim say': before(...said),
  'sim shortcut': before(...said),
  'sim submit': before(...opened),
  'sim clock advance': before('slack-tokens sim start --detach'),
  'sim deliveries': before(...withApp, 'slack-tokens sim say "#general" "<@bot> hello"'),
  'sim open': before('slack-tokens sim start --detach'),
  'sim status': before('slack-tokens sim start --detach'),
  'sim stop': before('slack-tokens sim start --detach'),
}

const startsSim = { until: /It runs until you stop it/ }

/** Examples that presuppose something else than their command, by a part of the line. */
const byLine: readonly (readonly [string, Presupposed])[] = [
  ['$TOKEN', before('TOKEN=$(slack-tokens token --as bot)')],
  ['"$SECRET"', before('SECRET=simulated-client-secret')],
  ['"$ACCESS" "$REFRESH"', before('ACCESS=$CONFIG_ACCESS REFRESH=$CONFIG_REFRESH')],
  ['app config-token       ', types('$CONFIG_ACCESS', '$CONFIG_REFRESH')],
  ['import .env', before('slack-tokens env --as bot --output .env --yes', 'slack-tokens logout --yes')],
  [
    'import install.json',
    before('slack-tokens login --app my-app --print --show-secrets > install.json', 'slack-tokens logout --yes'),
  ],
  [
    'import data/installations',
    before(
      'mkdir -p data/installations/T0123456789',
      'slack-tokens env --format installation-node --output data/installations/T0123456789/app-latest',
    ),
  ],
  [
    'login --finish',
    before(
      'STARTED=$(slack-tokens login --app my-app --start --json)',
      'ID=$(echo "$STARTED" | jq -r .id)',
      'ADDRESS=$(PRESS_ALLOW_ONLY=1 press-allow "$(echo "$STARTED" | jq -r .url)")',
    ),
  ],
  ['app uninstall acme-dev', types('Acme Dev')],
  [
    '--manifest manifest.json --turn-on rotation',
    { before: ['slack-tokens app manifest my-app --rotation > manifest.json'], types: ['2', '2'] },
  ],
  ['app pull my-app --output', before('rm manifest.json')],
  ['rename acme acme-dev', before('slack-tokens logout acme-dev --yes')],
  ['env --output .env', before('rm .env')],
  ['pbpaste | slack-tokens explain', before('slack-tokens token --as bot | pbcopy')],
  ['"#builds"', before('slack-tokens sim say "#builds" "/invite @my-app" --user dana')],
  ['"#releases"', { before: ['slack-tokens login --app my-app'], webhookIn: 'C0RELEASES' }],
  ['post "a reply" --thread', message],
  ['webhook "done" --thread', message],
  ['fix.patch --thread', message],
  ['--update 1700000000.', message],
  ['--delete 1700000000.', message],
  ['slack-tokens sim stop', before('slack-tokens sim start --detach')],
  ['slack-tokens sim start', startsSim],
  ['start --detach', { until: undefined }],
  ['sim log', before('slack-tokens post "#general" hello --as bot')],
  ['sim log --follow', { until: /chat\.postMessage/ }],
  ['sim deliveries --follow', { until: /app_mention/ }],
  ['sim log --expect', before('slack-tokens call chat.postMessage channel=C0SIMGENL text=hi --as bot')],
  ['sim react 1700000000.000100 tada --remove', before(...said, 'slack-tokens sim react $TS tada')],
  ['sim assistant --thread', before(...withApp, 'TS=$(slack-tokens sim assistant --json | jq -r .thread.ts)')],
  ['then, in this project', { types: ['1'], files: { ...drivenFiles, '.slack-tokens.json': undefined } }],
  [
    'drive http',
    before('slack-tokens sim start --detach', 'eval "$(slack-tokens sim env)"', 'node app.mjs >/dev/null 2>&1 &'),
  ],
  ['run -- slack-tokens trace', before('printf %s "$TOKEN" | slack-tokens login --with-token')],
  ['| source', before(`source() { ! grep -v '^set -\\|^#' >&2; }`)],
]
