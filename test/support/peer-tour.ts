import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { listenOnLoopback } from '../../src/net/loopback.ts'
import { createMachine, type Machine } from './cli.ts'
import { callbackOf, decide, startSimLogin } from './login.ts'

/** What one command line printed, and how it ended. */
export interface Shown {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

type Line = string | readonly string[] | ((shown: Readonly<Record<string, Shown>>) => TypedLine)

interface TypedLine {
  readonly argv: readonly string[]
  readonly input?: string
  readonly env?: Readonly<Record<string, string>>
}

const answer =
  '{"ok":true,"access_token":"xoxb-1-2-FAKE","token_type":"bot","scope":"chat:write","is_enterprise_install":true,"team":null,"enterprise":{"id":"E0FAKE001","name":"Acme"},"authed_user":{"id":"U0FAKE001","access_token":"xoxp-1-2-3-FAKE","scope":"files:write"}}'
const client = 'login --client-id 1111111111.2222222222'
/** A Web API that does not answer, on this computer: doctor must not call the real one. */
const nowhere = { SLACK_API_URL: 'http://127.0.0.1:9/api/' }
const sandbox = ['--yes', '--confirm', 'Sandbox Inc']

function started({ start }: Readonly<Record<string, Shown>>): { id: string; url: string } {
  return JSON.parse(start?.stdout ?? '') as { id: string; url: string }
}

/** The command lines that show the rows. They run one after the other on one machine; BUSY is a port in use. */
export const lines = {
  loginHelp: 'login --help',
  start: `${client} --scopes chat:write --user-scopes files:write --team T0FAKE0001 --start --json`,
  wrongState: (shown) => ({
    argv: ['login', '--finish', started(shown).id],
    input: 'https://localhost:8443/slack/callback?code=1.2.x&state=another',
  }),
  v1: `${client} --v1 --scopes incoming-webhook --start --json`,
  pkce: `${client} --pkce --user-scopes files:write --start --json`,
  busy: `${client} --scopes chat:write --port BUSY --no-browser`,
  denied: 'login --sim --deny --port 0',
  userOnly: 'login --sim --user-only --approve --port 0 --profile only-user',
  sim: 'login --sim --approve --port 0 --profile sandbox',
  manifest: 'app manifest --scopes chat:write --user-scopes files:write',
  doctor: () => ({ argv: ['doctor', '--json'], env: nowhere }),
  ssh: () => ({ argv: ['doctor', '--json'], env: { ...nowhere, SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' } }),
  show: 'show --json',
  env: 'env',
  export: 'export --redact',
  token: 'token --as user',
  explain: ['explain', answer],
  which: 'which search.messages',
  scopes: 'scopes',
  headers: 'call auth.test -i',
  why: 'why channel_not_found',
  asUser: 'call search.messages query=x --as user',
  asBot: 'call search.messages query=x --as bot',
  json: ['call', 'chat.postMessage', '{"channel":"#general","text":"hi"}'],
  input: () => ({ argv: ['call', 'conversations.list', '--input', '-'], input: '{"limit":1}' }),
  pages: 'call users.list limit=2 --paginate --json',
  callHelp: 'call --help',
  whoami: 'whoami',
  check: 'check',
  refused: 'call conversations.info channel=C0NOWHERE',
  missing: 'call team.info',
  curl: 'call auth.test --curl',
  fail: 'sim fail auth.test 429',
  retry: 'call auth.test --verbose',
  webhook: 'webhook hello',
  upload: 'upload report.txt #general --as user',
  field: 'whoami --as bot --field team',
  exitCodes: 'help exit-codes',
  tree: 'help --json',
  environment: 'help environment',
  completion: 'completion bash',
  rotation: 'rotation enable --as bot --yes',
  refresh: 'refresh --help',
  list: 'list',
  use: 'use sandbox',
  noPrompt: 'logout --revoke --no-input',
  revoke: ['revoke', '--as', 'user', ...sandbox],
  uninstall: ['app', 'uninstall', ...sandbox],
  logoutHelp: 'logout --help',
} as const satisfies Readonly<Record<string, Line>>

export type LineName = keyof typeof lines | 'live' | 'damaged'

/**
 * Runs every command line on a new machine with the simulator, then a login in a browser (`live`: what its pages
 * showed), then a command with a damaged config file (`damaged`). Returns what each printed.
 */
export async function tour(): Promise<Readonly<Record<LineName, Shown>>> {
  using machine = createMachine({ SLACK_CLIENT_SECRET: 'abcdefabcdefabcdefabcdefabcdefab' })
  mkdirSync(machine.directory, { recursive: true, mode: 0o700 })
  writeFileSync(join(machine.directory, 'report.txt'), 'hi')
  const shown: Record<string, Shown> = {}
  const servers = { v4: createServer(), v6: createServer() }
  const busy = await listenOnLoopback(0, servers)
  try {
    for (const [name, line] of Object.entries<Line>(lines)) {
      const { argv, ...over } = typed(line, shown)
      const { code, stdout, stderr } = await machine.run(
        argv.map((word) => (word === 'BUSY' ? String(busy) : word)),
        over,
      )
      shown[name] = { code, stdout, stderr }
    }
  } finally {
    servers.v4.close()
    servers.v6.close()
  }
  shown['live'] = await liveLogin(machine)
  writeFileSync(join(machine.directory, 'config.json'), '{"version": 1, "prof')
  shown['damaged'] = await machine.run(['list'])
  return shown as Record<LineName, Shown>
}

function typed(line: Line, shown: Readonly<Record<string, Shown>>): TypedLine {
  if (typeof line === 'function') return line(shown)
  return { argv: typeof line === 'string' ? line.split(' ') : line }
}

/** Sends stray requests to a login that waits, then presses Allow. Returns the pages and what the login printed. */
async function liveLogin(machine: Machine): Promise<Shown> {
  const login = startSimLogin(machine)
  const url = await login.url
  const state = url.searchParams.get('state') ?? ''
  const callback = new URL(url.searchParams.get('redirect_uri') ?? '')
  const stray = await fetch(new URL('/favicon.ico', callback))
  const wrong = await fetch(callbackOf(url, { error: '<b>x</b>', state: `${state}x` }))
  const strays = `${stray.status} ${wrong.status} ${await wrong.text()}`
  const page = await (await fetch(await decide(url.href))).text()
  const { code } = await login.ended
  return { code, stdout: `${strays}\n${page}`, stderr: login.stderr() }
}
