import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { end } from './support/oauth-app.ts'
import { node } from './support/program.ts'

const top = join(import.meta.dirname, '..')
const preload = join(top, 'src', 'drive', 'preload.cjs')

/** A server that says its name in every answer, and what it was asked. */
async function named(name: string) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} for ${request.headers.host}`)
    request.resume()
    response.writeHead(200, { 'x-answered-by': name }).end('ok')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const host = `127.0.0.1:${(server.address() as { port: number }).port}`
  return { asked, host, url: `http://${host}`, [Symbol.asyncDispose]: () => end(server) }
}

/** Who answered each client of an app that was started with the preload. */
async function answers(url: string, simulator: string): Promise<Readonly<Record<string, string>>> {
  const { stdout } = await promisify(execFile)(
    node,
    ['--require', preload, join(top, 'test', 'subjects', 'calls.cjs'), url],
    { env: { PATH: process.env['PATH'], SLACK_TOKENS_DRIVE_URL: simulator } },
  )
  return JSON.parse(stdout) as Readonly<Record<string, string>>
}

describe('the preload', () => {
  it.each([
    'https://slack.com/api/auth.test',
    'https://acme.slack.com/api/auth.test',
    'https://hooks.slack.com/services/T0SIM0001/B0SIM0001/x',
  ])('turns every client that calls %s', async (url) => {
    await using simulator = await named('simulator')
    const answered = await answers(url, simulator.url)
    expect(Object.entries(answered).filter(([, by]) => by !== 'simulator')).toEqual([])
    expect(Object.keys(answered)).toHaveLength(11)
    const { pathname } = new URL(url)
    const line = new RegExp(`^(GET|POST) ${pathname} for ${simulator.host}$`)
    expect(simulator.asked.filter((one) => !line.test(one))).toEqual([])
    expect(simulator.asked).toHaveLength(11)
  })

  it('leaves every other address alone', async () => {
    await using simulator = await named('simulator')
    await using other = await named('other')
    const answered = await answers(`${other.url}/api/slack.com`, simulator.url)
    expect(new Set(Object.values(answered))).toEqual(new Set(['other']))
    expect(simulator.asked).toEqual([])
  })
})
