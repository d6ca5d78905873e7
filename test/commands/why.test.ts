import { describe, expect, it } from 'vitest'
import { findRefusal } from '../../src/commands/why/error-text.ts'
import { exitReasons } from '../../src/errors.ts'
import { errorCodes, errorMeanings, errors } from '../../src/slack/facts/errors.ts'
import { knownSentences, neighbourCodes } from '../../src/slack/facts/known-errors/tables.ts'
import { pageErrors } from '../../src/slack/facts/page-errors.ts'
import { createMachine } from '../support/cli.ts'
import { assertProperty, fc } from '../support/property.ts'

interface Answer {
  readonly code: string
  readonly meanings: readonly { place: string; means: string; next: string; exit: number; inYourApp?: string }[]
  readonly [more: string]: unknown
}

describe('why CODE', () => {
  it('prints a meaning and a next step for every code in the tables, at each place where it occurs', async () => {
    using machine = createMachine()
    for (const code of errorCodes()) {
      const { code: exit, json } = await machine.run(['why', code, '--json'])
      expect(exit, code).toBe(0)
      const answer = json as Answer
      expect(answer.code).toBe(code)
      // `inYourApp` is tested in own-install.test.ts.
      const found = answer.meanings.map(({ inYourApp: _inYourApp, ...meaning }) => meaning)
      expect(found.filter(({ place }) => place in errors)).toEqual(
        errorMeanings(code).map(({ place, means, next, ending }) => ({
          code,
          place,
          means,
          next,
          exit: exitReasons[ending].code,
        })),
      )
      expect(answer.meanings.length).toBeGreaterThan(0)
      for (const { means, next } of answer.meanings) {
        expect(means, code).toMatch(/^\S.{8,}\.$/)
        expect(next, code).toMatch(/^\S.{5,}[^.]$/)
      }
    }
  })

  it('prints each meaning with its place, its next step and its exit code, in at most 100 columns', async () => {
    using machine = createMachine()
    const { code, stdout, stderr } = await machine.run(['why', 'channel_not_found'])
    expect(code).toBe(0)
    expect(stderr).toBe('')
    expect(stdout).toMatch(/^channel_not_found\n/)
    expect(stdout).toContain('in the answer of a Web API method   (exit code 3)')
    expect(stdout).toContain('in the answer of an incoming webhook   (exit code 3)')
    expect(stdout).toMatch(/→ List what the token sees:\s+slack-tokens call conversations\.list types=\S+;/)
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
  })

  it.each(['CHANNEL_NOT_FOUND', '"channel_not_found"', 'channel_not_found.', ' channel_not_found\n'])(
    'finds channel_not_found for the argument %j',
    (text) => expect(findRefusal(text)).toEqual({ code: 'channel_not_found', known: true }),
  )

  it('exits with 2 (unknown_code) for a misspelt code, and suggests the nearest code', async () => {
    using machine = createMachine()
    const { code, stdout, stderr } = await machine.run(['why', 'chanel_not_fond'])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('“chanel_not_fond” is not a code that is known here')
    expect(stderr).toContain('slack-tokens why channel_not_found')
    const asJson = await machine.run(['why', 'chanel_not_fond', '--json'])
    expect(asJson.json).toMatchObject({ ok: false, error: 'unknown_code', suggestions: ['channel_not_found'] })
  })

  it('exits with 2 for a token, and prints no part of the token (threat C6)', async () => {
    using machine = createMachine()
    for (const text of ['xoxb-sim-this-is-no-error-7f3a', '{"access_token":"xoxb-sim-this-is-no-error-7f3a"}']) {
      const { code, stdout, stderr } = await machine.run(['why', text])
      expect(code).toBe(2)
      expect(stdout + stderr).not.toContain('this-is-no-error')
    }
  })

  it('exits with 2 without a code, and names an example', async () => {
    using machine = createMachine()
    expect(await machine.run(['why'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('why channel_not_found'),
    })
    expect(await machine.run(['why'], { input: '  \n' })).toMatchObject({ code: 2, stdout: '' })
  })
})

describe('why TEXT', () => {
  it.each(pageErrors.map(({ code }) => code))('finds the code %s at the bottom of its error page', (code) =>
    expect(findRefusal(`Something went wrong when authorizing this app.\n${code}`)?.code).toBe(code),
  )

  it.each<[string, Partial<ReturnType<typeof findRefusal>>]>([
    [
      'redirect_uri did not match any configured URIs. Passed URI: https://127.0.0.1:8443/slack/callback',
      { code: 'bad_redirect_uri', place: 'page', passedUri: 'https://127.0.0.1:8443/slack/callback' },
    ],
    [
      'Something went wrong when authorizing this app.\nredirect_uri didn’t match any configured URIs. Passed URI:',
      { code: 'bad_redirect_uri', place: 'page', passedUri: '' },
    ],
    ['Invalid client_id parameter', { code: 'invalid_client_id', place: 'page' }],
    ['Oops! no bot scopes requested', { code: 'no_bot_scopes_requested', place: 'page' }],
    ['Requested scopes cannot be blank', { code: 'blank_scope', place: 'page' }],
    [
      'Cannot request both identity scopes and other scopes at the same time',
      { code: 'identity_scopes_mixed', place: 'page' },
    ],
    ['Oops: scope_not_allowed_on_enterprise', { code: 'scope_not_allowed_on_enterprise', place: 'page' }],
    ['Sorry: unapproved scope', { code: 'unapproved_scope', place: 'page' }],
    ['Oops! invalid_scope_requested', { code: 'invalid_scope_requested', place: 'page' }],
    ['Invalid permissions requested', { code: 'invalid_scope', place: 'page' }],
    ['Invalid scope: chanels:read', { code: 'invalid_scope', place: 'page', scope: 'chanels:read' }],
    ['Oops: invalid_team_for_non_distributed_app', { code: 'invalid_team_for_non_distributed_app', place: 'page' }],
    ['It wants a bot, but it is not currently configured with a bot.', { code: 'no_bot_user', place: 'page' }],
    [
      'Apps with this feature are only available to Enterprise customers',
      { code: 'enterprise_only_feature', place: 'page' },
    ],
    ['Sorry, you are not authorized to install Acme on Initech', { code: 'approval_required', place: 'page' }],
    ['Status: app_approval_request_denied', { code: 'app_approval_request_denied', place: 'page' }],
    ['Status: app_approval_request_pending', { code: 'app_approval_request_pending', place: 'page' }],
    ['Status: app_approval_request_eligible', { code: 'app_approval_request_eligible', place: 'page' }],
    ['Status: installation_denied', { code: 'installation_denied', place: 'page' }],
    [
      'https://localhost:8443/slack/callback?error=access_denied&state=abc',
      { code: 'access_denied', place: 'callback' },
    ],
    [
      'Error: An API error occurred: channel_not_found\n    at platformErrorFromResult (errors.ts:81)',
      { code: 'channel_not_found' },
    ],
    ['A request error occurred: getaddrinfo ENOTFOUND slack.com', { code: 'network_dns', place: 'network' }],
    ['A request error occurred: nobody knows why', { code: 'slack_webapi_request_error', place: 'sdk' }],
    ['An HTTP protocol error occurred: statusCode = 404', { code: 'http_404', place: 'network' }],
    ['An HTTP protocol error occurred: statusCode = 418', { code: 'slack_webapi_http_error', place: 'sdk' }],
    [
      'A rate limit was exceeded (url: conversations.list, retry-after: 30)',
      { code: 'slack_webapi_rate_limited_error', place: 'sdk' },
    ],
    [
      "The request to the Slack API failed. (url: https://slack.com/api/oauth.v2.access)\nThe server responded with: {'ok': False, 'error': 'invalid_code'}",
      { code: 'invalid_code', place: 'exchange' },
    ],
    [
      "Error: … {\n  code: 'slack_webapi_platform_error',\n  data: { ok: false, error: 'missing_scope', needed: 'chat:write', provided: 'users:read' }\n}",
      { code: 'missing_scope', needed: 'chat:write', provided: 'users:read' },
    ],
    ['{"code":"slack_webapi_platform_error","data":{"ok":false,"error":"not_in_channel"}}', { code: 'not_in_channel' }],
    [
      '{"ok":false,"error":"missing_scope","needed":"files:write","provided":"chat:write,users:read"}',
      { code: 'missing_scope', needed: 'files:write', provided: 'chat:write,users:read' },
    ],
    [
      'HTTP/2 200\r\ncontent-type: application/json\r\n\r\n{"ok":false,"error":"invalid_auth"}',
      { code: 'invalid_auth' },
    ],
    ['{"ok":true,"warning":"superfluous_charset"}', { code: 'superfluous_charset' }],
    [
      'HTTP/1.1 404 Not Found\r\ncontent-type: text/html\r\n\r\nchannel_not_found',
      { code: 'channel_not_found', place: 'webhook' },
    ],
    ['HTTP/2 403\n\naction_prohibited', { code: 'action_prohibited', place: 'webhook' }],
    ['HTTP/2 404\n\nNo hooks', { code: 'No hooks', place: 'webhook' }],
    ['[ERROR] 12:00 bolt-app it failed with slack_oauth_invalid_state today', { code: 'slack_oauth_invalid_state' }],
  ])('finds the code and the place in %j', (text, expected) =>
    expect(findRefusal(text)).toEqual({ known: true, ...expected }),
  )

  it('reads standard input, and names the scope of `needed` in the login command', async () => {
    using machine = createMachine()
    const input = '{"ok":false,"error":"missing_scope","needed":"files:write","provided":"chat:write"}'
    for (const argv of [['why'], ['why', '-']]) {
      const { code, stdout } = await machine.run(argv, { input })
      expect(code).toBe(0)
      expect(stdout).toContain('needed: files:write')
      expect(stdout).toContain('slack-tokens login --add-scope files:write')
    }
  })

  it('exits with 2 for empty standard input', async () => {
    using machine = createMachine()
    const { code, stderr } = await machine.run(['why'], { input: '\n' })
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^✗ There is nothing to explain\n/)])
  })

  it('accepts several words without quotes', async () => {
    using machine = createMachine()
    const { json } = await machine.run(['why', '--json', 'An', 'API', 'error', 'occurred:', 'not_in_channel'])
    expect(json).toMatchObject({ code: 'not_in_channel' })
  })

  it('exits with 2 and names the unknown code, but prints nothing else of the answer', async () => {
    using machine = createMachine()
    const { code, stderr } = await machine.run(['why', '{"ok":false,"error":"brand_new_trouble","detail":"private"}'])
    expect(code).toBe(2)
    expect(stderr).toContain('“brand_new_trouble”')
    expect(stderr).not.toContain('private')
  })

  it.each(['hello there', '', '{"ok":true}', 'Acme is requesting permission to access the Initech workspace', '🙂'])(
    'finds no known code in %j',
    (text) => expect(findRefusal(text)?.known ?? false).toBe(false),
  )

  it('throws no error for any text, and needs less than ten seconds for six texts of 50,000 repetitions', () => {
    assertProperty(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void findRefusal(text)))
    const started = performance.now()
    for (const one of ['error: ', 'error=', '{', '_a', 'redirect url ', 'A_'].map((part) => part.repeat(50_000)))
      findRefusal(one)
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})

describe('why --list', () => {
  it('lists every code of the tables with its place, or the codes of the given place', async () => {
    using machine = createMachine()
    const neighbours = [
      ...Object.entries(neighbourCodes).flatMap(([place, codes]) =>
        Object.keys(codes).map((code) => `${place} ${code}`),
      ),
      ...knownSentences.map(({ place, id }) => `${place} ${id}`),
    ]
    const all = (await machine.run(['why', '--list', '--json'])).json as { code: string; place: string }[]
    const rows = Object.entries(errors).flatMap(([place, codes]) =>
      Object.keys(codes).map((code) => `${place} ${code}`),
    )
    expect(all.map(({ place, code }) => `${place} ${code}`).sort()).toEqual([...rows, ...neighbours].sort())
    const some = (await machine.run(['why', '--list', 'webhook', '--json'])).json as { code: string; place: string }[]
    expect(some.map(({ code }) => code)).toEqual(Object.keys(errors.webhook))
    const { stdout } = await machine.run(['why', '--list', 'sdk'])
    expect(stdout).toMatch(/^sdk: thrown by Slack’s SDKs in a program\n {2}slack_oauth_missing_state\n/)
  })

  it('exits with 2 for an unknown place, and names the known places', async () => {
    using machine = createMachine()
    expect(await machine.run(['why', '--list', 'moon'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/page, callback, exchange/),
    })
  })
})
