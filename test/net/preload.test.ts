import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { turnToSimulator } from '../../src/net/turn-to-simulator.ts'
import { startSimulator } from '../../src/simulator/http/simulator.ts'
import { end } from '../support/oauth-app.ts'
import { createPlace, node } from '../support/program.ts'

const top = join(import.meta.dirname, '..', '..')
const preload = join(top, 'src', 'net', 'preload.cjs')

/** Starts a server that answers every request with `status`, and records the requests. */
async function answering(status: number) {
  const requested: string[] = []
  const server = createServer((request, response) => {
    requested.push(`${request.method} ${request.url}`)
    request.resume()
    response.writeHead(status).end('ok')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  return { asked: requested, url, [Symbol.asyncDispose]: () => end(server) }
}

/** Returns the answer that each HTTP client of Node.js gets in an app that was started with the preload. */
async function answers(url: string, simulator: string, ...proxy: readonly string[]) {
  const { stdout } = await promisify(execFile)(node, [join(top, 'test', 'subjects', 'calls.cjs'), url, ...proxy], {
    env: { PATH: process.env['PATH'], SLACK_TOKENS_SIMULATOR_URL: simulator, NODE_OPTIONS: `--require "${preload}"` },
  })
  return JSON.parse(stdout) as Readonly<Record<string, number | string>>
}

describe('the preload of an app that drive or run starts', () => {
  it.each([
    ['https://slack.com/api/api.test', 200, 'api.test'],
    ['https://acme.slack.com/api/api.test', 200, 'api.test'],
    ['https://slack.com./api/api.test', 200, 'api.test'],
    ['https://slack-gov.com/api/api.test', 200, 'api.test'],
    ['https://hooks.slack.com/services/T0SIM0001/B0SIM0001/x', 404, /webhook|services/],
  ])('redirects %s to the simulator, in every HTTP client', async (url, status, what) => {
    await using simulator = await startSimulator()
    await using proxy = await answering(407)
    const answered = await answers(url, simulator.url, proxy.url)
    expect(Object.entries(answered).filter(([, said]) => said !== status)).toEqual([])
    const log = simulator.log()
    expect(log).toHaveLength(Object.keys(answered).length)
    for (const one of log) expect(one.what).toMatch(what)
    expect(proxy.asked).toEqual([])
  })

  it('does not redirect other URLs, in any HTTP client', async () => {
    await using simulator = await startSimulator()
    await using other = await answering(299)
    const { http2, ...answered } = await answers(`${other.url}/api/slack.com`, simulator.url)
    expect(http2).toEqual(expect.stringMatching(/^ERR_HTTP2/))
    expect(Object.entries(answered).filter(([, said]) => said !== 299)).toEqual([])
    expect(other.asked.length).toBeGreaterThanOrEqual(Object.keys(answered).length)
    expect(simulator.log()).toEqual([])
  })

  it.each([
    ['slack.com', 200],
    ['SLACK.COM', 200],
    ['slack.com.', 200],
    ['slack.com..', 299],
    ['status.slack.com.', 299],
    ['wss-primary.slack.com', 200],
    ['evilslack.com', 299],
    ['slack.com.example', 299],
    ['slack-edge.com', 299],
    ['status.slack.com', 299],
  ])(
    'leads a request to %s to the server that answers %i (200: the simulator, 299: another server)',
    async (host, status) => {
      await using simulator = await startSimulator()
      await using other = await answering(299)
      const lookup = `(_name, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }])`
      const where = `{ host: '${host}', port: ${new URL(other.url).port}, path: '/api/api.test', lookup: ${lookup} }`
      const script = `require('node:http').get(${where}, ({ statusCode }) => process.exit(console.log(statusCode)))`
      const { stdout } = await promisify(execFile)(node, ['--require', preload, '-e', script], {
        env: { PATH: process.env['PATH'], SLACK_TOKENS_SIMULATOR_URL: simulator.url },
      })
      expect(stdout).toBe(`${status}\n`)
    },
  )

  it('does not affect a slack-tokens process that the app starts, because that process uses an installation at Slack', async () => {
    using place = createPlace()
    const [preloaded, program, other] = ['dist/preload.cjs', 'bin/slack-tokens.js', 'bin/app.js'].map((path) =>
      join(place.directory, path),
    )
    const script = `console.log(String(require('node:tls').connect).includes('isSlack'))`
    for (const folder of ['dist', 'bin']) mkdirSync(join(place.directory, folder))
    copyFileSync(preload, preloaded ?? '')
    for (const path of [program, other]) writeFileSync(path ?? '', script)
    const turned = await Promise.all(
      [program, other].map(async (path) => {
        const env = { PATH: process.env['PATH'], SLACK_TOKENS_SIMULATOR_URL: 'http://localhost:1' }
        return (await promisify(execFile)(node, ['--require', preloaded ?? '', path ?? ''], { env })).stdout
      }),
    )
    expect(turned).toEqual(['false\n', 'true\n'])
  })

  it('excludes the simulator and slack.com from the app’s proxy (NO_PROXY)', () => {
    const env = turnToSimulator(
      { HTTPS_PROXY: 'http://proxy.example', no_proxy: 'corp.example' },
      'http://localhost:4717',
    )
    for (const name of ['NO_PROXY', 'no_proxy']) {
      expect(env[name]?.split(',')).toEqual(['corp.example', 'localhost', 'slack.com', '.slack.com'])
    }
  })
})
