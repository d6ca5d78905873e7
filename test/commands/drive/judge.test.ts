import { describe, expect, it } from 'vitest'
import type { Hop } from '../../../src/browser/hop.ts'
import type { FindingId } from '../../../src/commands/drive/findings/finding.ts'
import { judgeInstall } from '../../../src/commands/drive/judge.ts'
import type { InstallLink } from '../../../src/oauth/install-link.ts'
import type { LoggedRequest } from '../../../src/simulator/control/client.ts'

const exchange: LoggedRequest = {
  ...{ at: 0, verb: 'POST', what: 'oauth.v2.access', as: null, args: { client_id: '1.1' }, status: 200 },
  ...{ ok: true, error: null },
}
const link: InstallLink = {
  flow: 'v2',
  ...{ apiUrl: 'https://slack.com/api/', clientId: '1.1', botScopes: ['chat:write'], userScopes: [] },
  ...{ redirectUri: null, team: null },
}
const url = new URL('http://localhost:3000/callback')

/** Returns the findings about an install whose callback answers with this status. */
function judge(status: number, calls: readonly LoggedRequest[], broken?: FindingId, hops: readonly Hop[] = []) {
  const query = { link, state: 'x', appId: 'A1', assumed: false, named: false }
  const end = { kind: 'page', url, status, text: '<h1>Our page</h1>', headers: {}, location: undefined } as const
  return judgeInstall({ hops, query, callback: url, end }, calls, broken)
}

describe('the findings about an unusual install', () => {
  it('do not speak of a token when the app declines an install on an organization', () => {
    const [declined] = judge(403, [exchange], 'org-crash')
    expect(declined).toMatchObject({ id: 'install-declined', cause: expect.stringContaining('organization') })
    expect(declined?.cause).not.toContain('token')
    expect(judge(403, [exchange], 'user-only-crash')).toMatchObject([{ cause: expect.stringContaining('token') }])
  })

  it.each([
    [500, 'callback-crash'],
    [403, 'callback-refused'],
  ])('are the same as for a plain install when the callback answers %i before the exchange', (status, id) => {
    expect(judge(status, [], 'org-crash')).toEqual(judge(status, []))
    expect(judge(status, [])).toMatchObject([{ id, evidence: expect.stringContaining('no code was exchanged') }])
  })

  it.each([
    [[], true],
    [['state'], false],
  ])('say that the install page set no cookie only when it set none (%j)', (set, isBare) => {
    const hop = (at: Hop['at'], names: readonly string[]): Hop => ({
      ...{ verb: 'GET', url: url.href, at, status: 302, sent: [], set: names, deleted: [], lost: [], means: '' },
    })
    const [refused] = judge(403, [], undefined, [hop('app', set), hop('slack', [])])
    expect([refused?.id, refused?.evidence.includes('set no cookie')]).toEqual(['callback-refused', isBare])
  })
})
