import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { load, type Sent } from '../support/load.ts'
import { createPlace, freePort } from '../support/program.ts'

/** How many thousand requests the test sends: 20, or the number in SOAK. */
const thousands = Number(process.env['SOAK'] ?? 20)
const connections = 16

/** Returns the resident memory of a process in bytes; Linux only. */
function residentOf(pid: number | undefined): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024
}

it.runIf(process.platform === 'linux')(
  'a simulator that gets many mixed requests limits its memory and its log, and only the requested faults fail',
  async () => {
    using place = createPlace()
    const sim = place.start(['sim', 'start', '--port', String(await freePort()), '--json'])
    const { url } = JSON.parse((await sim.said(/^\{.*\}\n/))[0]) as { url: string }
    const login = place.start(['login', '--sim', '--approve', '--port', String(await freePort()), '--json'])
    expect(await login.ended, login.stderr()).toBe(0)
    const tokenOf = async (as: string) => {
      const program = place.start(['token', '--as', as])
      await program.ended
      return program.stdout().trim()
    }
    const [bot, user] = [await tokenOf('bot'), await tokenOf('user')]
    const hook = place.start(['env', '--json'])
    await hook.ended
    const webhook = new URL(/http:\/\/localhost:\d+\/services\/[^"]+/.exec(hook.stdout())?.[0] ?? url).pathname
    const mix: readonly ((n: number) => Sent)[] = [
      (n) => ({ path: '/api/chat.postMessage', token: bot, body: { channel: '#general', text: `message ${n}` } }),
      () => ({ path: '/api/auth.test', token: user, body: {} }),
      (n) => ({
        path: '/api/chat.postMessage',
        token: user,
        body: JSON.stringify({ channel: 'C0SIMRAND', text: `${n}` }),
      }),
      () => ({ path: '/api/conversations.list', token: bot, body: { limit: '100' } }),
      (n) => ({ path: webhook, body: JSON.stringify({ text: `webhook ${n}` }) }),
      () => ({ path: '/api/search.messages', token: user, body: { query: 'nothing like it' } }),
      () => ({ path: '/api/users.list', token: bot, body: {} }),
      (n) => ({ path: '/api/api.test', body: { n: String(n), filler: 'x'.repeat(n % 2000) } }),
    ]
    const make = (n: number) => mix[n % mix.length]?.(n) as Sent
    const run = (count: number) => load(url, { count, connections, make })
    // After the first requests, the process has its normal size.
    expect(await run(1000)).toEqual(new Map([['200', 1000]]))
    const before = residentOf(sim.child.pid)

    for (const [where, what, times] of [
      ['chat.postMessage', '429', '60'],
      ['auth.test', 'fatal_error', '40'],
      ['users.list', 'slow:1', '30'],
      ['conversations.list', 'cut', '20'],
    ] as const) {
      const fault = place.start(['sim', 'fail', where, what, '--times', times])
      expect(await fault.ended, fault.stderr()).toBe(0)
    }
    const count = thousands * 1000
    const answers = await run(count)
    expect(Object.fromEntries(answers)).toEqual({
      '200': count - 120,
      ratelimited: 60,
      fatal_error: 40,
      broken: 20,
    })

    expect(residentOf(sim.child.pid) - before).toBeLessThan(150 * 1024 * 1024)
    const { log, total } = (await (await fetch(`${url}/_sim/log`)).json()) as { log: unknown[]; total: number }
    expect([log.length, total >= count + 1000]).toEqual([500, true])
    sim.child.kill('SIGTERM')
    expect(await sim.ended, sim.stderr()).toBe(0)
    expect(statSync(join(place.directory, 'config', 'simulator.json')).size).toBeLessThan(20_000_000)
  },
  120_000,
)
