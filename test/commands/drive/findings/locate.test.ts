import { describe, expect, it } from 'vitest'
import type { Hop } from '../../../../src/browser/hop.ts'
import { finding } from '../../../../src/commands/drive/findings/finding.ts'
import { locate } from '../../../../src/commands/drive/findings/locate.ts'
import type { FindingPlace } from '../../../../src/commands/drive/findings/types.ts'

const none = { sent: [], set: [], deleted: [], lost: [], means: '' } as const
const request = (at: Hop['at'], path: string): Hop => ({
  ...{ verb: 'GET', url: `http://localhost:3000${path}`, at, status: 200 },
  ...none,
})

/** The requests of an install whose callback is opened twice. */
const hops = [
  request('app', '/install'),
  request('app', '/question'),
  request('slack', '/authorize'),
  request('slack', '/authorize'),
  request('app', '/callback'),
  request('app', '/callback'),
]

describe('the request of a finding', () => {
  it.each<readonly [FindingPlace, number]>([
    ['start', 0],
    ['before-slack', 1],
    ['slack', 3],
    ['callback', 4],
    ['end', 5],
  ])('is found by the place %s', (at, index) => {
    const found = locate({ ...finding('app-ended', ''), at }, hops)
    expect([found.hop?.index, found.hop?.url]).toEqual([index, hops[index]?.url])
  })

  it('is the one that the finding names', () => {
    const [, second] = hops
    expect(second && locate({ ...finding('app-ended', ''), at: second }, hops).hop?.index).toBe(1)
  })

  it('is null when the browser sent no such request', () => {
    const callback = { ...finding('app-ended', ''), at: 'callback' as const }
    expect(locate(callback, hops.slice(0, 2)).hop).toBe(null)
    expect(locate(callback, hops.slice(0, 4)).hop).toBe(null)
    expect(locate({ ...callback, at: 'none' }, hops).hop).toBe(null)
    expect(locate({ ...callback, at: 'end' }, []).hop).toBe(null)
  })
})
