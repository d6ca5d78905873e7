import { expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'
import { keep } from '../../support/people-app.ts'
import { plainSocket } from '../../support/socket.ts'

interface Started {
  readonly apiUrl: string
  readonly app: { readonly appToken: string }
}

it('a frame that acknowledges no delivery is in the output of sim say, sim deliveries and sim log', async () => {
  using machine = createMachine()
  const simulator = await keep(machine)
  const { apiUrl, app } = simulator.started() as object as Started
  await machine.run(['login', '--sim', '--approve', '--port', '0', '--scopes', 'channels:history'])
  const headers = { authorization: `Bearer ${app.appToken}` }
  const opened = await fetch(`${apiUrl}apps.connections.open`, { method: 'POST', headers })
  const client = plainSocket(((await opened.json()) as { url: string }).url)
  await client.next('hello')

  const said = machine.run(['sim', 'say', '#general', 'hi', '--json'])
  await client.next('events_api')
  client.socket.send('{"envelope_id":"nobody"}')
  client.socket.send('garbage')
  client.socket.close()
  const { code, json } = await said
  const wrong = [
    { error: 'unknown_envelope', to: '1', frame: '{"envelope_id":"nobody"}' },
    { error: 'no_json', to: '1', frame: 'garbage' },
  ]
  const deliveries = [{ ok: false, error: 'connection_failed', wrongAcks: wrong }]
  expect([code, json]).toMatchObject([3, { error: 'connection_failed', deliveries }])
  expect((json as { message: string }).message).toContain('unknown envelope')

  const all = (await machine.run(['sim', 'deliveries', '--json'])).json as { kind: string }[]
  expect(all.filter(({ kind }) => kind === 'event')[0]).toMatchObject({ wrongAcks: wrong })
  expect(all.filter(({ kind }) => kind === 'wrong_ack')).toMatchObject(wrong)
  const log = (await machine.run(['sim', 'log', '--json'])).json as { kind?: string }[]
  expect(log.filter(({ kind }) => kind === 'wrong_ack')).toMatchObject(wrong)
  expect((await machine.run(['sim', 'log'])).stdout).toMatch(/← +wrong ack +socket 1 +no_json/)
  expect((await machine.run(['sim', 'deliveries'])).stdout).toMatch(/wrong ack +socket 1 +unknown_envelope/)
  await simulator.stop()
})
