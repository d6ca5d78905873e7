import { Chalk } from 'chalk'
import { describe, expect, it } from 'vitest'
import { callLines } from '../../../src/commands/trace/call-line.ts'
import type { TracedActor } from '../../../src/commands/trace/token-book.ts'
import type { TracedCall } from '../../../src/commands/trace/traced-call.ts'
import { methods } from '../../../src/slack/facts/methods.ts'
import { widthOf } from '../../../src/terminal/width.ts'

const as: TracedActor = {
  number: 1,
  kind: 'user',
  masked: 'xoxp-…4bd1',
  userName: 'a-long-name-日本語-of-a-person',
  userId: 'U0ANN',
  team: 'Acme',
  teamId: 'T0ACME',
  profile: null,
  simulated: false,
  granted: ['channels:read'],
}

const call: TracedCall = {
  kind: 'method',
  at: 0,
  name: 'auth.test',
  host: 'slack.com',
  verb: 'POST',
  as,
  isClient: false,
  status: 200,
  ok: true,
  error: null,
  refusal: null,
  wanted: ['channels:read'],
  had: ['channels:read'],
  warnings: [],
  retryAfter: null,
  milliseconds: 12,
  sentBytes: 0,
  receivedBytes: 100,
}

describe('the lines of a call in the trace', () => {
  it.each([60, 80, 100])('fit into %i columns for every method and error', (room) => {
    const paint = new Chalk({ level: 1 })
    const why = 'One sentence that is longer than a line of the terminal, so that it has to be wrapped, and then some.'
    const codes = [null, 'missing_scope', 'not_allowed_token_type', 'team_access_not_granted']
    for (const name of Object.keys(methods)) {
      for (const error of codes) {
        const refusal = error === null ? null : { why, next: `Run: slack-tokens which ${name}` }
        const lines = callLines({ ...call, name, ok: error === null, error, refusal }, true, { paint, room })
        const tooWide = lines.filter((line) => widthOf(line) > room && !line.includes('slack-tokens which'))
        expect([name, tooWide]).toEqual([name, []])
        expect(lines.join('\n')).toContain(error ?? '✓')
        // In 60 columns, the longest names are cut.
        expect(lines[0]).toContain(name.slice(0, room - 25))
      }
    }
  })

  it('contain the meaning of a refusal only when the second argument of callLines is true', () => {
    const refused = { ...call, ok: false, error: 'missing_scope', refusal: { why: 'It lacks it.', next: 'Ask.' } }
    const options = { paint: new Chalk({ level: 0 }), room: 80 }
    expect(callLines(refused, true, options).length).toBeGreaterThan(callLines(refused, false, options).length)
    expect(callLines(refused, false, options)).toHaveLength(1)
  })
})
