import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { Agent, request } from 'undici'
import { Interruption } from '../../src/errors.ts'
import { type SimulatorServer, startSimulator } from '../../src/simulator/http/simulator.ts'
import { createMachine, type Machine, type Over, watch } from './cli.ts'
import { freePort } from './program.ts'

/** Starts a simulator on a TCP port. Logins treat this simulator as the real Slack. */
export async function startSlack(redirectUrls: readonly string[] = []) {
  return await startSimulator({ port: 0, redirectUrls })
}

/**
 * Starts a simulator. Returns it with a new machine, a free port for login, and the variable with the client secret.
 */
export async function place(): Promise<{
  slack: SimulatorServer
  port: number
  machine: Machine
  secret: { SLACK_CLIENT_SECRET: string }
}> {
  const port = await freePort()
  const slack = await startSlack([`https://localhost:${port}/slack/callback`])
  return { slack, port, machine: createMachine(), secret: { SLACK_CLIENT_SECRET: slack.app.clientSecret } }
}

/**
 * Starts a simulator whose app has redirect URLs with a free port. Returns it with an install link and a new machine.
 */
export async function realApp(
  redirects: (port: number) => string[] = (port) => [`https://localhost:${port}/slack/callback`],
) {
  const port = await freePort()
  const slack = await startSlack(redirects(port))
  const link = `${slack.authorizeUrl}?client_id=${slack.app.clientId}&scope=chat:write&user_scope=search:read`
  return { slack, port, link, machine: createMachine(), secret: { SLACK_CLIENT_SECRET: slack.app.clientSecret } }
}

/** Returns the app's install link, as Slack shows it for sharing. */
export function linkOf(slack: SimulatorServer, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({
    client_id: slack.app.clientId,
    scope: 'chat:write,channels:read',
    user_scope: 'search:read',
    ...more,
  })
  return `${slack.authorizeUrl}?${query.toString()}`
}

export interface KeptProfile {
  readonly simulator: boolean
  readonly bot: { readonly token: string; readonly scopes: readonly string[] }
  readonly users: readonly { readonly token: string; readonly userName: string }[]
  readonly webhooks: readonly unknown[]
  readonly responses: readonly { readonly method: string; readonly body: Readonly<Record<string, unknown>> }[]
}

/** Reads and parses the machine's config file. */
export function keptBy(machine: Machine) {
  return JSON.parse(readFileSync(join(machine.directory, 'config.json'), 'utf8')) as {
    readonly active: string
    readonly profiles: Readonly<Record<string, KeptProfile>>
    readonly apps: Readonly<Record<string, { readonly clientSecret: string | null; readonly clientId: string }>>
  }
}

/**
 * Sends a request without a check of the certificate and without following a redirect. Returns status, redirect and
 * text.
 */
export async function visit(
  url: string,
  init: { method?: 'GET' | 'POST'; form?: Record<string, string>; json?: boolean } = {},
) {
  const agent = new Agent({ connect: { rejectUnauthorized: false } })
  const { statusCode, headers, body } = await request(url, {
    dispatcher: agent,
    method: init.method ?? 'GET',
    headers: {
      ...(init.json && { accept: 'application/json' }),
      ...(init.form && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(init.form && { body: new URLSearchParams(init.form).toString() }),
  })
  const text = await body.text()
  await agent.destroy()
  return { status: statusCode, location: typeof headers['location'] === 'string' ? headers['location'] : '', text }
}

/** Submits the consent page at `authorize`. Returns the URL to which Slack redirects the browser. */
export async function decide(authorize: string, form: Record<string, string> = { decision: 'allow' }): Promise<string> {
  const requested = JSON.parse((await visit(authorize, { json: true })).text) as { request: string }
  const { origin, pathname } = new URL(authorize)
  const { location } = await visit(origin + pathname, { method: 'POST', form: { request: requested.request, ...form } })
  return location
}

export interface WaitingLogin {
  /** Resolves with the authorize URL when login has printed it. */
  readonly url: Promise<string>
  readonly ended: ReturnType<Machine['run']>
  readonly said: () => string
  /** Types a line at the terminal, with Enter. */
  readonly type: (line: string) => void
  /** Resolves when login has printed `text`. */
  readonly hears: (text: string) => Promise<void>
}

/** Starts a login that waits for its callback; with `atTerminal` it runs at a terminal. */
export function startLogin(
  machine: Machine,
  argv: readonly string[],
  over: Over & { atTerminal?: boolean } = {},
): WaitingLogin {
  const { atTerminal = false, ...rest } = over
  const { stream, found, text } = watch(/https?:\/\/localhost:\d+\/oauth\/\S+(?=\s)/)
  const typing = over.typing ?? new PassThrough()
  const ended = machine.run(['login', ...argv, '--no-browser', '--no-color'], {
    input: atTerminal ? undefined : '',
    ...rest,
    ...(atTerminal && { typing }),
    stderr: Object.assign(stream, { isTTY: atTerminal }),
  } as Over)
  return {
    url: found.then(([url]) => url),
    ended,
    said: text,
    type: (line) => void typing.write(`${line}\n`),
    async hears(wanted) {
      for (let tries = 0; tries < 1000 && !text().includes(wanted); tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 10))
    },
  }
}

/** Starts `login --sim` without a browser. Returns the authorize URL, the result and the text on stderr. */
export function startSimLogin(machine: Machine, argv: readonly string[] = [], over: Over = {}) {
  const { stream, found, text } = watch(/http:\/\/localhost:\d+\/oauth\/\S+(?=\s)/)
  const ended = machine.run(['login', '--sim', '--no-browser', '--port', '0', ...argv], { ...over, stderr: stream })
  return { url: found.then(([url]) => new URL(url)), ended, stderr: text }
}

/** Starts the machine's simulator, so that all logins use the same port. Disposing the result stops the simulator. */
export async function keepSimulator(machine: Machine): Promise<AsyncDisposable> {
  const stop = new AbortController()
  const { stream, found } = watch(/http:\/\/localhost:\d+/)
  const ended = machine.run(['sim', 'start', '--port', String(await freePort())], {
    stdout: stream,
    signal: stop.signal,
  })
  await Promise.race([found, ended])
  return {
    async [Symbol.asyncDispose]() {
      stop.abort(new Interruption('interrupted'))
      await ended
    },
  }
}

/** Returns the redirect URL in the authorize URL `url`, with `query` added. */
export function callbackOf(url: URL, query: Readonly<Record<string, string>>): string {
  return `${url.searchParams.get('redirect_uri')}?${new URLSearchParams(query).toString()}`
}

/** Returns both tokens of an install on `slack` from another machine. */
export async function installedTokens(slack: SimulatorServer): Promise<{ bot: string; user: string }> {
  using machine = createMachine()
  const port = await freePort()
  slack.world.state.apps[0]?.redirectUrls.push(`https://localhost:${port}/slack/callback`)
  const login = startLogin(machine, [linkOf(slack), '--port', String(port)], {
    env: { SLACK_CLIENT_SECRET: slack.app.clientSecret },
  })
  await visit(await decide(await login.url))
  await login.ended
  const token = async (as: string) => (await machine.run(['token', '--as', as])).stdout.trim()
  return { bot: await token('bot'), user: await token('user') }
}
