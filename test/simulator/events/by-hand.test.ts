import { describe, expect, it } from 'vitest'
import { eventByHand } from '../../../src/simulator/events/by-hand/draft.ts'
import { findSomeone } from '../../../src/simulator/events/person/find.ts'
import { startSimulator } from '../../../src/simulator/http/simulator.ts'
import { eventFact, events, isEventName } from '../../../src/slack/facts/events.ts'

const names = Object.keys(events).filter(isEventName)

describe('an event that is sent by hand', () => {
  it.each(names)('has the type of its subscription and a value in each field, for %s', async (name) => {
    await using simulator = await startSimulator({ background: true })
    const { person } = findSomeone(simulator.world, 'dana')
    const draft = eventByHand(simulator.world, { name, fields: {}, person })(simulator.app)
    const event = draft.event()
    expect(event).toMatchObject({
      type: eventFact(name)?.type ?? name,
      event_ts: expect.stringMatching(/^\d+\.\d{6}$/) as string,
    })
    expect(JSON.stringify(event)).not.toMatch(/undefined|NaN/)
  })

  it('is refused when the path of a field is invalid or names a prototype', async () => {
    await using simulator = await startSimulator({ background: true })
    const { person } = findSomeone(simulator.world, 'dana')
    const make = (path: string) => eventByHand(simulator.world, { name: 'team_rename', fields: { [path]: 1 }, person })
    for (const path of [
      '__proto__.polluted',
      'constructor.prototype.polluted',
      'a..b',
      'name.first',
      'x.'.repeat(40),
    ]) {
      expect(() => make(path), path).toSatisfy((work: () => unknown) => {
        try {
          work()
          return ({} as { polluted?: number }).polluted === undefined
        } catch (error) {
          return error instanceof TypeError
        }
      })
    }
  })
})
