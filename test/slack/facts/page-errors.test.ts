import { describe, expect, it } from 'vitest'
import { errorFacts, errors } from '../../../src/slack/facts/errors.ts'
import { classifyPage, pageErrors } from '../../../src/slack/facts/page-errors.ts'
import { assertProperty, fc } from '../../support/property.ts'

describe('the recognition of Slack’s error pages', () => {
  it.each([
    [
      'redirect_uri did not match any configured URIs. Passed URI: https://127.0.0.1:8443/slack/callback',
      'bad_redirect_uri',
    ],
    [
      'Something went wrong when authorizing this app.\n\n  Redirect_URI\u00a0did not   match any configured URIs.',
      'bad_redirect_uri',
    ],
    ['Error: bad_redirect_uri', 'bad_redirect_uri'],
    ['redirect_uri didn’t match any configured URIs', 'bad_redirect_uri'],
    ['Invalid client_id parameter', 'invalid_client_id'],
    ['INVALID CLIENT_ID PARAMETER', 'invalid_client_id'],
    ['Requested scopes cannot be blank', 'blank_scope'],
    ['requested scopes can’t be blank', 'blank_scope'],
    ['No scopes requested', 'blank_scope'],
    ['Invalid permissions requested', 'invalid_scope'],
    ['Invalid scope: chanels:read', 'invalid_scope'],
    ['unrecognized scope: rtm:stream', 'invalid_scope'],
    ['invalid_scope', 'invalid_scope'],
    ['Oops! invalid_scope_requested', 'invalid_scope_requested'],
    ['unapproved_scope', 'unapproved_scope'],
    ['Cannot request both identity scopes and other scopes at the same time', 'identity_scopes_mixed'],
    ['invalid_team_for_non_distributed_app', 'invalid_team_for_non_distributed_app'],
    ['no_bot_scopes_requested', 'no_bot_scopes_requested'],
    ['Acme is requesting permission to install a bot, but it is not currently configured with a bot.', 'no_bot_user'],
    ['Apps with this feature are only available to Enterprise customers', 'enterprise_only_feature'],
    ['Sorry, you are not authorized to install Acme on Initech', 'approval_required'],
    ['Request to Install', 'approval_required'],
    ['app_approval_request_pending', 'app_approval_request_pending'],
    ['scope_not_allowed_on_enterprise', 'scope_not_allowed_on_enterprise'],
    ['zero\u200bwidth: invalid\u200b_client_id', 'invalid_client_id'],
  ])('finds, in the text %j, the code %s', (text, code) => {
    expect(classifyPage(text)).toMatchObject({
      code,
      means: errorFacts(code, 'page')?.means,
      next: errorFacts(code, 'page')?.next,
    })
  })

  it.each([
    ['Something went wrong when authorizing Acme.\nPlease specify `client_id`', 'page_client_id_missing'],
    ['Must use PKCE to redirect to a non-web URI', 'page_pkce_needed'],
    ['redirect_uri must not contain anchor (#) tags. Passed URI: https://a.example/#x', 'page_redirect_uri_fragment'],
  ])('finds, for the text %j, which has no code of Slack, the tool’s own code %s', (text, code) =>
    expect(classifyPage(text)?.code).toBe(code),
  )

  it('finds no code in the general text of an error page alone, and no code in the callback of a denial', () => {
    expect(classifyPage('Something went wrong when authorizing Acme.\nTry going back')).toBeUndefined()
    const query = '?error=access_denied&error_description=The+user+has+denied+access+to+the+scope%28s%29+requested'
    expect(classifyPage(`https://a.example/cb${query}`)).toBeUndefined()
  })

  it.each([
    'https://localhost:8443/slack/callback?code=123.456.abc&state=x',
    'Acme is requesting permission to access the Initech workspace',
    'hello',
    '',
  ])('finds no code in %j', (text) => expect(classifyPage(text)).toBeUndefined())

  it.each([
    [
      'did not match any configured URIs. Passed URI: https://127.0.0.1:8443/slack/callback',
      'https://127.0.0.1:8443/slack/callback',
    ],
    ['did not match any configured URIs. Passed URI: “http://localhost:3000/cb”. Go back', 'http://localhost:3000/cb'],
    ['did not match any configured URIs.\nPassed URI:\nhttps://a.example/x.', 'https://a.example/x'],
    ['did not match any configured URIs. Passed URI: myapp://callback', 'myapp://callback'],
    ['did not match any configured URIs. Passed URI: Learn more', ''],
    ['did not match any configured URIs. Passed URI:', ''],
    ['did not match any configured URIs.', undefined],
  ])('finds the passed redirect URL in %j', (text, uri) =>
    expect(classifyPage(`redirect_uri ${text}`)?.passedUri).toBe(uri),
  )

  it.each([
    ['Invalid scope: chanels:read', 'chanels:read'],
    ['Invalid permissions requested\nInvalid scope: "channels:manage".', 'channels:manage'],
    ['Invalid scopes: chat:write.public,bot', 'chat:write.public,bot'],
    ['invalid_scope_requested: admin.users:read', 'admin.users:read'],
    ['Invalid permissions requested', undefined],
    ['invalid_scope requested', undefined],
  ])('finds the refused scope in %j', (text, scope) => expect(classifyPage(text)?.scope).toBe(scope))

  it('has a text for every row of the table of page errors', () => {
    for (const { code } of pageErrors) {
      expect(Object.keys(errors.page)).toContain(code)
    }
    expect(new Set(pageErrors.map(({ code }) => code)).size).toBe(Object.keys(errors.page).length)
  })

  it('never throws, and returns only codes of the table', () => {
    const codes = pageErrors.map(({ code }): string => code)
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('redirect_uri ', 'did not match', 'Passed URI: ', 'Invalid scope: ', ' ', '\u2028', '’'),
    )
    assertProperty(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        expect([undefined, ...codes]).toContain(classifyPage(pieces.join(''))?.code)
      }),
    )
  })

  it.each(['redirect_uri ', 'passed uri: a', 'invalid scope: a,', ' ', 'identity scopes ', 'client_id '])(
    'takes less than ten seconds for a megabyte of %j',
    (piece) => {
      const started = performance.now()
      classifyPage(piece.repeat(1_000_000 / piece.length))
      expect(performance.now() - started).toBeLessThan(10_000)
    },
  )
})
