import { mkdirSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { CliError, exitReasons } from '../../src/errors.ts'
import { run } from '../../src/runtime/program.ts'
import { createSystem, type System } from '../../src/runtime/system.ts'
import { createMachine, hostOf } from '../support/cli.ts'
import { freePort } from '../support/program.ts'

/**
 * Creates the system of a command. The function `close` of this system returns `failures`. Returns the system, and a
 * function that returns everything that was printed.
 */
function endingIn(failures: readonly unknown[]): { system: System; said: () => string } {
  const { host, stdout, stderr } = hostOf(tmpdir(), {})
  const system = createSystem(host)
  return { system: { ...system, close: async () => failures }, said: () => stdout.text() + stderr.text() }
}

describe('the resources of a command', () => {
  it.each([
    [
      'a system error',
      Object.assign(new Error('x'), { code: 'EIO' }),
      /could not close a connection or the simulator: EIO/,
    ],
    ['any error', new Error('odd'), /could not close a connection or the simulator: odd/],
    [
      'an error with a message',
      new CliError('failed', 'The state could not be written'),
      /The state could not be written/,
    ],
  ])('cause exit code 1 and a message when closing them fails: %s', async (_, failure, words) => {
    const { system, said } = endingIn([failure, new Error('second')])
    expect(await run(['why', 'not_authed'], system)).toBe(exitReasons.failed.code)
    expect(said()).toMatch(words)
    expect(said()).toMatch(/second/)
    expect(said()).not.toMatch(/output could not be written|has a bug/)
  })

  it('do not change the exit code when closing them fails after the command has failed', async () =>
    expect(await run(['why'], endingIn([new Error('odd')]).system)).toBe(exitReasons.usage.code))

  it('are all closed, even when closing one of them fails', async () => {
    using machine = createMachine()
    mkdirSync(machine.directory, { recursive: true })
    const { host } = hostOf(machine.directory, {})
    const system = createSystem(host)
    const context = system.context({})
    const { url } = await context.simulator({ apart: true })
    const local = await context.simulator({ browser: true, port: await freePort() })
    // The connections to the shared simulator are closed before both simulators.
    Object.assign(local.http, { destroy: () => Promise.reject(new Error('stuck')) })
    expect(await system.close()).toEqual([expect.objectContaining({ message: 'stuck' })])
    for (const one of [url, local.url]) await expect(answers(one)).resolves.toBe(false)
  })
})

describe('the simulator of a command', () => {
  it('starts to listen on the requested port when a later call needs it', async () => {
    using machine = createMachine()
    const system = createSystem(hostOf(machine.directory, {}).host)
    const context = system.context({})
    const first = await context.simulator()
    const port = await freePort()
    const second = await context.simulator({ browser: true, port })
    expect(first.http).toBe(second.http)
    expect(second.url).toBe(`http://localhost:${port}`)
    expect(await answers(second.url)).toBe(true)
    await expect(context.simulator({ browser: true, port: await freePort() })).rejects.toMatchObject({
      failure: 'failed',
      code: 'already_running',
    })
    expect(await context.simulator({ browser: true })).toMatchObject({ url: second.url })
    const apart = await context.simulator({ apart: true })
    expect(apart.url).not.toBe(second.url)
    expect(await system.close()).toEqual([])
  })

  it('starts to listen on the requested port even when another process owns the simulator', async () => {
    using machine = createMachine()
    const [owner, other] = [0, 1].map(() => createSystem(hostOf(machine.directory, {}).host))
    if (!owner || !other) return
    await owner.context({}).simulator()
    const context = other.context({})
    expect((await context.simulator()).startedHere).toBe(false)
    const port = await freePort()
    expect((await context.simulator({ browser: true, port })).url).toBe(`http://localhost:${port}`)
    expect([await other.close(), await owner.close()]).toEqual([[], []])
  })
})

function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const requested = request(`${url}/_sim`, { agent: false }, (answer) => {
      answer.resume().once('end', () => resolve(true))
    })
    requested.once('error', () => resolve(false)).end()
  })
}
