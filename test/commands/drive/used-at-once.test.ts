import { describe, expect, it } from 'vitest'
import type { End } from '../../../src/browser/hop.ts'
import { usedAtOnce } from '../../../src/commands/drive/scenarios/used-at-once.ts'

const url = new URL('http://localhost:3000/hello')
const page = (status: number, text: string): End => ({
  kind: 'page',
  url,
  status,
  text,
  headers: {},
  location: undefined,
})

/** Lets an app store its installation late, and returns the findings and the time that drive waited. */
async function useWhenStoredAfter(late: number, before: End) {
  let now = 0
  const sleep = async (ms: number) => {
    now += ms
  }
  const clock = { now: () => now, sleep }
  const comeBack = async () => (now >= late ? page(200, 'Hello') : before)
  const stage = { use: url, useWatch: { hangs: false }, clock, signal: AbortSignal.timeout(60_000) }
  const findings = await usedAtOnce(stage, { comeBack, hops: [] })
  return { ids: findings.map(({ id }) => id), evidence: findings[0]?.evidence, waited: now }
}

describe('drive, at the address of --use directly after the install', () => {
  it('reports answers-before-stored for an app that stores the installation six seconds later', async () => {
    const { ids, evidence } = await useWhenStoredAfter(6000, page(404, 'Not installed'))
    expect(ids).toEqual(['answers-before-stored'])
    expect(evidence).toContain('ms later')
  })

  it.each([
    ['asks for a sign-in', page(401, 'Sign in first')],
    ['does not exist', page(404, 'No such page')],
  ])('does not wait for a page that %s', async (_what, before) => {
    expect(await useWhenStoredAfter(6000, before)).toEqual({ ids: [], evidence: undefined, waited: 1700 })
  })
})
