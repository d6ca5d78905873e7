import { PassThrough } from 'node:stream'
import { Agent, request } from 'undici'
import { startSimulator } from '../../src/simulator/server.ts'
import { type Machine, type Over, watch } from './cli.ts'

/** A Slack of its own on TCP, for logins that do not know it is simulated. */
export async function startSlack(redirectUrls: readonly string[] = []) {
  return await startSimulator({ port: 0, redirectUrls })
}

/** A browser that goes on past the certificate warning and follows no redirect by itself. */
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

/** Decides on the consent page and returns where Slack sends the browser. */
export async function decide(authorize: string, form: Record<string, string> = { decision: 'allow' }): Promise<string> {
  const asked = JSON.parse((await visit(authorize, { json: true })).text) as { request: string }
  const { origin, pathname } = new URL(authorize)
  const { location } = await visit(origin + pathname, { method: 'POST', form: { request: asked.request, ...form } })
  return location
}

export interface WaitingLogin {
  /** The authorize address, once it is shown. */
  readonly url: Promise<string>
  readonly ended: ReturnType<Machine['run']>
  readonly said: () => string
  /** What a person types at the terminal. */
  readonly type: (line: string) => void
  /** Resolves when it has said this. */
  readonly hears: (text: string) => Promise<void>
}

/** A login that waits for its answer, at a terminal when `atTerminal`. */
export function startLogin(
  machine: Machine,
  argv: readonly string[],
  over: Over & { atTerminal?: boolean } = {},
): WaitingLogin {
  const { atTerminal = false, ...rest } = over
  const { stream, found, text } = watch(/https?:\/\/localhost:\d+\/oauth\/\S+(?=\s)/)
  const typing = new PassThrough()
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
