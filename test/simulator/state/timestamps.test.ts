import { startSimulator as startForTests } from 'slack-tokens/simulator'
import { describe, expect, it } from 'vitest'
import { createWorld } from '../../../src/simulator/state/create-world.ts'
import { newTs } from '../../../src/simulator/state/ids.ts'
import { control, inSimulator } from '../../support/simulator.ts'

const noon = Date.UTC(2026, 5, 1, 12)

/** Creates a world whose clock stands still at `at` (milliseconds since 1970). */
const standing = (at: number) => createWorld({ seed: 'ts', now: () => at })

describe('the ts of a message', () => {
  it.each([
    `${noon / 1000}.999998`,
    // Values that an earlier version of the simulator stored:
    `${noon / 1000}.1000000`,
    '9.999999',
    `${noon / 1000}`,
    '0.000000',
  ])('increases with each message while the clock stands still, when the last ts was %s', (last) => {
    const world = standing(0)
    world.state.lastTs = last
    const drawn = Array.from({ length: 5 }, () => newTs(world))
    expect(drawn.every((ts) => /^\d+\.\d{6}$/.test(ts))).toBe(true)
    const numbers = [last, ...drawn].map((ts) => micros(ts))
    expect(numbers.every((one, index) => index === 0 || one > (numbers[index - 1] ?? 0))).toBe(true)
  })

  it('comes from the clock when the clock is ahead of the last ts, even when the clock has one digit more', () => {
    const world = standing(1000_000)
    world.state.lastTs = '999.000000'
    expect(newTs(world)).toBe('1000.000000')
  })

  it('does not occur again after a reset while the clock stands still', () =>
    inSimulator({ now: () => noon }, async (simulator) => {
      const before = newTs(simulator.world)
      await control(simulator, 'reset', {})
      const after = newTs(simulator.world)
      simulator.reset()
      expect(new Set([before, after, newTs(simulator.world)]).size).toBe(3)
    }))

  it('is the same again after a reset that sets the clock back', async () => {
    await using slack = await startForTests({ startAt: noon })
    const post = async () => {
      const hook = { token: slack.tokens[0]?.value ?? '', channel: '#general', text: 'hi' }
      await fetch(`${slack.apiUrl}chat.postMessage`, { method: 'POST', body: new URLSearchParams(hook) })
      return slack.messages('#general').at(-1)?.ts
    }
    const install = async () => {
      const { clientId: client_id, clientSecret: client_secret } = slack.app
      const { callback } = await slack.approve(`${slack.authorizeUrl}?client_id=${client_id}&scope=chat:write`)
      const code = callback.searchParams.get('code') ?? ''
      const body = new URLSearchParams({ client_id, client_secret, code })
      await fetch(`${slack.apiUrl}oauth.v2.access`, { method: 'POST', body })
    }
    await install()
    const first = await post()
    slack.reset()
    await install()
    expect(await post()).toBe(first)
  })
})

function micros(ts: string): number {
  const [seconds = '', fraction = ''] = ts.split('.')
  return Number(seconds) * 1_000_000 + Number(fraction.padEnd(6, '0'))
}
