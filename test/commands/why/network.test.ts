import { describe, expect, it } from 'vitest'
import { findRefusal } from '../../../src/commands/why/error-text.ts'
import { createMachine } from '../../support/cli.ts'
import { httpSamples, networkSamples, otherServers } from '../../support/error-sentences/network.ts'

describe('why, for an error that occurred before Slack answered', () => {
  it.each([...networkSamples, ...httpSamples])('finds the code $code in the text: $text', ({ text, code, place }) =>
    expect(findRefusal(text)).toMatchObject({ code, place, known: true }),
  )

  it.each(otherServers)('finds no code in a text about another server or without an error: %s', (text) =>
    expect(findRefusal(text)).toBeUndefined(),
  )

  it.each([
    'ENOTFOUND',
    'ECONNREFUSED',
    'ETIMEDOUT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'CERTIFICATE_VERIFY_FAILED',
    'UND_ERR_SOCKET',
  ])('finds a network code for the error name alone: %s', (word) =>
    expect(findRefusal(word)).toMatchObject({ code: expect.stringMatching(/^network_/), known: true }),
  )

  it.each([
    ['A request error occurred: connect ECONNREFUSED 127.0.0.1:8080', '127.0.0.1'],
    ['slack_webapi_request_error: getaddrinfo ENOTFOUND proxy.corp.example', 'proxy.corp.example'],
    ["slack_sdk.web: <urlopen error [Errno 111] Connection refused> host='squid.corp.example'", 'squid.corp.example'],
  ])('returns the host in the text when the host is not one of Slack: %s, host %s', (text, host) =>
    expect(findRefusal(text)).toMatchObject({ host }),
  )

  it('returns no host when the host is slack.com', () =>
    expect(findRefusal('getaddrinfo ENOTFOUND slack.com')).not.toHaveProperty('host'))

  it('finds the error code of Slack, not the HTTP status, when the text has both', () => {
    for (const text of [
      'slack: An HTTP protocol error occurred: statusCode = 503 {"ok":false,"error":"service_unavailable"}',
      'hooks.slack.com answered HTTP/1.1 404 Not Found\n\nno_service',
      'Request failed with status code 500 https://slack.com/api/chat.postMessage {"ok":false,"error":"fatal_error"}',
    ])
      expect(findRefusal(text)?.code, text).toMatch(/^(?:service_unavailable|no_service|fatal_error)$/)
  })

  it('names the command `slack-tokens doctor`, and mentions “Scopes and tokens”', async () => {
    using machine = createMachine()
    const { stdout } = await machine.run(['why', 'getaddrinfo ENOTFOUND slack.com'])
    expect(stdout).toContain('slack-tokens doctor')
    expect(stdout).toContain('Scopes and tokens')
  })

  it('exits with 2 and suggests network_not_json when the text does not name Slack', async () => {
    using machine = createMachine()
    const { code, json } = await machine.run(['why', 'SyntaxError: Unexpected token < in JSON at position 0', '--json'])
    expect([code, json]).toEqual([
      2,
      expect.objectContaining({ error: 'unknown_code', suggestions: ['network_not_json'] }),
    ])
    expect((await machine.run(['why', 'network_not_json'])).code).toBe(0)
  })

  it.each(['%', '{"level":"error","msg":"%"}'])(
    'is the command that `explain` prints for a text with such an error (sample %#)',
    async (form) => {
      using machine = createMachine()
      const input = form.replace('%', 'A request error occurred: getaddrinfo ENOTFOUND slack.com')
      const { stdout, stderr } = await machine.run(['explain', '-'], { input })
      expect(stdout + stderr).toContain('slack-tokens why')
    },
  )
})
