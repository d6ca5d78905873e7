import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Installation } from '../../../src/config/installation.ts'
import { Interruption } from '../../../src/errors.ts'
import { systemClock } from '../../../src/runtime/process-host.ts'
import { createMachine, watch } from '../../support/cli.ts'
import { hours, startScene } from '../../support/rotating-machine.ts'
import { sampleInstallation } from '../../support/sample.ts'

interface Row {
  readonly name: string
  readonly state: string
}

/**
 * Starts a server that answers auth.test with `answer`, and counts all calls and the calls that run at the same time.
 */
async function startApi(answer: (token: string, response: ServerResponse) => void | Promise<void>) {
  const counts = { now: 0, most: 0, all: 0 }
  const server = createServer((request, response) => {
    counts.all += 1
    counts.now += 1
    counts.most = Math.max(counts.most, counts.now)
    response.on('close', () => {
      counts.now -= 1
    })
    request.resume().on('end', () => void answer(request.headers.authorization?.split(' ')[1] ?? '', response))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    counts,
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    [Symbol.dispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}

function send(response: ServerResponse, body: object, status = 200, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

/** Creates a machine with `count` installations, each with only a bot token. */
function machineWith(count: number, apiUrl: string) {
  const machine = createMachine()
  const names = Array.from({ length: count }, (_, index) => `w${index}`)
  const installation = (name: string): Installation => ({
    ...sampleInstallation(name),
    ...{ apiUrl, simulator: false, users: [], webhooks: [] },
  })
  const profiles = Object.fromEntries(names.map((name) => [name, installation(name)]))
  mkdirSync(machine.directory, { recursive: true, mode: 0o700 })
  const path = join(machine.directory, 'config.json')
  writeFileSync(path, JSON.stringify({ version: 1, active: 'w0', profiles }), { mode: 0o600 })
  return { machine, names, path, [Symbol.dispose]: () => machine[Symbol.dispose]() }
}

describe('check --all, for many installations', () => {
  it('checks 500 installations in their order, with at most 16 calls at the same time', async () => {
    using api = await startApi(async (_token, response) => {
      await new Promise((resolve) => setImmediate(resolve))
      send(response, { ok: true, user_id: 'U0BOT' })
    })
    using kept = machineWith(500, api.apiUrl)
    const checked = await kept.machine.run(['check', '--all', '--json'], { input: '' })
    expect(checked.code).toBe(0)
    expect((checked.json as Row[]).map(({ name }) => name)).toEqual(kept.names)
    expect(api.counts.all).toBe(500)
    expect(api.counts.most).toBeLessThanOrEqual(16)
    expect(api.counts.most).toBeGreaterThan(1)
  })

  it('waits only for the tokens that Slack limits, and checks the other tokens meanwhile (fault R7)', async () => {
    const limited = new Set(Array.from({ length: 20 }, (_, index) => `xoxb-sim-w${index}-bot`))
    const refused = new Set<string>()
    let others = 0
    let goOn = () => {}
    const allOthers = new Promise<void>((resolve) => {
      goOn = resolve
    })
    using api = await startApi((token, response) => {
      if (limited.has(token) && !refused.has(token)) {
        refused.add(token)
        return send(response, { ok: false, error: 'ratelimited' }, 429, { 'retry-after': '7' })
      }
      if (!limited.has(token)) others += 1
      if (others === 80) goOn()
      send(response, { ok: true })
    })
    using kept = machineWith(100, api.apiUrl)
    const slept: number[] = []
    // More than 16 calls wait for the rate limit. If they counted as running, the other calls would never start.
    const clock = {
      now: systemClock.now,
      async sleep(ms: number) {
        slept.push(ms)
        await allOthers
      },
    }
    const checked = await kept.machine.run(['check', '--all', '--json'], { input: '', clock })
    expect(checked.code).toBe(0)
    expect((checked.json as Row[]).every(({ state }) => state === 'ok')).toBe(true)
    expect(slept).toEqual(Array.from({ length: 20 }, () => 7000))
    expect([api.counts.all, refused.size]).toEqual([120, 20])
    expect(api.counts.most).toBeLessThanOrEqual(16)
  })

  it('exits with 130 after Ctrl-C, prints the results so far, and marks the invalid tokens (fault R14)', async () => {
    const ending = new AbortController()
    using api = await startApi((token, response) => {
      if (token === 'xoxb-sim-w0-bot') send(response, { ok: true })
      else if (token === 'xoxb-sim-w1-bot') send(response, { ok: false, error: 'account_inactive' })
      // The server does not answer the other requests.
    })
    using kept = machineWith(5, api.apiUrl)
    const { stream, found, text } = watch(/2 of 5/)
    const stderr = Object.assign(stream, { isTTY: true })
    const running = kept.machine.run(['check', '--all', '--no-color'], { stderr, signal: ending.signal })
    await found
    ending.abort(new Interruption('interrupted'))
    const checked = await running
    expect(checked.code).toBe(130)
    expect(checked.stdout).toMatch(/✓ +w0 .*ok/)
    expect(checked.stdout).toMatch(/✗ +w1 .*account_inactive/)
    expect(checked.stdout).toMatch(/! +w4 .*\?/)
    expect(text()).toContain('1 ok, 3 not checked, 1 dead')
    expect(JSON.parse(readFileSync(kept.path, 'utf8'))).toHaveProperty('profiles.w1.bot.dead.code', 'account_inactive')
  })

  it('shows its progress on a terminal, but not in a pipe', async () => {
    using api = await startApi((_token, response) => void setTimeout(() => send(response, { ok: true }), 200))
    using kept = machineWith(20, api.apiUrl)
    const { stream, text } = watch(/of 20/)
    const stderr = Object.assign(stream, { isTTY: true })
    expect((await kept.machine.run(['check', '--all'], { stderr })).code).toBe(0)
    expect(text()).toMatch(/Checking [█░]{24} 0 of 20/)
    expect((await kept.machine.run(['check', '--all'], { input: '' })).stderr).not.toContain('Checking')
  })

  it('exits with 4, prints the results and warns when the config file is locked (fault R12)', async () => {
    using api = await startApi((_token, response) => send(response, { ok: false, error: 'token_revoked' }))
    using kept = machineWith(1, api.apiUrl)
    mkdirSync(`${kept.path}.lock`)
    const checked = await kept.machine.run(['check', '--json'], { input: '' })
    expect(checked).toMatchObject({ code: 4, json: [{ state: 'dead' }] })
    expect(checked.stderr).toContain('Dead tokens and webhooks could not be marked')
  })
})

describe('check, for rotating tokens', () => {
  it('refreshes an expired token first, and prints when the new token expires', async () => {
    await using scene = await startScene()
    await scene.install()
    scene.passes(13 * hours)
    const checked = await scene.run(['check'])
    expect(checked.code).toBe(0)
    expect(checked.stdout).toMatch(/bot expires in 1[12] h.*user expires in 1[12] h/)
    expect(scene.asked('oauth.v2.access')).toBe(3)
  })

  it('exits with 4 (token_expired) for an external token, and does not refresh the token', async () => {
    await using scene = await startScene()
    await scene.install()
    const path = join(scene.machine.directory, 'config.json')
    const file = JSON.parse(readFileSync(path, 'utf8'))
    file.profiles['sandbox-inc'].borrowed = true
    writeFileSync(path, JSON.stringify(file))
    scene.passes(13 * hours)
    const checked = await scene.run(['check', '--json'])
    expect(checked).toMatchObject({ code: 4, json: [{ tokens: [{ error: 'token_expired' }, { state: 'dead' }] }] })
    expect(scene.asked('oauth.v2.access')).toBe(1)
  })
})
