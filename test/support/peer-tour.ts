import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { listenOnLoopback } from '../../src/net/loopback.ts'
import { createMachine, type Machine } from './cli.ts'
import { callbackOf, decide, startSimLogin } from './login.ts'
import { freePort } from './program.ts'

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
/** Another Web API, on this computer, that answers every call as auth.test; the program has an empty folder for it. */
const stub = { SLACK_TOKENS_CONFIG_DIR: 'ELSEWHERE', SLACK_API_URL: 'http://127.0.0.1:BUSY/api/' }
const stubToken = 'xoxb-1-2-FAKE'
const sandbox = ['--yes', '--confirm', 'Sandbox Inc']

function started({ start }: Readonly<Record<string, Shown>>): { id: string; url: string } {
  return JSON.parse(start?.stdout ?? '') as { id: string; url: string }
}

/**
 * The command lines that show the rows. They run one after the other on one machine. BUSY is the port of the stub, FREE
 * is a free port, and ELSEWHERE is another config folder.
 */
export const lines = {
  baseUrl: () => ({
    argv: ['call', 'auth.test', '--api-url', stub.SLACK_API_URL],
    env: { SLACK_TOKENS_CONFIG_DIR: stub.SLACK_TOKENS_CONFIG_DIR, SLACK_BOT_TOKEN: stubToken },
  }),
  variable: () => ({ argv: ['call', 'auth.test'], env: { ...stub, SLACK_BOT_TOKEN: stubToken } }),
  withToken: () => ({ argv: ['login', '--with-token', '--profile', 'piped'], env: stub, input: stubToken }),
  folder: () => ({ argv: ['list'], env: stub }),
  scopeSet: `${client} --scope-set messaging --start --json`,
  tunnel: `${client} --scopes chat:write --redirect-uri https://tunnel.example/back --start --json`,
  port: `${client} --scopes chat:write --port FREE --start --json`,
  timeout: 'login --sim --no-browser --port 0 --timeout 0.01',
  print: 'login --sim --approve --port 0 --print',
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
  completion: 'completion bash',
  rotation: 'rotation enable --as bot --yes',
  list: 'list',
  use: 'use sandbox',
  noPrompt: 'logout --revoke --no-input',
  revoke: ['revoke', '--as', 'user', ...sandbox],
  uninstall: ['app', 'uninstall', ...sandbox],
  made: 'app create --sim --name Rotating --scopes chat:write --rotation --port FREE --yes',
  rotates: 'login --app Rotating --approve --port FREE --profile rotating',
  refresh: 'refresh --profile rotating --force',
  logout: ['logout', 'rotating', '--revoke', ...sandbox],
} as const satisfies Readonly<Record<string, Line>>

export type LineName = keyof typeof lines | 'colours' | 'live' | 'damaged'

/**
 * Runs every command line on a new machine with the simulator, then a login in a browser (`live`: what its pages
 * showed), then a command with a damaged config file (`damaged`). Returns what each printed.
 */
export async function tour(): Promise<Readonly<Record<LineName, Shown>>> {
  using machine = createMachine({ SLACK_CLIENT_SECRET: 'abcdefabcdefabcdefabcdefabcdefab' })
  mkdirSync(machine.directory, { recursive: true, mode: 0o700 })
  writeFileSync(join(machine.directory, 'report.txt'), 'hi')
  const shown: Record<string, Shown> = {}
  const servers = { v4: createServer(answerAsStub), v6: createServer(answerAsStub) }
  const [busy, free] = [await listenOnLoopback(0, servers), await freePort()]
  const elsewhere = join(machine.directory, '..', 'elsewhere')
  const filled = (text: string) =>
    text.replace('BUSY', String(busy)).replace('FREE', String(free)).replace('ELSEWHERE', elsewhere)
  try {
    for (const [name, line] of Object.entries<Line>(lines)) {
      const { argv, env = {}, ...over } = typed(line, shown)
      const { code, stdout, stderr } = await machine.run(argv.map(filled), {
        ...over,
        env: Object.fromEntries(Object.entries(env).map(([key, value]) => [key, filled(value)])),
      })
      shown[name] = { code, stdout, stderr }
    }
  } finally {
    servers.v4.close()
    servers.v6.close()
  }
  shown['colours'] = await colours(machine)
  shown['live'] = await liveLogin(machine)
  writeFileSync(join(machine.directory, 'config.json'), '{"version": 1, "prof')
  shown['damaged'] = await machine.run(['list'])
  return shown as Record<LineName, Shown>
}

function typed(line: Line, shown: Readonly<Record<string, Shown>>): TypedLine {
  if (typeof line === 'function') return line(shown)
  return { argv: typeof line === 'string' ? line.split(' ') : line }
}

function answerAsStub(_request: unknown, response: ServerResponse) {
  const who = { team: 'Stub', team_id: 'T0STUB001', user: 'stub', user_id: 'U0STUB001', bot_id: 'B0STUB001' }
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: true, ...who }))
}

/** Runs a command at a terminal, without and with NO_COLOR. Returns which of the two outputs has colours. */
async function colours(machine: Machine): Promise<Shown> {
  const plain = await machine.run(['which', 'search.messages'], { columns: 80, env: { NO_COLOR: '1' } })
  const painted = await machine.run(['which', 'search.messages'], { columns: 80 })
  const has = ({ stdout }: { stdout: string }) => stdout.includes('\u001b[')
  return { code: plain.code, stderr: plain.stderr, stdout: `coloured: ${has(painted)}, with NO_COLOR: ${has(plain)}` }
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
