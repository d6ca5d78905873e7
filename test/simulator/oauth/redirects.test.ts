import { describe, expect, it } from 'vitest'
import { startSimulator } from '../../../src/simulator/http/simulator.ts'
import { authorizeUrl } from '../../support/consent.ts'

const registered = 'https://example.com/slack/callback'

/** The cases from Slack’s page about installing, and more cases. */
const cases: [string, string, boolean][] = [
  ['the same', registered, true],
  ['a path below it', `${registered}/tenant/7`, true],
  ['http instead of https', 'http://example.com/slack/callback', false],
  ['another host', 'https://example.org/slack/callback', false],
  ['a sub-domain', 'https://app.example.com/slack/callback', false],
  ['the domain as a sub-domain of another', 'https://example.com.evil.example/slack/callback', false],
  ['a port added', 'https://example.com:8080/slack/callback', false],
  ['the parent path', 'https://example.com/slack', false],
  ['the root', 'https://example.com/', false],
  ['a longer last part', 'https://example.com/slack/callback2', false],
  ['a path that leaves the registered path with ..', 'https://example.com/slack/callback/../other', false],
  ['the path in capitals', 'https://example.com/Slack/Callback', false],
  ['a fragment', `${registered}#top`, false],
  ['no host at all', '/slack/callback', false],
  ['unsettled: a slash at the end', `${registered}/`, true],
  ['unsettled: a query', `${registered}?next=1`, true],
  ['unsettled: the default port of https', 'https://example.com:443/slack/callback', true],
  ['unsettled: the host in capitals', 'https://EXAMPLE.com/slack/callback', true],
]

/** Opens the authorize URL. Returns null when the page asks for consent, otherwise the error as JSON. */
async function refusalOf(sent: string, redirectUrls: string[]): Promise<unknown> {
  await using simulator = await startSimulator({ app: { redirectUrls } })
  const url = authorizeUrl(simulator, { scope: 'chat:write', redirect_uri: sent })
  const response = await fetch(url, { redirect: 'manual', headers: { accept: 'application/json' } })
  const body: unknown = await response.json()
  return response.status === 200 ? null : { status: response.status, body }
}

const refusal = (sent: string) => ({
  status: 400,
  body: {
    ok: false,
    error: 'bad_redirect_uri',
    message: `redirect_uri did not match any configured URIs. Passed URI: ${sent}`,
  },
})

describe('the redirect_uri of an authorize request', () => {
  it.each(cases)(
    'is compared with the registered URL in the way that Slack documents (%s, %s, accepted: %s)',
    async (_name, sent, matches) => {
      expect(await refusalOf(sent, [registered])).toEqual(matches ? null : refusal(sent))
    },
  )

  it.each([
    ['127.0.0.1 is not localhost', 'http://127.0.0.1:3000/cb', 'http://localhost:3000/cb', false],
    ['localhost is not 127.0.0.1', 'http://localhost:3000/cb', 'http://127.0.0.1:3000/cb', false],
    ['localhost without its port', 'http://localhost/cb', 'http://localhost:3000/cb', false],
    [
      'unsettled: without the final slash of the registered URL',
      'https://a.example/cb',
      'https://a.example/cb/',
      false,
    ],
    [
      'unsettled: another query than that of the registered URL',
      'https://a.example/cb?a=2',
      'https://a.example/cb?a=1',
      false,
    ],
    ['a registered host covers every path', 'https://a.example/any/path', 'https://a.example', true],
    ['one of several registered URLs', 'https://b.example/cb', 'https://a.example/cb https://b.example/cb', true],
  ])('is compared with all registered URLs (%s)', async (_name, sent, urls, matches) => {
    expect(await refusalOf(sent, urls.split(' '))).toEqual(matches ? null : refusal(sent))
  })
})
