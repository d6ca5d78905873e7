import { describe, expect, it } from 'vitest'
import { readCall } from '../../../src/commands/trace/read-call.ts'
import { createTokenBook } from '../../../src/commands/trace/token-book.ts'
import { canaries } from '../../support/canaries.ts'

describe('the name of a call', () => {
  it('contains no token from the path', () => {
    const message = { headers: {}, bytes: 0, text: '', isWhole: true }
    const { call } = readCall(
      {
        at: 0,
        host: 'slack.com',
        verb: 'GET',
        target: `/api/${canaries.typedToken}?a=b`,
        request: message,
        response: { ...message, status: 404 },
        milliseconds: 1,
        failure: undefined,
      },
      createTokenBook({ profiles: {}, apps: {} }),
    )
    expect(call.name).toMatch(/^\/api\/xoxp-….{4}$/)
  })
})
