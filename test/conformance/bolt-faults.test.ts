import { describe, expect, it } from 'vitest'
import type { Simulator } from '../../src/simulator/testing/types.ts'
import { type BoltApp, type Way, withBolt } from '../support/bolt-app.ts'
import { bolts } from '../support/sdk.ts'

/** Runs `work` with a Bolt app that records every message and answers a command. */
async function withListener(
  plan: { readonly App: (typeof bolts)[number]['App']; readonly way: Way },
  work: (running: { readonly slack: Simulator; readonly seen: string[] }) => Promise<void>,
): Promise<void> {
  const seen: string[] = []
  const listen = (app: BoltApp) => {
    app.message(async ({ message }) => {
      seen.push((message as { text?: string }).text ?? '')
    })
    app.command('/deploy', async ({ ack }) => {
      seen.push('command')
      await ack()
    })
  }
  // The simulator's clock stands still, so a retry comes only when the test advances the clock.
  await withBolt({ ...plan, options: { startAt: Date.now() }, listen }, ({ slack }) => work({ slack, seen }))
}

const attempts = (slack: Simulator) =>
  slack.deliveries
    .filter(({ kind }) => kind !== 'verification')
    .map(({ attempt, ok, status, error, fault }) => [attempt, ok ? 'ok' : (status ?? error), fault])

describe.each(bolts)('$name', ({ App }) => {
  it.each<Way>(['HTTP', 'Socket Mode'])(
    'runs the listener twice when the same event arrives twice over %s',
    async (way) => {
      await withListener({ App, way }, async ({ slack, seen }) => {
        slack.fail({ on: 'event', what: 'twice' })
        await slack.as('dana').say('#general', 'hi')
        await slack.settled()
        expect(seen).toEqual(['hi', 'hi'])
        const [one, other] = slack.deliveries.filter(({ kind }) => kind === 'event')
        expect(one?.payload).toEqual(other?.payload)
        expect(attempts(slack)).toEqual([
          [0, 'ok', 'twice'],
          [0, 'ok', 'twice'],
        ])
      })
    },
  )

  it.each<Way>(['HTTP', 'Socket Mode'])(
    'runs the listener again when Slack retries an accepted event over %s',
    async (way) => {
      await withListener({ App, way }, async ({ slack, seen }) => {
        slack.fail({ on: 'message', what: 'retry' })
        await slack.as('dana').say('#general', 'hi')
        await slack.settled()
        expect(seen).toEqual(['hi', 'hi'])
        expect(attempts(slack)).toEqual([
          [0, 'ok', 'retry'],
          [1, 'ok', 'retry'],
        ])
      })
    },
  )

  it.each<Way>(['HTTP', 'Socket Mode'])(
    'runs the listeners in the order of arrival when events arrive out of order over %s',
    async (way) => {
      await withListener({ App, way }, async ({ slack, seen }) => {
        slack.fail({ on: 'message.channels', what: 'out-of-order' })
        const dana = slack.as('dana')
        await Promise.all([dana.say('#general', 'one'), dana.say('#general', 'two')])
        await slack.settled()
        expect(seen).toEqual(['two', 'one'])
      })
    },
  )

  it.each<Way>(['HTTP', 'Socket Mode'])('accepts a command that arrives 30 ms late over %s', async (way) => {
    await withListener({ App, way }, async ({ slack, seen }) => {
      slack.fail({ on: 'command', what: 'slow:30' })
      const { deliveries } = await slack.as('dana').command('/deploy')
      expect(deliveries).toMatchObject([{ ok: true, fault: 'slow:30' }])
      expect(seen).toEqual(['command'])
    })
  })

  it.each(['wrong-signature', 'old-timestamp'])(
    'answers 401 to an event with the fault %s, and accepts the retry',
    async (what) => {
      await withListener({ App, way: 'HTTP' }, async ({ slack, seen }) => {
        slack.fail({ on: 'event', what })
        await slack.as('dana').say('#general', 'hi')
        await slack.settled()
        expect(attempts(slack)).toEqual([
          [0, 401, what],
          [1, 'ok', undefined],
        ])
        expect(seen).toEqual(['hi'])
      })
    },
  )

  it('runs the listener only for the retry with the complete body when the first body is cut off', async () => {
    await withListener({ App, way: 'HTTP' }, async ({ slack, seen }) => {
      slack.fail({ on: 'event', what: 'cut' })
      await slack.as('dana').say('#general', 'hi')
      await slack.settled()
      expect(attempts(slack)).toEqual([
        [0, 'connection_failed', 'cut'],
        [1, 'ok', undefined],
      ])
      expect(seen).toEqual(['hi'])
    })
  })

  it('answers 401 to a command with a wrong signature; Slack then shows the person an error, and does not retry', async () => {
    await withListener({ App, way: 'HTTP' }, async ({ slack, seen }) => {
      slack.fail({ on: 'command', what: 'wrong-signature' })
      const dana = slack.as('dana')
      await dana.command('/deploy')
      await slack.settled()
      expect(attempts(slack)).toEqual([[0, 401, 'wrong-signature']])
      expect(dana.ephemerals).toHaveLength(1)
      expect(seen).toEqual([])
    })
  })

  it('receives the event over a new socket after the fault drop-socket closed the socket in the middle of an envelope', async () => {
    await withListener({ App, way: 'Socket Mode' }, async ({ slack, seen }) => {
      slack.fail({ on: 'event', what: 'drop-socket' })
      await slack.as('dana').say('#general', 'hi')
      expect(attempts(slack)[0]).toEqual([0, 'connection_failed', 'drop-socket'])
      expect(seen).toEqual([])
      await expect.poll(() => seen, { timeout: 15_000 }).toEqual(['hi'])
      await slack.settled()
      expect(attempts(slack).at(-1)).toEqual([2, 'ok', undefined])
    })
  }, 30_000)

  it('receives the event when Slack sends the warning that precedes a disconnect of the socket', async () => {
    await withListener({ App, way: 'Socket Mode' }, async ({ slack, seen }) => {
      slack.fail({ on: 'event', what: 'disconnect:warning' })
      await slack.as('dana').say('#general', 'hi')
      expect(attempts(slack)[0]?.[2]).toBe('disconnect:warning')
      await expect.poll(() => seen.length, { timeout: 15_000 }).toBeGreaterThan(0)
    })
  }, 30_000)
})
