import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { createServer } from 'node:http'
import { createServer as createBareServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { acquireLock } from '../../../src/fs/lock.ts'
import { type ControlTarget, control } from '../../../src/simulator/control/client.ts'
import { allRouteNames, controlRoutes } from '../../../src/simulator/control/route-table.ts'
import { startSimulator } from '../../../src/simulator/http/simulator.ts'
import { overSocket } from '../../../src/simulator/process/socket-client.ts'
import { newSocketPath, removeSocket } from '../../../src/simulator/process/socket-path.ts'
import { createMachine } from '../../support/cli.ts'

/**
 * Starts a program that answers every request on a Unix socket with `status` and `body`, as another simulator version
 * could.
 */
async function startProgram(status: number, body: string) {
  const socketPath = newSocketPath()
  const server = createServer((_request, response) => response.writeHead(status).end(body))
  await once(server.listen(socketPath), 'listening')
  return {
    socketPath,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      removeSocket(socketPath)
    },
  }
}

const older = { ok: true, url: 'http://localhost:4717', apiUrl: 'http://localhost:4717/api/', app: { name: 'App' } }
const bodies: readonly (readonly [status: number, body: string])[] = [
  [200, '<h1>It works</h1>'],
  [200, ''],
  [200, 'null'],
  [200, '[]'],
  [200, '{}'],
  [200, '{"ok":true'],
  [200, '"ok"'],
  [404, 'Not found'],
  [404, '{"error":"not_found"}'],
  [500, '{"ok":false}'],
  [503, '{"ok":true}'],
  [200, JSON.stringify({ ok: true })],
  [200, JSON.stringify({ ok: true, app: null, faults: null, clients: [null] })],
  [200, JSON.stringify({ ok: true, app: {}, faults: {}, clients: {} })],
  [200, JSON.stringify(older)],
]

describe('the route table of the control interface', () => {
  it('has each method and path once, each with a one-line description', () => {
    const rows = allRouteNames.map((name) => controlRoutes[name])
    expect(new Set(rows.map(({ method, path }) => `${method} ${path}`)).size).toBe(rows.length)
    for (const { about, body } of rows) {
      for (const line of [about, ...Object.values<string>(body)]) expect(line).toMatch(/^[^\n]+$/)
    }
  })

  it('lists all the fields that the simulator really returns', async () => {
    await using simulator = await startSimulator({ organization: { id: 'E0SIM', name: 'Sim', domain: 'sim' } })
    simulator.fail({ on: 'auth.test', what: '429', retryAfter: 2 })
    await fetch(`${simulator.apiUrl}auth.test`, { method: 'POST' })
    simulator.fail({ on: 'api.test', what: '500' })
    const target = simulator
    const described = controlRoutes.describe.answer
    const fields = Object.keys(described) as (keyof typeof described)[]
    expect(Object.keys(await control(target, 'describe', {}, fields)).sort()).toEqual(['ok', ...fields].sort())
    expect((await control(target, 'log', {}, ['log', 'total'])).log).toHaveLength(1)
    expect((await control(target, 'faults', {}, ['faults'])).faults).toMatchObject([{ on: 'api.test' }])
    expect((await control(target, 'pulse', {}, ['version'])).version).toBeGreaterThan(0)
  })
})

describe('the client of the control interface', () => {
  it.each(bodies)(
    'throws simulator_version or not_a_simulator when the answer has status %i and body %j',
    async (status, body) => {
      await using program = await startProgram(status, body)
      await overSocket(program.socketPath, async (target) => {
        for (const answer of [
          control(target, 'describe', {}, ['app', 'clients']),
          control(target, 'faults', {}, ['faults']),
          control(target, 'issuePageKey', {}, ['key']),
        ]) {
          await expect(answer).rejects.toMatchObject({
            code: expect.stringMatching(/^(simulator_version|not_a_simulator)$/) as string,
            hint: expect.stringContaining('slack-tokens') as string,
          })
        }
      })
    },
  )

  it('throws simulator_version with the name of the missing field when an older simulator answers', async () => {
    await using program = await startProgram(200, JSON.stringify(older))
    await overSocket(program.socketPath, async (target) => {
      await expect(control(target, 'describe', {}, ['url', 'app'])).rejects.toMatchObject({
        code: 'simulator_version',
        message: expect.stringContaining('app.id') as string,
      })
      expect((await control(target, 'describe', {}, ['url'])).url).toBe(older.url)
    })
  })

  it('throws the code and the message of the simulator when the simulator refuses a request', async () => {
    const refusal = { ok: false, error: 'unknown_control', message: 'No such control' }
    await using program = await startProgram(404, JSON.stringify(refusal))
    await overSocket(program.socketPath, async (target) => {
      await expect(control(target, 'reset', {})).rejects.toMatchObject({
        code: 'unknown_control',
        message: refusal.message,
        hint: expect.stringContaining('sim stop') as string,
      })
    })
  })

  it('throws the reason of the signal when it aborts before the answer, whichever process runs the simulator', async () => {
    const socketPath = newSocketPath()
    await using simulator = await startSimulator({ socketPath })
    const over = new AbortController()
    const reason = new Error('Too late')
    simulator.events.answering()
    const settled = (target: ControlTarget) => control({ ...target, signal: over.signal }, 'settled', { quiet: 0 })
    const waits = [settled(simulator), overSocket(socketPath, settled)]
    const ends = Promise.all(waits.map((wait) => expect(wait).rejects.toBe(reason)))
    over.abort(reason)
    await ends
    removeSocket(socketPath)
  })

  it.each([
    ['before the answer', (socket: Socket) => socket.once('data', () => socket.destroy())],
    [
      'in the answer',
      (socket: Socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"ok"')),
    ],
  ])('throws ECONNRESET when the connection breaks %s', async (_when, answer) => {
    const socketPath = newSocketPath()
    const server = createBareServer(answer)
    await once(server.listen(socketPath), 'listening')
    const answered = overSocket(socketPath, (target) => control(target, 'describe', {}, ['url']))
    await expect(answered).rejects.toMatchObject({ code: 'ECONNRESET' })
    server.close()
    removeSocket(socketPath)
  })

  it.each([
    [['sim', 'status'], 'simulator_version'],
    [['sim', 'open'], 'simulator_version'],
    [['sim', 'log'], 'simulator_version'],
    [['sim', 'fail', '--list'], 'simulator_version'],
    [['sim', 'stop'], 'simulator_version'],
    [['login', '--sim', '--approve'], 'simulator_version'],
    [['sim', 'reset'], undefined],
  ])('makes the command %j print the error %s when the running simulator is older', async (argv, code) => {
    using machine = createMachine()
    mkdirSync(machine.directory, { recursive: true })
    await using program = await startProgram(200, JSON.stringify(older))
    const { socketPath } = program
    const lock = await acquireLock(join(machine.directory, 'simulator.json.lock'), { wait: 0, note: { socketPath } })
    const ended = await machine.run([...argv, '--json'])
    lock.release()
    expect([ended.code, (ended.json as { error?: string }).error]).toEqual([code ? 1 : 0, code])
  })
})
