import { describe, expect, it } from 'vitest'
import { scopes } from '../../../src/slack/facts/scopes.ts'
import { bot, challenge, home, id, judged, ofV2, state, wrong } from '../../support/links.ts'
import { assertProperty, fc } from '../../support/property.ts'

describe('the corrected link', () => {
  it.each([
    [
      'has each scope in the list of its token',
      ofV2(id, 'scope=search:read,chat:write', home, state),
      { scope: 'chat:write', user_scope: 'search:read' },
    ],
    [
      'has scopes joined with commas',
      ofV2(id, 'scope=chat:write;users:read', home, state),
      { scope: 'chat:write,users:read' },
    ],
    [
      'has the scopes that stood in a list which the page does not read',
      `https://slack.com/oauth/v2_user/authorize?${id}&scope=search:read&user_scope=users:read&${home}&${state}`,
      { scope: 'search:read,users:read' },
    ],
    ['has correctly spelt scopes', ofV2(id, 'scope=chat.write', home, state), { scope: 'chat:write' }],
    [
      'has no sign-in scopes, which need a separate link',
      ofV2(id, bot, 'user_scope=openid,email', home, state),
      { scope: 'chat:write' },
    ],
    [
      'has the redirect URL decoded once',
      ofV2(id, bot, 'redirect_uri=https%253A%252F%252Fapp.example.test%252Fcb', state),
      { redirect_uri: 'https://app.example.test/cb' },
    ],
    [
      'has an https redirect URL without a fragment',
      ofV2(id, bot, 'redirect_uri=http%3A%2F%2Fapp.example.test%2Fcb%23x', state),
      { redirect_uri: 'https://app.example.test/cb' },
    ],
    [
      'has current scopes instead of classic ones',
      ofV2(id, 'scope=chat:write:bot', home, state),
      { scope: 'chat:write' },
    ],
    [
      'has a placeholder for what only its owner knows',
      ofV2('client_id=None', bot, home),
      { client_id: 'YOUR_CLIENT_ID', state: 'RANDOM_STATE' },
    ],
    ...['abc', 'undefined', '1234567890', '$' + '{state}'].map((weak): [string, string, Record<string, string>] => [
      `puts a random state for ${weak}`,
      ofV2(id, bot, home, `state=${encodeURIComponent(weak)}`),
      { state: 'RANDOM_STATE' },
    ]),
    ['has no scope list without a value', ofV2(id, bot, 'user_scope=null', home, state), { scope: 'chat:write' }],
  ])('%s', (_, link, expected) => {
    const query = Object.fromEntries(new URL(judged(link).right ?? 'https://none.test').searchParams)
    expect(query).toMatchObject(expected)
    if (!('scope' in expected) || 'user_scope' in expected) return
    expect(query['user_scope']).toBeUndefined()
  })

  it.each([
    ['http', 'chat:write,app_mentions:read', '', { user_scope: 'chat:write' }],
    ['https', 'chat:write', 'search:read', { user_scope: 'search:read,chat:write' }],
    ['http', 'app_mentions:read,commands', '', { user_scope: 'YOUR_USER_SCOPES' }],
  ])('has no bot scopes for an app with PKCE on %s://localhost', (scheme, scope, user, expected) => {
    const redirect = `redirect_uri=${scheme}://localhost:3000/cb`
    const link = ofV2(id, `scope=${scope}`, `user_scope=${user}`, redirect, state, challenge)
    const query = new URL(judged(link).right ?? 'https://none.test').searchParams
    expect(query.get('scope')).toBeNull()
    expect(Object.fromEntries(query)).toMatchObject(expected)
  })

  it('has no finding except for its placeholders, for any original link', () => {
    const scope = fc.constantFrom(...Object.keys(scopes), 'chat:wrte', 'future:read', 'undefined', 'Chat:Write')
    const list = fc
      .array(scope, { maxLength: 5 })
      .chain((names) => fc.constantFrom(',', ';', ' ', '|', '%2C', '","').map((sign) => names.join(sign)))
    const links = fc.record({
      page: fc.constantFrom(
        ...['/oauth/authorize', '/oauth/v2/authorize', '/oauth/v2_user/authorize', '/openid/connect/authorize'],
        ...['/oauth', '/oauth/v2/authorize/', '/oauth/v2/authorise', '/oauth2/authorize', '/openid/connect/authorise'],
      ),
      host: fc.constantFrom('slack.com', 'slack-gov.com', 'acme.slack.com', 'api.slack.com', 'slack.com.evil.test'),
      names: fc.constantFrom(
        ['client_id', 'scope'],
        ['clientid', 'scopes'],
        ['client-id', 'scope[]'],
        ['CLIENT_ID', 'Scope'],
      ),
      client_id: fc.constantFrom('1111111111.2222222222', 'None', '', ' 1.2', '“1111111111.2222222222”'),
      scope: list,
      user_scope: list,
      redirect_uri: fc.constantFrom(
        ...['https://app.example.test/cb', 'http://app.example.test/cb#x', 'https%3A%2F%2Fapp.example.test', ''],
        ...['http://localhost:3000/cb', 'https://127.0.0.1/cb?next=1', 'myapp://callback', 'https://undefined/cb'],
        ...[
          'https://app.example.test/cb?a=b',
          '/slack/callback',
          'http://localhost:undefined',
          'https://app.example.test:443/',
        ],
      ),
      state: fc.constantFrom('', 'q7Zr0p2mX9LkT4vB', 'undefined'),
      team: fc.constantFrom('', 'T0ACME123', 'acme'),
      pkce: fc.constantFrom(
        {},
        { code_challenge_method: 'S256' },
        { code_challenge: 'short', code_challenge_method: 'plain' },
        {
          code_challenge: 'a'.repeat(43),
          code_challenge_method: 'S256',
        },
      ),
    })
    assertProperty(
      fc.property(links, ({ page, host, names, client_id, scope: bots, pkce, ...query }) => {
        const [idName = '', scopeName = ''] = names
        const given = new URLSearchParams({ [idName]: client_id, [scopeName]: bots, ...query, ...pkce })
        const { right: better } = judged(`https://${host}${page}?${given.toString()}`)
        if (better === null) return
        const filled = better
          .replace('YOUR_CLIENT_ID', '1111111111.2222222222')
          .replace('RANDOM_STATE', 'q7Zr0p2mX9LkT4vB')
          .replace('YOUR_CODE_CHALLENGE', 'a'.repeat(43))
          .replace(/YOUR_(?:BOT|USER)_SCOPES/, 'chat:write')
        expect(wrong(filled), better).toEqual([])
        expect(judged(filled).right).toBeNull()
      }),
    )
  })
})
