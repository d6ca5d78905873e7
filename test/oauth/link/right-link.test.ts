import { describe, expect, it } from 'vitest'
import { scopes } from '../../../src/slack/facts/scopes.ts'
import { bot, home, id, judged, ofV2, state, wrong } from '../../support/links.ts'
import { assertProperty, fc } from '../../support/property.ts'

describe('the corrected link', () => {
  it.each([
    [
      'moves scopes to the list of their token',
      ofV2(id, 'scope=search:read,chat:write', home, state),
      { scope: 'chat:write', user_scope: 'search:read' },
    ],
    [
      'joins them with commas',
      ofV2(id, 'scope=chat:write;users:read', home, state),
      { scope: 'chat:write,users:read' },
    ],
    ['spells them right', ofV2(id, 'scope=chat.write', home, state), { scope: 'chat:write' }],
    [
      'leaves sign-in scopes to a link of their own',
      ofV2(id, bot, 'user_scope=openid,email', home, state),
      { scope: 'chat:write' },
    ],
    [
      'decodes the redirect URL once',
      ofV2(id, bot, 'redirect_uri=https%253A%252F%252Fapp.example.test%252Fcb', state),
      { redirect_uri: 'https://app.example.test/cb' },
    ],
    [
      'serves it by https, without its fragment',
      ofV2(id, bot, 'redirect_uri=http%3A%2F%2Fapp.example.test%2Fcb%23x', state),
      { redirect_uri: 'https://app.example.test/cb' },
    ],
    [
      'asks for today’s scopes in the place of classic ones',
      ofV2(id, 'scope=chat:write:bot', home, state),
      { scope: 'chat:write' },
    ],
    [
      'names what only its owner knows',
      ofV2('client_id=None', bot, home),
      { client_id: 'YOUR_CLIENT_ID', state: 'RANDOM_STATE' },
    ],
    ...['abc', 'undefined', '1234567890', '$' + '{state}'].map((weak): [string, string, Record<string, string>] => [
      `puts a random state for ${weak}`,
      ofV2(id, bot, home, `state=${encodeURIComponent(weak)}`),
      { state: 'RANDOM_STATE' },
    ]),
    ['keeps no list without a value', ofV2(id, bot, 'user_scope=null', home, state), { scope: 'chat:write' }],
  ])('%s', (_, link, expected) => {
    const query = Object.fromEntries(new URL(judged(link).right ?? 'https://none.test').searchParams)
    expect(query).toMatchObject(expected)
    if (!('scope' in expected) || 'user_scope' in expected) return
    expect(query['user_scope']).toBeUndefined()
  })

  it('has no fault except its placeholders, whatever the link was', () => {
    const scope = fc.constantFrom(...Object.keys(scopes), 'chat:wrte', 'future:read')
    const list = fc
      .array(scope, { maxLength: 5 })
      .chain((names) => fc.constantFrom(',', ';', ' ', '|').map((sign) => names.join(sign)))
    const links = fc.record({
      page: fc.constantFrom(
        '/oauth/authorize',
        '/oauth/v2/authorize',
        '/oauth/v2_user/authorize',
        '/openid/connect/authorize',
      ),
      client_id: fc.constantFrom('1111111111.2222222222', 'None', ''),
      scope: list,
      user_scope: list,
      redirect_uri: fc.constantFrom(
        'https://app.example.test/cb',
        'http://app.example.test/cb#x',
        'https%3A%2F%2Fapp.example.test',
        '',
      ),
      state: fc.constantFrom('', 'q7Zr0p2mX9LkT4vB'),
    })
    assertProperty(
      fc.property(links, ({ page, ...query }) => {
        const { right: better } = judged(`https://slack.com${page}?${new URLSearchParams(query).toString()}`)
        if (better === null) return
        const filled = better
          .replace('YOUR_CLIENT_ID', '1111111111.2222222222')
          .replace('RANDOM_STATE', 'q7Zr0p2mX9LkT4vB')
          .replace(/YOUR_(?:BOT|USER)_SCOPES/, 'chat:write')
        expect(
          wrong(filled).filter((one) => one.startsWith('error')),
          better,
        ).toEqual([])
      }),
    )
  })
})
