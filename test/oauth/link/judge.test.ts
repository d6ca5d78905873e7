import { describe, expect, it } from 'vitest'
import { bot, home, id, judged, ofV2, state, v2, wrong } from '../../support/links.ts'

const right = `${v2}?${id}&${bot}&${home}&${state}`

describe('a correct install link', () => {
  it.each([
    right,
    ofV2(id, bot, 'user_scope=search:read,users:read', home, state, 'team=T0ACME123'),
    ofV2(id, 'scope=', 'user_scope=search:read', home, state),
    ofV2(id, 'scope=chat%3Awrite%2Cusers%3Aread', 'redirect_uri=https%3A%2F%2Fapp.example.test%2Fcb', state),
    `https://slack-gov.com/oauth/v2/authorize?${id}&${bot}&${home}&${state}`,
    `https://slack.com/oauth/v2_user/authorize?${id}&scope=search:read,users:read&${home}&${state}`,
    `https://slack.com/openid/connect/authorize?response_type=code&${id}&scope=openid%20profile%20email&${home}&${state}&nonce=n0nceN0nce`,
    ofV2(id, 'user_scope=identity.basic,identity.email', home, state),
    `https://slack.com/oauth/authorize?${id}&scope=bot,chat:write:user&${home}&${state}`,
    ofV2(
      id,
      'user_scope=search:read',
      'redirect_uri=http://localhost:3118/callback',
      state,
      `code_challenge=${'a'.repeat(43)}`,
      'code_challenge_method=S256',
    ),
    ofV2(id, bot, home, state, 'response_type=code', 'tracked=1'),
    `https://acme.slack.com/oauth?${id}&${bot}&user_scope=&${home}&${state}&granular_bot_scope=1&single_channel=0&install_redirect=&tracked=1&user_default=0&team=`,
  ])('has no error, no warning and no correction: %s', (link) => {
    expect(wrong(link)).toEqual([])
    expect(judged(link).right).toBeNull()
  })
})

describe('an incorrect install link', () => {
  it.each<[string, string, string[]]>([
    // Mistakes in the client id:
    ['no client id', ofV2(bot, home, state), ['error client_id_missing']],
    ['an empty one', ofV2('client_id=', bot, home, state), ['error client_id_missing']],
    ...[
      'None',
      'undefined',
      'null',
      'NaN',
      '$' + '{SLACK_CLIENT_ID}',
      '%24%7BSLACK_CLIENT_ID%7D',
      '{{ client_id }}',
      '<your-client-id>',
      'YOUR_CLIENT_ID',
      'your-client-id',
      'client_id',
      'process.env.SLACK_CLIENT_ID',
      '$SLACK_CLIENT_ID',
      '%s',
      'xxxxx.xxxxx',
      '[object Object]',
    ].map((value): [string, string, string[]] => [
      `the placeholder ${value}`,
      ofV2(`client_id=${value}`, bot, home, state),
      ['error client_id_placeholder'],
    ]),
    ...[
      '0b6f0c1e-3f4a-4a52-9d1e-2f6a1a7b8c9d',
      'A0123ABCDEF',
      'T0123ABCDEF',
      '0123456789abcdef0123456789abcdef',
      '1234567890',
      'my-app',
      '%201111111111.2222222222',
      '1111111111,2222222222',
    ].map((value): [string, string, string[]] => [
      `the client id ${value}`,
      ofV2(`client_id=${value}`, bot, home, state),
      ['error client_id_wrong'],
    ]),
    // Mistakes in the scopes:
    ['no scope', ofV2(id, home, state), ['error scope_missing']],
    ['two empty lists', ofV2(id, 'scope=', 'user_scope=', home, state), ['error scope_missing']],
    ['scopes=', ofV2(id, 'scopes=chat:write', home, state), ['error parameter_misspelt']],
    ['an unknown scope', ofV2(id, 'scope=chat:wriite', home, state), ['warning scope_unknown']],
    ...['null', 'undefined', 'None'].map((value): [string, string, string[]] => [
      `the scope ${value}`,
      ofV2(id, `scope=${value}`, home, state),
      ['error scope_placeholder'],
    ]),
    ['a user scope in scope', ofV2(id, 'scope=search:read', home, state), ['error scope_wrong_list']],
    [
      'a bot scope in user_scope',
      ofV2(id, bot, 'user_scope=app_mentions:read', home, state),
      ['error scope_wrong_list'],
    ],
    ['a classic scope', ofV2(id, 'scope=bot', home, state), ['error scope_classic']],
    ['identify', ofV2(id, 'user_scope=identify,users:read', home, state), ['warning scope_added_by_slack']],
    [
      'an app-level scope',
      ofV2(id, 'scope=chat:write,connections:write', home, state),
      ['error scope_not_installable'],
    ],
    ['semicolons', ofV2(id, 'scope=chat:write;users:read', home, state), ['error scope_separator']],
    ['bars', ofV2(id, 'scope=chat:write|users:read', home, state), ['error scope_separator']],
    ['a JSON list', ofV2(id, 'scope=["chat:write","users:read"]', home, state), ['error scope_separator']],
    ['commas encoded twice', ofV2(id, 'scope=chat:write%252Cusers:read', home, state), ['error scope_separator']],
    // Mistakes with sign-in scopes:
    [
      'openid beside other scopes',
      ofV2(id, bot, 'user_scope=openid,email,profile', home, state),
      ['error sign_in_mixed'],
    ],
    [
      'identity.* beside other scopes',
      ofV2(id, 'user_scope=identity.basic,users:read', home, state),
      ['error sign_in_mixed'],
    ],
    ['openid alone on an install page', ofV2(id, 'user_scope=openid,email', home, state), ['error sign_in_page']],
    [
      'a sign-in without openid',
      `https://slack.com/openid/connect/authorize?response_type=code&${id}&scope=email&${home}&${state}`,
      ['error openid_missing'],
    ],
    [
      'a sign-in with an install’s scope',
      `https://slack.com/openid/connect/authorize?response_type=code&${id}&scope=openid,chat:write&${home}&${state}`,
      ['error openid_other_scope'],
    ],
    [
      'a sign-in without response_type',
      `https://slack.com/openid/connect/authorize?${id}&scope=openid&${home}&${state}`,
      ['error response_type'],
    ],
    // Mistakes in the page:
    [
      'v1 with scopes of today',
      `https://slack.com/oauth/authorize?${id}&scope=chat:write&${home}&${state}`,
      ['warning classic_page'],
    ],
    [
      'v1 with user_scope',
      `https://slack.com/oauth/authorize?${id}&scope=users:read&user_scope=search:read&${home}&${state}`,
      ['error user_scope_ignored', 'warning classic_page'],
    ],
    [
      'v2_user with user_scope',
      `https://slack.com/oauth/v2_user/authorize?${id}&scope=search:read&user_scope=users:read&${home}&${state}`,
      ['error user_scope_ignored'],
    ],
    [
      'v2_user with user_scope alone',
      `https://slack.com/oauth/v2_user/authorize?${id}&user_scope=users:read&${home}&${state}`,
      ['error user_scope_ignored'],
    ],
    [
      'the address that Slack shows between two pages',
      `https://slack.com/oauth/reflow?${id}&scope=bot,commands&${home}&${state}`,
      [],
    ],
    [
      'v2_user with a bot scope',
      `https://slack.com/oauth/v2_user/authorize?${id}&scope=app_mentions:read&${home}&${state}`,
      ['error scope_wrong_list'],
    ],
    ['http', `http://slack.com/oauth/v2/authorize?${id}&${bot}&${home}&${state}`, ['error not_https']],
    // Mistakes in the redirect URL:
    ['http', ofV2(id, bot, 'redirect_uri=http://app.example.test/cb', state), ['error redirect_http']],
    [
      'http on localhost',
      ofV2(id, bot, 'redirect_uri=http://localhost:3000/cb', state),
      ['warning redirect_localhost'],
    ],
    [
      'a fragment',
      ofV2(id, bot, 'redirect_uri=https%3A%2F%2Fapp.example.test%2Fcb%23done', state),
      ['error redirect_fragment'],
    ],
    [
      'encoded twice',
      ofV2(id, bot, 'redirect_uri=https%253A%252F%252Fapp.example.test%252Fcb', state),
      ['error redirect_encoded_twice'],
    ],
    ['a path', ofV2(id, bot, 'redirect_uri=/slack/callback', state), ['error redirect_not_url']],
    ['a host without a scheme', ofV2(id, bot, 'redirect_uri=app.example.test/cb', state), ['error redirect_not_url']],
    ['a placeholder', ofV2(id, bot, 'redirect_uri=undefined', state), ['error redirect_placeholder']],
    [
      'a query',
      ofV2(id, bot, 'redirect_uri=https%3A%2F%2Fapp.example.test%2Fcb%3Fa%3Db', state),
      ['warning redirect_query'],
    ],
    // Other mistakes:
    ['no state', ofV2(id, bot, home), ['warning state_missing']],
    ['a short state', ofV2(id, bot, home, 'state=abc'), ['warning state_guessable']],
    ['a state that was never set', ofV2(id, bot, home, 'state=undefined'), ['warning state_guessable']],
    ['a team by name', ofV2(id, bot, home, state, 'team=acme'), ['warning team_form']],
    [
      'PKCE with plain',
      ofV2(
        id,
        'user_scope=search:read',
        home,
        state,
        `code_challenge=${'a'.repeat(43)}`,
        'code_challenge_method=plain',
      ),
      ['error pkce_method'],
    ],
    [
      'PKCE without its challenge',
      ofV2(id, 'user_scope=search:read', home, state, 'code_challenge_method=S256'),
      ['error pkce_challenge'],
    ],
    [
      'PKCE with padding',
      ofV2(
        id,
        'user_scope=search:read',
        home,
        state,
        `code_challenge=${'a'.repeat(43)}%3D`,
        'code_challenge_method=S256',
      ),
      ['error pkce_challenge'],
    ],
    [
      'PKCE and bot scopes on localhost',
      ofV2(
        id,
        bot,
        'redirect_uri=https://localhost:3000/cb',
        state,
        `code_challenge=${'a'.repeat(43)}`,
        'code_challenge_method=S256',
      ),
      ['error pkce_bot_scopes'],
    ],
    ['two client ids', ofV2(id, 'client_id=3333333333.4444444444', bot, home, state), ['error parameter_twice']],
    ['a secret', ofV2(id, bot, home, state, 'client_secret=shhh'), ['error secret_in_link']],
    ['redirect_url', ofV2(id, bot, 'redirect_url=https://app.example.test/cb', state), ['error parameter_misspelt']],
    ['&amp; in a log', right.replaceAll('&', '&amp;'), ['error html_escaped']],
  ])('has the expected findings (%s): %s', (_, link, expected) => expect(wrong(link)).toEqual(expected))

  it('has all its findings in one list, with errors before warnings', () => {
    const link =
      'https://slack.com/oauth/v2/authorize?client_id=None&scope=search:read;bot&user_scope=openid&redirect_uri=http://app.example.test/cb%23x'
    expect(wrong(link)).toEqual([
      'error client_id_placeholder',
      'error scope_separator',
      'error sign_in_mixed',
      'error scope_wrong_list',
      'error scope_classic',
      'error redirect_http',
      'error redirect_fragment',
      'warning state_missing',
    ])
  })
})
