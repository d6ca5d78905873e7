import { describe, expect, it } from 'vitest'
import { requestDetail } from '../../../src/simulator/page/activity.ts'
import { createExchangeLog } from '../../../src/simulator/page/exchange-log.ts'
import { installedWorld } from '../../support/installed-world.ts'

const rename = (text: string) => text

/** Returns the kind of the token of a request with this header and this query. */
function kindOfToken(authorization: string | undefined, token: string, { world }: ReturnType<typeof installedWorld>) {
  const exchanges = createExchangeLog()
  const headers = authorization === undefined ? {} : { authorization }
  const request = { path: '/api/auth.test', query: `token=${token}`, headers, body: Buffer.alloc(0) }
  exchanges.add(1, request, { status: 200, headers: {}, body: '{"ok":true}' })
  return requestDetail({ world, exchanges, rename }, 1).token?.kind
}

describe('a request on the developer’s side of the page', () => {
  const installed = installedWorld({ bot: ['chat:write'], user: ['chat:write'] })
  const [bot, user] = [installed.bot.value, installed.user.value]

  it('has the kind of the token in its header, even when its query contains another token', () => {
    expect(kindOfToken(`Bearer ${bot}`, user, installed)).toBe('bot')
    expect(kindOfToken(`Bearer ${user}`, bot, installed)).toBe('user')
  })

  it('contains no part of a secret when a long body is cut within the secret', () => {
    const exchanges = createExchangeLog()
    // The letters show which part of the secret is stored.
    const secret = ['xoxb', '1111111111', '2222222222', 'AbCdEfGhIjKlMnOpQrStUvWx'].join('-')
    for (const [number, at] of [65_500, 65_536 - 20, 65_536 + 8192 - 20].entries()) {
      const text = `${'- '.repeat(at / 2)}${secret}${' -'.repeat(20_000)}`
      const request = { path: '/api/chat.postMessage', query: '', headers: {}, body: Buffer.from(text) }
      exchanges.add(number + 1, request, { status: 200, headers: {}, body: text })
      const { sent, answer } = requestDetail({ world: installed.world, exchanges, rename }, number + 1)
      for (const shown of [sent?.body ?? '', answer?.body ?? '']) {
        expect(shown.length).toBeGreaterThan(60_000)
        expect(shown).not.toMatch(/1111|2222|AbCd/)
      }
    }
  })

  it('has the kind of the token in a long body', () => {
    const exchanges = createExchangeLog()
    for (const [number, body] of [
      `text=${'x'.repeat(70_000)}&token=${user}`,
      JSON.stringify({ text: 'x'.repeat(70_000), token: user }),
    ].entries()) {
      const request = { path: '/api/chat.postMessage', query: '', headers: {}, body: Buffer.from(body) }
      exchanges.add(number + 1, request, { status: 200, headers: {}, body: '{}' })
      expect(requestDetail({ world: installed.world, exchanges, rename }, number + 1).token?.kind).toBe('user')
    }
  })

  it('has the kind of the token in its query when the request has no header', () => {
    expect(kindOfToken(undefined, user, installed)).toBe('user')
  })
})
