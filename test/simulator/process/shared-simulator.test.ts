import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openLocalSimulator } from '../../../src/simulator/process/shared-simulator.ts'
import { ask, lockOf, openSimulator, redirects, stateOf } from '../../support/shared-simulator.ts'
import { temporaryFolder } from '../../support/temporary.ts'

describe('the simulator of a config folder', () => {
  it('listens on a Unix socket that only this account can open, and not on TCP', async () => {
    using folder = temporaryFolder()
    await using local = await openSimulator(folder.path)
    expect(local.url).toBe('http://localhost:4717')
    expect(local.apiUrl).toBe('http://localhost:4717/api/')
    expect(statSync(dirname(local.socketPath)).mode & 0o777).toBe(0o700)
    expect(await ask(local, '/api/api.test?a=1')).toMatchObject({ ok: true, args: { a: '1' } })
  })

  it('is shared with a second process, and both processes see the same data', async () => {
    using folder = temporaryFolder()
    await using one = await openSimulator(folder.path)
    await using other = await openSimulator(folder.path)
    expect(one.simulator).toBeDefined()
    expect(other.simulator).toBeUndefined()
    expect(other.socketPath).toBe(one.socketPath)
    await ask(other, '/_sim/redirect-urls', { url: 'http://localhost:9/other' })
    expect(await redirects(one)).toContain('http://localhost:9/other')
  })

  it('stores its data for the next process in a file with mode 0600', async () => {
    using folder = temporaryFolder()
    {
      await using first = await openSimulator(folder.path)
      await ask(first, '/_sim/redirect-urls', { url: 'http://localhost:9/kept' })
    }
    expect(statSync(stateOf(folder.path)).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder.path)).toEqual(['simulator.json'])
    await using second = await openSimulator(folder.path)
    expect(await redirects(second)).toContain('http://localhost:9/kept')
  })

  it('writes changes to the state file while the simulator runs', async () => {
    using folder = temporaryFolder()
    await using local = await openSimulator(folder.path)
    await ask(local, '/_sim/redirect-urls', { url: 'http://localhost:9/soon' })
    await expect.poll(() => existsSync(stateOf(folder.path))).toBe(true)
    expect(readFileSync(stateOf(folder.path), 'utf8')).toContain('http://localhost:9/soon')
  })

  it('has a random seed unless a seed was given', async () => {
    using one = temporaryFolder()
    using other = temporaryFolder()
    await using first = await openSimulator(one.path)
    await using second = await openSimulator(other.path, { seed: 'mine' })
    expect(first.simulator?.world.state.seed).not.toBe('mine')
    expect(second.simulator?.world.state.seed).toBe('mine')
  })

  it('removes its socket and its lock when the simulator stops', async () => {
    using folder = temporaryFolder()
    const local = await openLocalSimulator({ directory: folder.path, now: Date.now })
    const place = dirname(local.socketPath)
    await local.close()
    expect([existsSync(place), existsSync(lockOf(folder.path))]).toEqual([false, false])
  })
})
describe('a simulator that is opened for a browser', () => {
  it('listens on TCP, even when the owner was started without TCP', async () => {
    using folder = temporaryFolder()
    await using one = await openSimulator(folder.path)
    await using guest = await openSimulator(folder.path, { browser: true, port: 0 })
    expect(guest.url).toBe(one.url)
    expect(await (await fetch(`${guest.url}/_sim`)).json()).toMatchObject({ url: guest.url })
  })

  it('fails with port_in_use when the requested port is in use, and leaves no lock', async () => {
    using folder = temporaryFolder()
    const other = createServer().listen(0, '::1')
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    const options = { directory: folder.path, now: Date.now, browser: true, port }
    await expect(openLocalSimulator(options)).rejects.toMatchObject({ code: 'port_in_use' })
    expect(existsSync(lockOf(folder.path))).toBe(false)
    await using owner = await openSimulator(folder.path)
    await expect(openLocalSimulator(options)).rejects.toMatchObject({ code: 'port_in_use' })
    expect(await ask(owner, '/_sim')).toMatchObject({ ok: true })
    other.close()
  })

  it('registers the redirect URLs of the owner and of every other process', async () => {
    using folder = temporaryFolder()
    await using one = await openSimulator(folder.path, { redirectUrls: ['http://localhost:9/a'] })
    await using other = await openSimulator(folder.path, { redirectUrls: ['http://localhost:9/b'] })
    expect(await redirects(other)).toEqual(expect.arrayContaining(['http://localhost:9/a', 'http://localhost:9/b']))
    expect(one.simulator).toBeDefined()
  })
})
