import { describe, expect, it } from 'vitest'
import { readCall } from '../../../src/commands/trace/read-call.ts'
import { createSummary } from '../../../src/commands/trace/summary.ts'
import { createTokenBook } from '../../../src/commands/trace/token-book.ts'
import type { RelayedExchange } from '../../../src/proxy/exchange.ts'
import { acme } from '../../support/kept.ts'
import { sampleInstallation } from '../../support/sample.ts'

const sample = sampleInstallation('acme')
const bot = {
  ...sample.bot,
  token: ['xoxb', '1', 'sample', '00000000'].join('-'),
  scopes: ['chat:write', 'users:read', 'commands'],
}
const user = {
  ...sample.users[0],
  token: ['xoxp', '1', 'sample', '11111111'].join('-'),
  scopes: ['channels:read', 'search:read'],
}

function storedBook(simulator = false) {
  const { profiles = {}, apps = {} } = acme({ bot, users: [user], simulator } as Parameters<typeof acme>[0])
  return createTokenBook({ profiles, apps })
}

interface Answered {
  readonly token: string
  readonly method: string
  readonly body?: Readonly<Record<string, unknown>>
}

/** An exchange with Slack, whose answer names no scopes in its headers. */
function answered({ token, method, body = { ok: true } }: Answered): RelayedExchange {
  const text = JSON.stringify(body)
  return {
    at: 0,
    host: 'slack.com',
    verb: 'POST',
    target: `/api/${method}`,
    request: { headers: { authorization: `Bearer ${token}` }, bytes: 0, text: '', isWhole: true },
    response: { headers: {}, status: 200, bytes: text.length, text, isWhole: true },
    milliseconds: 1,
    failure: undefined,
  }
}

describe('the summary of a trace', () => {
  it('lists the granted scopes that no call used, except scopes that no method needs', () => {
    const book = storedBook()
    const summary = createSummary(book)
    summary.add(readCall(answered({ token: bot.token, method: 'chat.postMessage' }), book).call)
    expect(summary.summary().unused.map(({ scopes }) => scopes)).toEqual([['users:read']])
  })

  it('lists a scope as unused when Slack refused every call that needs the scope', () => {
    const book = storedBook()
    const summary = createSummary(book)
    const body = { ok: false, error: 'channel_not_found' }
    summary.add(readCall(answered({ token: bot.token, method: 'chat.postMessage', body }), book).call)
    expect(summary.summary().unused.map(({ scopes }) => scopes)).toEqual([['chat:write', 'users:read']])
  })

  it('lists the calls of the user token that the bot token can make, and whether the bot token lacks a scope', () => {
    const book = storedBook()
    const summary = createSummary(book)
    for (const method of ['users.list', 'conversations.list', 'search.messages', 'auth.test'])
      summary.add(readCall(answered({ token: user.token, method }), book).call)
    expect(
      summary.summary().botAlternatives.map(({ name, bot: who, lacks }) => [name, who?.masked, lacks.length > 0]),
    ).toEqual([
      ['conversations.list', 'xoxb-…0000', true],
      ['users.list', 'xoxb-…0000', false],
    ])
  })

  it('counts the calls for each method and token, and lists the most frequent first', () => {
    const book = storedBook()
    const summary = createSummary(book)
    for (const token of [bot.token, user.token, user.token])
      summary.add(readCall(answered({ token, method: 'users.list' }), book).call)
    expect(summary.summary().counts.map(({ as, calls }) => [as?.kind, calls])).toEqual([
      ['user', 2],
      ['bot', 1],
    ])
  })
})

describe('a call that Slack refused', () => {
  it('has the hint “slack-tokens sim run” when its token is one of the simulator', () => {
    const body = { ok: false, error: 'invalid_auth' }
    const { call } = readCall(answered({ token: bot.token, method: 'auth.test', body }), storedBook(true))
    expect(call.refusal?.next).toMatch(/slack-tokens sim run/)
  })

  it('is not reported for an answer that is too long when its beginning has ok: true', () => {
    const exchange = answered({
      token: bot.token,
      method: 'users.list',
      body: { ok: true, members: ['x'.repeat(500)] },
    })
    const text = exchange.response?.text?.slice(0, 100)
    const cut = { ...exchange, response: exchange.response && { ...exchange.response, text, isWhole: false } }
    expect(readCall(cut, storedBook()).call).toMatchObject({ ok: true, error: null })
  })
})
