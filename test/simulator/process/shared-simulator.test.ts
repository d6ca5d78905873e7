import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { Agent, type buildConnector } from 'undici'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LocalOptions } from '../../../src/simulator/process/ownership.ts'
import { type OpenSimulator, openLocalSimulator } from '../../../src/simulator/process/shared-simulator.ts'
import { bundleScript, type Script } from '../../support/child.ts'
import { temporaryFolder } from '../../support/temporary.ts'

async function open(directory: string, more: Partial<LocalOptions> = {}): Promise<OpenSimulator & AsyncDisposable> {
  const local = await openLocalSimulator({ directory, now: Date.now, ...more })
  return Object.defineProperty(local, Symbol.asyncDispose, { value: () => local.close() }) as OpenSimulator &
    AsyncDisposable
}

async function connectTo(local: OpenSimulator, callback: buildConnector.Callback): Promise<void> {
  const socket = await local.connect().catch((error: Error) => error)
  if (socket instanceof Error) callback(socket, null)
  else callback(null, socket)
}

/** One request through `connect`, as a command sends it. */
async function ask(local: OpenSimulator, path: string, body?: unknown): Promise<Record<string, unknown>> {
  const agent = new Agent({ connect: (_options, callback) => void connectTo(local, callback) })
  try {
    const { body: answer } = await agent.request({
      origin: 'http://localhost',
      path,
      method: body === undefined ? 'GET' : 'POST',
      ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    return (await answer.json()) as Record<string, unknown>
  } finally {
    await agent.close()
  }
}

const redirects = async (local: OpenSimulator) =>
  ((await ask(local, '/_sim'))['app'] as { redirectUrls: string[] }).redirectUrls

const stateOf = (directory: string) => join(directory, 'simulator.json')
const lockOf = (directory: string) => join(directory, 'simulator.json.lock')

describe('one simulator per folder', () => {
  it('listens on a socket that only this account can open, and not on TCP', async () => {
    using folder = temporaryFolder()
    await using local = await open(folder.path)
    expect(local.url).toBe('http://localhost:4717')
    expect(local.apiUrl).toBe('http://localhost:4717/api/')
    expect(statSync(dirname(local.socketPath)).mode & 0o777).toBe(0o700)
    expect(await ask(local, '/api/api.test?a=1')).toMatchObject({ ok: true, args: { a: '1' } })
  })

  it('is used by a second process, and both see the same data', async () => {
    using folder = temporaryFolder()
    await using one = await open(folder.path)
    await using other = await open(folder.path)
    expect(one.simulator).toBeDefined()
    expect(other.simulator).toBeUndefined()
    expect(other.socketPath).toBe(one.socketPath)
    await ask(other, '/_sim/redirect-urls', { url: 'http://localhost:9/other' })
    expect(await redirects(one)).toContain('http://localhost:9/other')
  })

  it('stores its data for the next process, in a file of mode 0600', async () => {
    using folder = temporaryFolder()
    {
      await using first = await open(folder.path)
      await ask(first, '/_sim/redirect-urls', { url: 'http://localhost:9/kept' })
    }
    expect(statSync(stateOf(folder.path)).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder.path)).toEqual(['simulator.json'])
    await using second = await open(folder.path)
    expect(await redirects(second)).toContain('http://localhost:9/kept')
  })

  it('writes changes to the file while it runs', async () => {
    using folder = temporaryFolder()
    await using local = await open(folder.path)
    await ask(local, '/_sim/redirect-urls', { url: 'http://localhost:9/soon' })
    await expect.poll(() => existsSync(stateOf(folder.path))).toBe(true)
    expect(readFileSync(stateOf(folder.path), 'utf8')).toContain('http://localhost:9/soon')
  })

  it('has a random seed, or the given one', async () => {
    using one = temporaryFolder()
    using other = temporaryFolder()
    await using first = await open(one.path)
    await using second = await open(other.path, { seed: 'mine' })
    expect(first.simulator?.world.state.seed).not.toBe('mine')
    expect(second.simulator?.world.state.seed).toBe('mine')
  })

  it('leaves no socket and no lock when it stops', async () => {
    using folder = temporaryFolder()
    const local = await openLocalSimulator({ directory: folder.path, now: Date.now })
    const place = dirname(local.socketPath)
    await local.close()
    expect([existsSync(place), existsSync(lockOf(folder.path))]).toEqual([false, false])
  })
})

describe('when the owner stops', () => {
  it('a guest takes over at its next request', async () => {
    using folder = temporaryFolder()
    const one = await openLocalSimulator({ directory: folder.path, now: Date.now })
    await using guest = await open(folder.path)
    await ask(guest, '/_sim/redirect-urls', { url: 'http://localhost:9/handed-on' })
    await one.close()
    expect(await redirects(guest)).toContain('http://localhost:9/handed-on')
    expect(guest.simulator).toBeDefined()
  })

  it('many guests agree on one new owner', async () => {
    using folder = temporaryFolder()
    const one = await openLocalSimulator({ directory: folder.path, now: Date.now })
    const guests = await Promise.all(Array.from({ length: 5 }, () => open(folder.path)))
    await one.close()
    const answers = await Promise.all(guests.flatMap((guest) => [ask(guest, '/_sim'), ask(guest, '/_sim')]))
    expect(answers.every(({ ok }) => ok === true)).toBe(true)
    expect(guests.filter(({ simulator }) => simulator)).toHaveLength(1)
    for (const guest of guests) await guest.close()
    expect(existsSync(lockOf(folder.path))).toBe(false)
  })

  it('a guest with a browser takes over by itself, at the same port', async () => {
    using folder = temporaryFolder()
    const one = await openLocalSimulator({ directory: folder.path, now: Date.now, browser: true, port: 0 })
    await using guest = await open(folder.path, { browser: true })
    const { url } = one
    expect(guest.url).toBe(url)
    await one.close()
    await expect.poll(() => guest.simulator !== undefined).toBe(true)
    expect(guest.url).toBe(url)
    expect((await fetch(`${url}/_sim`)).status).toBe(200)
  })
})

describe('short concurrent commands', () => {
  it('none is cut off and no change is lost, whoever is the owner', async () => {
    using folder = temporaryFolder()
    const command = async (name: number) => {
      for (let round = 0; round < 5; round += 1) {
        await using local = await open(folder.path)
        expect(await ask(local, `/api/api.test?n=${name}-${round}`)).toMatchObject({ ok: true })
      }
    }
    await Promise.all(Array.from({ length: 12 }, (_, name) => command(name)))
    await using last = await open(folder.path)
    const { log } = (await ask(last, '/_sim/log')) as { log: { args: { n: string } }[] }
    expect(new Set(log.map(({ args }) => args.n)).size).toBe(60)
  })
})

describe('with a browser', () => {
  it('listens on TCP too, and an owner without TCP starts to', async () => {
    using folder = temporaryFolder()
    await using one = await open(folder.path)
    await using guest = await open(folder.path, { browser: true, port: 0 })
    expect(guest.url).toBe(one.url)
    expect(await (await fetch(`${guest.url}/_sim`)).json()).toMatchObject({ url: guest.url })
  })

  it('fails for a requested port that is in use, and leaves nothing behind', async () => {
    using folder = temporaryFolder()
    const other = createServer().listen(0, '::1')
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    const options = { directory: folder.path, now: Date.now, browser: true, port }
    await expect(openLocalSimulator(options)).rejects.toMatchObject({ code: 'port_in_use' })
    expect(existsSync(lockOf(folder.path))).toBe(false)
    await using owner = await open(folder.path)
    await expect(openLocalSimulator(options)).rejects.toMatchObject({ code: 'port_in_use' })
    expect(await ask(owner, '/_sim')).toMatchObject({ ok: true })
    other.close()
  })

  it('registers redirect URLs, whoever is the owner', async () => {
    using folder = temporaryFolder()
    await using one = await open(folder.path, { redirectUrls: ['http://localhost:9/a'] })
    await using other = await open(folder.path, { redirectUrls: ['http://localhost:9/b'] })
    expect(await redirects(other)).toEqual(expect.arrayContaining(['http://localhost:9/a', 'http://localhost:9/b']))
    expect(one.simulator).toBeDefined()
  })
})

describe('the state file', () => {
  it.each([
    ['cut short', '{"version":1,"se'],
    ['empty', ''],
    ['another shape', '{"version":1,"seed":"x","people":7}'],
    ['null', 'null'],
    ['lists of the wrong things', '[1,2]'],
  ])('damaged (%s): is moved to a backup that is named, and new data is created', async (_name, text) => {
    using folder = temporaryFolder()
    writeFileSync(stateOf(folder.path), text, { mode: 0o600 })
    const warnings: string[] = []
    await using local = await open(folder.path, { onWarning: (warning) => warnings.push(warning) })
    expect(await ask(local, '/_sim')).toMatchObject({ ok: true })
    const aside = readdirSync(folder.path).find((name) => name.startsWith('simulator.json.damaged-')) ?? 'none'
    expect(readFileSync(join(folder.path, aside), 'utf8')).toBe(text)
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain(aside)
  })

  it('too large to be read: is moved to a backup, and new data is created', async () => {
    using folder = temporaryFolder()
    writeFileSync(stateOf(folder.path), '{}', { mode: 0o600 })
    truncateSync(stateOf(folder.path), 256_000_001)
    const warnings: string[] = []
    await using local = await open(folder.path, { onWarning: (warning) => warnings.push(warning) })
    expect(await ask(local, '/_sim')).toMatchObject({ ok: true })
    expect(warnings).toEqual([expect.stringContaining('simulator.json.damaged-')])
  })

  it('of a newer version is not changed', async () => {
    using folder = temporaryFolder()
    writeFileSync(stateOf(folder.path), '{"version":2}')
    await expect(openLocalSimulator({ directory: folder.path, now: Date.now })).rejects.toMatchObject({
      code: 'newer_file',
    })
    expect(readdirSync(folder.path)).toEqual(['simulator.json'])
  })

  it('that cannot be written: warns once, and the simulator continues', async () => {
    using folder = temporaryFolder()
    const warnings: string[] = []
    const local = await openLocalSimulator({
      directory: folder.path,
      now: Date.now,
      onWarning: (warning) => warnings.push(warning),
    })
    // A folder instead of the file: that stops root as well.
    mkdirSync(join(stateOf(folder.path), 'in-the-way'), { recursive: true })
    for (let round = 0; round < 3; round += 1) {
      await ask(local, `/api/api.test?n=${round}`)
      await delay(120)
    }
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain('simulator.json')
    await local.close()
  })
})

describe('separate processes', () => {
  let script: Script
  beforeAll(async () => {
    script = await bundleScript('simulator-child')
  })
  afterAll(() => script[Symbol.dispose]())

  it('share the same data', async () => {
    using folder = temporaryFolder()
    const child = script.start([folder.path])
    expect(await child.until('\n')).toMatch(/^owner /)
    await using guest = await open(folder.path)
    expect(guest.simulator).toBeUndefined()
    await ask(guest, '/_sim/redirect-urls', { url: 'http://localhost:9/shared' })
    child.process.stdin?.end()
    expect((await child.ended).code).toBe(0)
    expect(await redirects(guest)).toContain('http://localhost:9/shared')
  })

  it('replace a killed owner at once, and remove its socket (R12)', async () => {
    using folder = temporaryFolder()
    const child = script.start([folder.path])
    const left = (await child.until('\n')).trim().split(' ')[1] ?? ''
    expect(existsSync(left)).toBe(true)
    child.process.kill('SIGKILL')
    await child.ended
    const since = performance.now()
    await using next = await open(folder.path)
    expect(performance.now() - since).toBeLessThan(5000)
    expect(next.simulator).toBeDefined()
    expect(existsSync(dirname(left))).toBe(false)
  })

  it('agree on one owner when eight start together', async () => {
    using folder = temporaryFolder()
    const children = Array.from({ length: 8 }, () => script.start([folder.path]))
    const said = await Promise.all(children.map((child) => child.until('\n')))
    expect(said.filter((line) => line.startsWith('owner'))).toHaveLength(1)
    for (const child of children) child.process.stdin?.end()
    expect((await Promise.all(children.map(({ ended }) => ended))).map(({ code }) => code)).toEqual(Array(8).fill(0))
  })
})
