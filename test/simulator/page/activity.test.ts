import { describe, expect, it } from 'vitest'
import { requestDetail } from '../../../src/simulator/page/activity.ts'
import { createExchangeLog } from '../../../src/simulator/page/exchange-log.ts'
import { installedWorld } from '../../support/installed-world.ts'

/** Returns the kind of the token of a request with this header and this query. */
function kindOfToken(authorization: string | undefined, token: string, { world }: ReturnType<typeof installedWorld>) {
  const exchanges = createExchangeLog()
  const headers = authorization === undefined ? {} : { authorization }
  const request = { path: '/api/auth.test', query: `token=${token}`, headers, body: Buffer.alloc(0) }
  exchanges.add(1, request, { status: 200, headers: {}, body: '{"ok":true}' })
  return requestDetail({ world, exchanges }, 1).token?.kind
}

describe('a request on the developer’s side of the page', () => {
  const installed = installedWorld({ bot: ['chat:write'], user: ['chat:write'] })
  const [bot, user] = [installed.bot.value, installed.user.value]

  it('has the kind of the token in its header, even when its query contains another token', () => {
    expect(kindOfToken(`Bearer ${bot}`, user, installed)).toBe('bot')
    expect(kindOfToken(`Bearer ${user}`, bot, installed)).toBe('user')
  })

  it('has the kind of the token in its query when the request has no header', () => {
    expect(kindOfToken(undefined, user, installed)).toBe('user')
  })
})
