import { describe, expect, it } from 'vitest'
import type { AppReaction } from '../../../../src/commands/drive/lifecycle/actions.ts'
import { judgeRound } from '../../../../src/commands/drive/lifecycle/refreshes.ts'
import type { LoggedRequest } from '../../../../src/simulator/control/client.ts'

const owner = 'bot:U1@T1'
const request = (at: number, error: string | null, args: LoggedRequest['args'], as: string | null): LoggedRequest => ({
  ...{ at, verb: 'POST', what: as ? 'auth.test' : 'oauth.v2.access', as, owner, args, status: 200 },
  ...{ ok: error === null, error },
})
const refresh = (at: number, error: string | null = null) =>
  request(at, error, { grant_type: 'refresh_token', refresh_token: 'xoxe-…1' }, null)
const call = (at: number) => request(at, null, {}, 'bot:U1')
const reaction = (calls: readonly LoggedRequest[], refreshes: readonly LoggedRequest[] = []): AppReaction => ({
  ...{ how: 'GET /hello', calls, refreshes, failure: undefined, hop: undefined },
})
const usual = reaction([call(1)])
const refused = 'invalid_refresh_token'
const idsOf = (done: AppReaction, earlier: AppReaction) =>
  judgeRound(usual, done, { earlier, isOn: true }).map(({ id }) => id)

describe('an app that loses its token after it sent one refresh token twice', () => {
  it('has two refreshes at once when the second began before the first new token was used', () => {
    const earlier = reaction([call(14)], [refresh(10), refresh(11, refused)])
    expect(idsOf(reaction([]), earlier)).toEqual(['refresh-token-reused'])
  })

  it('has not stored the new refresh token when it used the first new token before', () => {
    const earlier = reaction([call(11)], [refresh(10), refresh(14, refused)])
    expect(idsOf(reaction([], [refresh(20, refused)]), earlier)).toEqual(['refresh-not-stored'])
  })

  it('has no finding yet when it still acts', () => {
    const earlier = reaction([call(14)], [refresh(10), refresh(11, refused)])
    expect(idsOf(reaction([call(20)]), earlier)).toEqual([])
  })
})
