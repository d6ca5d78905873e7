import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Machine, watch } from './cli.ts'

interface Received {
  readonly type: string
  readonly body: Readonly<Record<string, unknown>>
}

/** Starts a plain HTTP app. It answers the challenge, and each other request with the next entry of `answers`. */
export async function startApp() {
  const received: Received[] = []
  const answers: { status: number; body: string }[] = []
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await readBody(request)
    const isChallenge = body['type'] === 'url_verification'
    if (!isChallenge) received.push({ type: String(request.headers['content-type']), body })
    const { status, body: text } = isChallenge
      ? { status: 200, body: String(body['challenge']) }
      : (answers.shift() ?? { status: 200, body: '' })
    response.writeHead(status, { 'content-type': text.startsWith('{') ? 'application/json' : 'text/plain' }).end(text)
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://localhost:${(server.address() as AddressInfo).port}/slack/events`
  return { url, received, answers, close: () => server.close() }
}

export async function readBody(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const text = (await request.toArray()).map(String).join('')
  if (!request.headers['content-type']?.includes('form')) return JSON.parse(text) as Readonly<Record<string, unknown>>
  const form = Object.fromEntries(new URLSearchParams(text))
  return form['payload'] === undefined ? form : (JSON.parse(form['payload']) as Readonly<Record<string, unknown>>)
}

/** Runs `sim start` on the machine. Disposing the result stops the simulator. */
export async function keep(machine: Machine, argv: readonly string[] = []) {
  const ending = new AbortController()
  const up = watch(/"controlToken"/)
  const running = machine.run(['sim', 'start', '--port', '0', '--json', ...argv], {
    stdout: up.stream,
    signal: ending.signal,
  })
  await Promise.race([up.found, running])
  const stop = async () => {
    ending.abort()
    return await running
  }
  return { stop, started: () => JSON.parse(up.text()) as Readonly<Record<string, unknown>> }
}
