import { describe, expect, it } from 'vitest'
import { CliError, foreignCode } from '../../../src/errors.ts'
import { InstallError, installErrorOf } from '../../../src/oauth/library/error.ts'
import { runInstall } from '../../../src/oauth/library/index.ts'
import type { RunInstallOptions } from '../../../src/oauth/library/types.ts'
import { slackError } from '../../../src/slack/client/api-error.ts'
import { type ErrorPlace, errors } from '../../../src/slack/facts/errors.ts'
import { freePort } from '../../support/program.ts'

const source = { redirectUri: 'https://localhost:8443/slack/callback' }
const secret = '0123456789abcdef0123456789abcdef'
const right = {
  clientId: '1234567890.1234567890123',
  clientSecret: secret,
  scopes: ['chat:write'],
  onReady: () => {},
}

describe('runInstall refuses options', () => {
  it.each<[string, Partial<Record<keyof RunInstallOptions | 'scope', unknown>>, RegExp]>([
    ['an unknown name', { scope: [] }, /unknown option scope; the options are clientId, /],
    ['a missing client id', { clientId: undefined }, /clientId/],
    ['an app id in place of the client id', { clientId: 'A0123456789' }, /an app id; a client id is two numbers/],
    ['a token in place of the secret', { clientSecret: 'xoxb-sim-1-secretvalue' }, /not the client secret/],
    ['scopes as one text', { scopes: 'chat:write,users:read' }, /scopes must be a list/],
    ['several scopes in one entry', { scopes: ['chat:write,users:read'] }, /scopes\[0\] must be the name of a scope/],
    ['no scopes', { scopes: [] }, /No scopes/],
    ['a scope of the other token', { scopes: ['search:read'] }, /search:read/],
    ['a scope of Sign in with Slack', { userScopes: ['openid'] }, /signs a person in/],
    ['bot scopes with PKCE on localhost', { clientSecret: undefined }, /brings no bot scopes/],
    ['a redirect URL that is none', { redirectUri: 'localhost:8443' }, /redirectUri must be an http or https address/],
    [
      'another address of this computer',
      { redirectUri: 'https://127.0.0.2/back' },
      /No callback listens on 127\.0\.0\.2/,
    ],
    ['an API that is not Slack’s', { apiUrl: 'http://slack.example/api/' }, /apiUrl must be an https URL/],
    ['no time', { timeout: 0 }, /timeout must be milliseconds/],
    ['endless time', { timeout: Infinity }, /timeout must be milliseconds/],
    ['a certificate without PEM', { certificate: { cert: secret, key: secret } }, /both PEM/],
    ['something else than a signal', { signal: {} }, /signal must be an AbortSignal/],
    ['no onReady', { onReady: undefined }, /onReady/],
    ['a wrong team', { team: 'acme' }, /team must be the id/],
  ])('with a clear error: %s', async (_name, wrong, message) => {
    const options = { ...right, ...wrong } as unknown as RunInstallOptions
    const error = await runInstall(options).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(InstallError)
    const { code, message: said, hint = '' } = error as InstallError
    expect([code, said]).toEqual(['invalid_options', expect.stringMatching(message)])
    expect(said + hint).not.toMatch(/slack-tokens|(?:^|[\s(])--|0123456789abcdef|secretvalue/)
  })

  it('that are undefined', async () => {
    await expect(runInstall(undefined as unknown as RunInstallOptions)).rejects.toMatchObject({
      code: 'invalid_options',
    })
  })
})

describe('an error of the library', () => {
  const places: readonly ErrorPlace[] = ['exchange', 'callback', 'page']
  const rows = places.flatMap((place) => Object.keys(errors[place]).map((code) => [place, code] as const))

  it.each(rows)('has advice that needs no command line: %s %s', (place, code) => {
    const error = installErrorOf(slackError('oauth.v2.access', { error: code }, { place }), source)
    expect(error).toMatchObject({ slackError: code, hint: expect.stringMatching(/\S/) as string })
    expect((error as InstallError).hint).not.toMatch(/slack-tokens|(?:^|[\s(])--[a-z]|Ctrl-C/)
  })

  it('keeps Slack’s code when no table has it, and does not change an error from outside of the library', () => {
    const unknown = new CliError('slack', 'new', { code: foreignCode('new_code'), hint: 'Run slack-tokens login' })
    expect(installErrorOf(unknown, source)).toMatchObject({
      code: 'exchange_refused',
      slackError: 'new_code',
      hint: undefined,
    })
    const own = new TypeError('theirs')
    expect(installErrorOf(own, source)).toBe(own)
  })
})

describe('runInstall notices options, before it calls onReady', () => {
  it.each<[string, Partial<RunInstallOptions>, readonly string[]]>([
    ['a misspelt scope', { scopes: ['chat:wrote'] }, ['unknown_scope']],
    ['a public redirect URL with http', { redirectUri: 'http://app.example/back' }, ['http_redirect']],
    [
      'not such a URL of an API on this computer',
      { redirectUri: 'http://app.example/back', apiUrl: 'http://localhost:1/api/' },
      [],
    ],
    ['nothing', {}, []],
  ])('%s', async (_name, options, codes) => {
    const seen: string[] = []
    const stop = new AbortController()
    const running = runInstall({
      ...{ ...right, port: await freePort(), signal: stop.signal, ...options },
      onNotice: ({ code }) => seen.push(code),
      onReady: () => stop.abort(),
    })
    await expect(running).rejects.toMatchObject({ code: 'aborted' })
    expect(seen).toEqual(codes)
  })
})
