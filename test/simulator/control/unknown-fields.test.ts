import { expect, it } from 'vitest'
import { allRouteNames, controlRoutes } from '../../../src/simulator/control/route-table.ts'
import { control, controlHeaders, inSimulator } from '../../support/simulator.ts'

it.each([
  ['say', { channel: '#general', txt: 'hi' }, /no field “txt”; its fields: channel, text, thread, user/],
  ['say', { channel: '#general', text: '' }, /^text is empty$/],
  ['reset', { all: true }, /no field “all”; it takes none/],
  ['settled', { quiet: -1 }, /from 0 to 5000/],
  ['settled', { quiet: 'soon' }, /from 0 to 5000/],
  ['seed', { peple: [] }, /peple/],
])('the control route /_sim/%s answers 400 to the body %j', (name, body, message) =>
  inSimulator({}, async (simulator) => {
    expect(await control(simulator, name, body)).toMatchObject({
      status: 400,
      body: { ok: false, error: 'invalid_arguments', message: expect.stringMatching(message) as string },
    })
  }),
)

it('each control route except openSession refuses an unknown field, also in the query', () =>
  inSimulator({}, async (simulator) => {
    for (const name of allRouteNames.filter((one) => one !== 'openSession')) {
      const { method, path } = controlRoutes[name]
      const response = await fetch(`${simulator.url}${path}${method === 'GET' ? '?nobody=1' : ''}`, {
        method,
        headers: controlHeaders(simulator),
        ...(method !== 'GET' && { body: '{"nobody":1}' }),
      })
      const { error, message } = (await response.json()) as { error: string; message: string }
      expect([name, response.status, error, message]).toEqual([
        name,
        400,
        'invalid_arguments',
        expect.stringContaining('nobody'),
      ])
    }
  }))
