import { existsSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { performance } from 'node:perf_hooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLocalSimulator } from '../../../src/simulator/process/shared-simulator.ts'
import { bundleScript, type Script } from '../../support/child.ts'
import { ask, lockOf, openSimulator, redirects } from '../../support/shared-simulator.ts'
import { temporaryFolder } from '../../support/temporary.ts'

describe('the other processes that use a simulator whose owner process stops', () => {
  it('start the simulator themselves at their next request, with the same data', async () => {
    using folder = temporaryFolder()
    const one = await openLocalSimulator({ directory: folder.path, now: Date.now })
    await using guest = await openSimulator(folder.path)
    await ask(guest, '/_sim/redirect-urls', { url: 'http://localhost:9/handed-on' })
    await one.close()
    expect(await redirects(guest)).toContain('http://localhost:9/handed-on')
    expect(guest.simulator).toBeDefined()
  })

  it('choose exactly one new owner when all send requests at the same time', async () => {
    using folder = temporaryFolder()
    const one = await openLocalSimulator({ directory: folder.path, now: Date.now })
    const guests = await Promise.all(Array.from({ length: 5 }, () => openSimulator(folder.path)))
    await one.close()
    const answers = await Promise.all(guests.flatMap((guest) => [ask(guest, '/_sim'), ask(guest, '/_sim')]))
    expect(answers.every(({ ok }) => ok === true)).toBe(true)
    expect(guests.filter(({ simulator }) => simulator)).toHaveLength(1)
    for (const guest of guests) await guest.close()
    expect(existsSync(lockOf(folder.path))).toBe(false)
  })

  it('start the simulator at the same port, even without a request, when they were started for a browser', async () => {
    using folder = temporaryFolder()
    const one = await openLocalSimulator({ directory: folder.path, now: Date.now, browser: true, port: 0 })
    await using guest = await openSimulator(folder.path, { browser: true })
    const { url } = one
    expect(guest.url).toBe(url)
    await one.close()
    await expect.poll(() => guest.simulator !== undefined).toBe(true)
    expect(guest.url).toBe(url)
    expect((await fetch(`${url}/_sim`)).status).toBe(200)
  })
})

describe('a simulator whose socket folder was removed', () => {
  it('is reported at once, with the command that ends its process', async () => {
    using folder = temporaryFolder()
    const one = await openLocalSimulator({ directory: folder.path, now: Date.now })
    rmSync(dirname(one.socketPath), { recursive: true })
    await expect(openSimulator(folder.path)).rejects.toMatchObject({
      code: 'simulator_silent',
      message: expect.stringContaining(dirname(one.socketPath)) as string,
      hint: expect.stringContaining(`kill ${process.pid} `) as string,
    })
    await one.close()
  })
})

describe('short commands that run at the same time', () => {
  it('all succeed and lose no change, whichever command owns the simulator', async () => {
    using folder = temporaryFolder()
    const command = async (name: number) => {
      for (let round = 0; round < 5; round += 1) {
        await using local = await openSimulator(folder.path)
        expect(await ask(local, `/api/api.test?n=${name}-${round}`)).toMatchObject({ ok: true })
      }
    }
    await Promise.all(Array.from({ length: 12 }, (_, name) => command(name)))
    await using last = await openSimulator(folder.path)
    const { log } = (await ask(last, '/_sim/log')) as { log: { args: { n: string } }[] }
    expect(new Set(log.map(({ args }) => args.n)).size).toBe(60)
  })
})
describe('simulators in separate processes', () => {
  let script: Script
  beforeAll(async () => {
    script = await bundleScript('simulator-child')
  })
  afterAll(() => script[Symbol.dispose]())

  it('share the same data', async () => {
    using folder = temporaryFolder()
    const child = script.start([folder.path])
    expect(await child.until('\n')).toMatch(/^owner /)
    await using guest = await openSimulator(folder.path)
    expect(guest.simulator).toBeUndefined()
    await ask(guest, '/_sim/redirect-urls', { url: 'http://localhost:9/shared' })
    child.process.stdin?.end()
    expect((await child.ended).code).toBe(0)
    expect(await redirects(guest)).toContain('http://localhost:9/shared')
  })

  it('immediately replace an owner that was killed, and remove its socket (fault R12)', async () => {
    using folder = temporaryFolder()
    const child = script.start([folder.path])
    const left = (await child.until('\n')).trim().split(' ')[1] ?? ''
    expect(existsSync(left)).toBe(true)
    child.process.kill('SIGKILL')
    await child.ended
    const since = performance.now()
    await using next = await openSimulator(folder.path)
    expect(performance.now() - since).toBeLessThan(5000)
    expect(next.simulator).toBeDefined()
    expect(existsSync(dirname(left))).toBe(false)
  })

  it('choose exactly one owner when eight start at the same time', async () => {
    using folder = temporaryFolder()
    const children = Array.from({ length: 8 }, () => script.start([folder.path]))
    const said = await Promise.all(children.map((child) => child.until('\n')))
    expect(said.filter((line) => line.startsWith('owner'))).toHaveLength(1)
    for (const child of children) child.process.stdin?.end()
    expect((await Promise.all(children.map(({ ended }) => ended))).map(({ code }) => code)).toEqual(Array(8).fill(0))
  })
})
